package org.blockwatch.schemas;

/** The five bytes before every Avro body in the Confluent wire format. */
final class WireFormat {
    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 1 + Integer.BYTES;

    private WireFormat() {}

    static boolean hasHeader(byte[] value) {
        return value.length >= HEADER_BYTES && value[0] == MAGIC;
    }

    /** Returns the schema id, big-endian, of a value that {@linkplain #hasHeader has a header}. */
    static int schemaId(byte[] value) {
        return (value[1] & 0xff) << 24 | (value[2] & 0xff) << 16 | (value[3] & 0xff) << 8 | value[4] & 0xff;
    }
}

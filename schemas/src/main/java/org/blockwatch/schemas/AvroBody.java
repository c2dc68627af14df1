package org.blockwatch.schemas;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * A header and an Avro body in one byte array. Each thread keeps its buffers, so a record costs no allocation but its
 * bytes. (Avro's own single-object classes read and write through streams, which takes about twice as long.)
 */
final class AvroBody {
    private static final ThreadLocal<AvroBody> OF_THIS_THREAD = ThreadLocal.withInitial(AvroBody::new);

    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);
    private @Nullable BinaryEncoder encoder;
    private @Nullable BinaryDecoder decoder;

    private AvroBody() {}

    /** @throws RuntimeException naming the field, if one is null or of another type than the schema has it */
    static <T> byte[] write(byte[] header, DatumWriter<T> writer, T record) throws IOException {
        return OF_THIS_THREAD.get().encode(header, writer, record);
    }

    /**
     * Reads a body that begins at {@code from} and ends with the array.
     *
     * @throws IOException if it does not end there
     * @throws RuntimeException if the bytes are not of the schema
     */
    static <T> T read(byte[] value, int from, DatumReader<T> reader) throws IOException {
        return OF_THIS_THREAD.get().decode(value, from, reader);
    }

    private <T> byte[] encode(byte[] header, DatumWriter<T> writer, T record) throws IOException {
        BinaryEncoder body = EncoderFactory.get().binaryEncoder(buffer, encoder);
        encoder = body;
        buffer.reset(); // only now: the encoder may just have emptied what a failed record left in it
        buffer.writeBytes(header);
        writer.write(record, body);
        body.flush();
        return buffer.toByteArray();
    }

    private <T> T decode(byte[] value, int from, DatumReader<T> reader) throws IOException {
        BinaryDecoder body = DecoderFactory.get().binaryDecoder(value, from, value.length - from, decoder);
        decoder = body;
        T record;
        try {
            record = reader.read(null, body);
        } catch (EOFException e) {
            throw new IOException("bytes are missing at the end", e);
        }
        if (!body.isEnd()) {
            throw new IOException("bytes are left over at the end");
        }
        return record;
    }
}

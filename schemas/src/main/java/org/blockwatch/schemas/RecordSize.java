package org.blockwatch.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * Bounds what a record may hold. What is derived from it (rows, changelogs, the trail) holds it whole and more, and one of those
 * that the brokers do not take would stop its partition; compressed, a record of many megabytes passes them.
 */
public final class RecordSize {

    /** A hundred times an assessment of every site by every modality. */
    public static final int LARGEST = 200_000;

    /** Less than the 1 MiB that Kafka's producers and brokers take unless they are configured otherwise. */
    public static final int LARGEST_WRITTEN = 900_000;

    private RecordSize() {}

    /**
     * Returns a record that is about to be written.
     *
     * @throws IllegalStateException if it is larger than the brokers take: found while it is known what made it so. The producer's own
     *     error comes later, names no record, and would be tried again for ever
     */
    public static byte[] checkWritten(String what, byte[] record) {
        if (record.length > LARGEST_WRITTEN) {
            throw new IllegalStateException("a %s would have %s bytes; more than %s are not written"
                    .formatted(what, record.length, LARGEST_WRITTEN));
        }
        return record;
    }

    /** @throws SerializationException if a value of so many bytes is too large to be used */
    public static void check(int bytes) {
        if (bytes > LARGEST) {
            throw new SerializationException(
                    "the value has " + bytes + " bytes; more than " + LARGEST + " are not read");
        }
    }
}

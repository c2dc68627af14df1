package org.blockwatch.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * Bounds what a record may hold. What is derived from it (rows, changelogs, the trail) holds it whole and more, and one of those
 * that the brokers do not take would stop its partition; compressed, a record of many megabytes passes them.
 */
public final class RecordSize {

    /** A hundred times an assessment of every site by every modality. */
    public static final int LARGEST = 200_000;

    private RecordSize() {}

    /** @throws SerializationException if a value of so many bytes is too large to be used */
    public static void check(int bytes) {
        if (bytes > LARGEST) {
            throw new SerializationException(
                    "the value has " + bytes + " bytes; more than " + LARGEST + " are not read");
        }
    }
}

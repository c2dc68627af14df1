package org.blockwatch.streams.intake;

/** Knows whether a value can be decoded, or found undecodable, without waiting for the schema registry. */
@FunctionalInterface
public interface SchemaWatch {
    /** For values that need no registry. */
    SchemaWatch NONE = (topic, value) -> true;

    /**
     * Whether the value's schema is known, or known not to exist. If not, the answer is being fetched in the background: ask again.
     *
     * @param value as received; never null
     */
    boolean isReadable(String topic, byte[] value);
}

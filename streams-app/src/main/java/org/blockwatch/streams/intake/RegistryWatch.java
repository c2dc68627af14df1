package org.blockwatch.streams.intake;

import org.blockwatch.schemas.AvroDeserializer;

/** Looks into the memory that the deserializer itself will use, and has it filled in the background. */
public final class RegistryWatch implements SchemaWatch {
    private final AvroDeserializer<?> deserializer;

    /** @param deserializer the very one that will decode the values */
    public RegistryWatch(AvroDeserializer<?> deserializer) {
        this.deserializer = deserializer;
    }

    @Override
    public boolean isReadable(String topic, byte[] value) {
        if (deserializer.knows(topic, value)) {
            return true;
        }
        deserializer.fetch(topic, value); // one request an id at a time; a failure is answered by asking again
        return false;
    }
}

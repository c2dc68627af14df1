package org.blockwatch.schemas;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** Computes on which partition of a topic the records of a key lie: Kafka's own murmur2 of the key in UTF-8. */
public final class HomePartition {

    private HomePartition() {}

    /**
     * Returns the partition, from 0.
     *
     * @param key a patientId
     * @param partitions how many the topic has, at least 1
     */
    public static int of(String key, int partitions) {
        return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions);
    }
}

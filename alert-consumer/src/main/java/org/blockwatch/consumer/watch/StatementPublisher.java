package org.blockwatch.consumer.watch;

import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/** Where a hospital publishes what is charted: the watch does the same, in the same way. */
public interface StatementPublisher extends AutoCloseable {

    /**
     * Publishes a statement, keyed by patient. May block for some seconds while Kafka or the registry is away.
     *
     * @return completes when all replicas have it, exceptionally if that is not known in time; nothing is thrown
     */
    CompletableFuture<Void> publish(SpecificRecord statement);

    @Override
    void close();
}

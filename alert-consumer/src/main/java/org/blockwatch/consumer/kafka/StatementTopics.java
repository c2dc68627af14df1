package org.blockwatch.consumer.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.consumer.watch.StatementPublisher;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.kafka.SingleRecordWriter;

/** Publishes statements as a hospital's bus does. */
public final class StatementTopics implements StatementPublisher {

    private final SingleRecordWriter writer;

    /**
     * The topics, which are not connected to before there is a statement.
     *
     * @param client properties of Kafka clients and serializers
     * @param within how long a statement may take, by the wall clock
     * @throws org.apache.kafka.common.KafkaException if the serializers cannot be set up
     */
    public StatementTopics(Map<String, String> client, Duration within) {
        writer = new SingleRecordWriter(client, List.of(Topics.BLOCKS, Topics.ASSESSMENTS), within);
    }

    @Override
    public CompletableFuture<Void> publish(SpecificRecord statement) {
        return writer.write(statement);
    }

    @Override
    public void close() {
        writer.close(Duration.ofMillis(500)); // what takes a synthetic patient back is worth a moment
    }
}

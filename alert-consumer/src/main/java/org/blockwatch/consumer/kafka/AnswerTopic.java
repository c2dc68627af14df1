package org.blockwatch.consumer.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.blockwatch.consumer.answer.AnswerLog;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.kafka.SingleRecordWriter;

/** Puts answers on blockwatch.alert-responses. */
public final class AnswerTopic implements AnswerLog {

    private final SingleRecordWriter writer;

    /**
     * The topic, which is not connected to before there is an answer.
     *
     * @param client properties of Kafka clients and serializers
     * @param within how long an answer may take, by the wall clock
     * @throws org.apache.kafka.common.KafkaException if the serializers cannot be set up
     */
    public AnswerTopic(Map<String, String> client, Duration within) {
        writer = new SingleRecordWriter(client, List.of(Topics.ALERT_RESPONSES), within);
    }

    @Override
    public CompletableFuture<Void> append(AlertResponse answer) {
        return writer.write(answer);
    }

    @Override
    public void close() {
        writer.close(Duration.ZERO);
    }
}

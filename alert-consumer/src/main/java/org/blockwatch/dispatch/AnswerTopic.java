package org.blockwatch.dispatch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.blockwatch.answer.AnswerLog;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.schemas.Topics;

/** Puts answers on blockwatch.alert-responses. Has a producer of its own: no answer waits for the pages under way. */
public final class AnswerTopic implements AnswerLog {

    private final Wire wire;
    private final Producer<byte[], byte[]> producer;

    /**
     * The topic, which is not connected to before there is an answer.
     *
     * @param client properties of Kafka clients and serializers
     * @param within how long an answer may take, by the wall clock
     * @throws org.apache.kafka.common.KafkaException if the serializers cannot be set up
     */
    public AnswerTopic(Map<String, String> client, Duration within) {
        wire = new Wire(client, List.of(Topics.ALERT_RESPONSES));
        producer = new KafkaClients(client).answers(within);
    }

    @Override
    public CompletableFuture<Void> append(AlertResponse answer) {
        CompletableFuture<Void> appended = new CompletableFuture<>();
        byte[] key = Topics.key(answer).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(Topics.ALERT_RESPONSES.topicName(), key, written(answer)), (place, e) -> {
            if (e == null) {
                appended.complete(null);
            } else {
                appended.completeExceptionally(e);
            }
        });
        return appended;
    }

    private synchronized byte[] written(AlertResponse answer) {
        wire.prepare();
        return wire.write(Topics.ALERT_RESPONSES, answer);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}

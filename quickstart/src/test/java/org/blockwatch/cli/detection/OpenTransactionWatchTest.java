package org.blockwatch.cli.detection;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.schemas.Topics;
import org.blockwatch.streams.intake.OpenTransactionWatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody else's producer begins a transaction on an input topic and does not end it. */
@WithPlatform
@Timeout(600)
class OpenTransactionWatchTest {
    private static final Duration SOON = Duration.ofSeconds(100);
    private static final int PARTITIONS = 3;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void shouldTellForHowLongItHoldsReadersUpAndThatItNoLongerDoes(Platform platform) {
        Map<String, Object> settings = Map.of("bootstrap.servers", platform.bootstrapServers());
        try (Admin admin = Admin.create(settings);
                OpenTransactionWatch watch = new OpenTransactionWatch(admin, PARTITIONS, meters);
                KafkaProducer<byte[], byte[]> foreign = new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                platform.bootstrapServers(),
                                "transactional.id",
                                "foreign",
                                "transaction.timeout.ms",
                                "600000"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            Topics.create(admin, PARTITIONS, 1);
            watch.start();
            foreign.initTransactions();
            foreign.beginTransaction();
            foreign.send(new ProducerRecord<>(Topics.VITALS.topicName(), 1, new byte[] {1}, new byte[] {2}));
            foreign.flush();

            await().atMost(SOON).until(() -> heldUp(Topics.VITALS) > 0);
            await().atMost(SOON).until(() -> heldUp(Topics.BLOCKS) == 0);

            foreign.abortTransaction();

            await().atMost(SOON).until(() -> heldUp(Topics.VITALS) == 0);
        }
    }

    private double heldUp(Topics topic) {
        return meters.get("blockwatch.stable.offset.age")
                .tag("topic", topic.topicName())
                .gauge()
                .value();
    }
}

package org.blockwatch.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.blockwatch.cli.embedded.Applications;
import org.blockwatch.cli.embedded.EmbeddedPlatform;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.schemas.AvroSerializer;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.Test;

class PagingWithoutRegistryTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** Stopped before the first statement ever: what the apps need of the registry they have asked at their start. */
    @Test
    void shouldDetectAndPageThoughTheRegistryStoppedAfterTheStart() {
        var clock = EngineClock.system();
        try (var receiver = new PageReceiver();
                var platform = EmbeddedPlatform.start();
                var apps = Applications.start(
                        platform,
                        Applications.Plan.of(clock, platform.state(), new PrintStream(OutputStream.nullOutputStream()))
                                .to(receiver.webhook()));
                var bus = bus(platform)) {
            platform.registry().close();

            var mark = clock.now().plusSeconds(2);
            publish(bus, BedsideClient.block("p", mark.minus(Duration.ofHours(4))));
            publish(bus, BedsideClient.weakLeg("p", mark.minusSeconds(9000)));
            publish(bus, BedsideClient.vitals("p", mark.minusSeconds(8000)));
            publish(bus, BedsideClient.mobilisation("p", mark.minusSeconds(7000)));

            await().atMost(LIMIT)
                    .untilAsserted(() ->
                            assertThat(receiver.naming("DEFICIT_PERSISTS_4H")).hasSize(1));
            await().atMost(LIMIT)
                    .untilAsserted(() ->
                            assertThat(receiver.naming("UNSAFE_MOBILISATION")).hasSize(1));
        }
    }

    /** A bus that knows the ids of its schemas before the registry is gone. */
    private static Producer<String, SpecificRecord> bus(Platform platform) {
        var serializer = new AvroSerializer<>();
        serializer.configure(Map.of("schema.registry.url", platform.registryUrl()), false);
        Topics.STATEMENTS.forEach(serializer::prepare);
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers()), new StringSerializer(), serializer);
    }

    private static void publish(Producer<String, SpecificRecord> bus, SpecificRecord statement) {
        bus.send(new ProducerRecord<>(Topics.carrying(statement.getClass()).topicName(), "p", statement));
    }
}

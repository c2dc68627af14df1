package org.blockwatch.cli.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.event.PatientPlace;
import org.blockwatch.gateway.bus.StatementBus;
import org.blockwatch.gateway.bus.Work.Decision;
import org.blockwatch.gateway.patient.OutgoingRecord;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.Test;

/** Neither what lies on its topic nor what it is asked to write stops the one thread that writes. */
@WithPlatform
class StatementBusTest {

    @Test
    void shouldGoOnWhateverLiesOnItsTopicAndWhateverItIsAskedToWrite(Platform platform) throws Exception {
        GatewaySite.topics(platform);
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (byte[] bytes : List.of("garbage".getBytes(UTF_8), new byte[0])) {
                producer.send(new ProducerRecord<>(Topics.PATIENTS.topicName(), "p1".getBytes(UTF_8), bytes))
                        .get();
            }
        }
        var metrics = new SimpleMeterRegistry();
        try (var bus = new StatementBus(
                Map.of("bootstrap.servers", platform.bootstrapServers(), "schema.registry.url", platform.registryUrl()),
                "blockwatch-gateway-bus-test",
                EngineClock.system(),
                metrics)) {
            bus.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> bus.problem().isEmpty());
            assertThat(metrics.get("blockwatch.records.passed.over").counter().count())
                    .isEqualTo(2);

            var place = PatientPlace.newBuilder().setPatientId("p2").build();
            assertThatThrownBy(() -> write(bus, "p2", new PatientPlace()))
                    .as("without the patientId that its schema asks for: a defect, and no outage")
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> write(bus, null, place)).isInstanceOf(IllegalStateException.class);
            assertThat(write(bus, "p2", place)).isEqualTo("committed");
        }
    }

    private static String write(StatementBus bus, String key, PatientPlace place) throws Exception {
        return bus.execute(
                (places, sent) -> new Decision<>(
                        List.of(new OutgoingRecord(Topics.PATIENTS, key, place, Map.of())), List.of(), "committed"),
                false);
    }
}

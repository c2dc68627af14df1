package org.blockwatch.cli.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.blockwatch.cli.embedded.EmbeddedBroker;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.cli.kafka.TopicWatcher;
import org.blockwatch.consumer.kafka.AnswerTopic;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.schemas.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers on a real broker that goes and comes back. */
@WithPlatform
@Timeout(300)
class AnswerTopicTest {

    private static final Duration WITHIN = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void shouldSayInTimeThatAnAnswerIsNotRecordedAndRecordItOnceTheBrokerIsBack(
            Platform registry, @TempDir Path directory) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(0, directory);
        int port = Integer.parseInt(broker.bootstrapServers().split(":")[1]);
        Map<String, String> client =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "schema.registry.url", registry.registryUrl());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Topics.create(admin, 2, 1);
        }
        List<AlertResponse> recorded = new CopyOnWriteArrayList<>();
        try (AnswerTopic topic = new AnswerTopic(client, WITHIN)) {
            awaitRecorded(topic, "before");
            broker.close();

            CompletableFuture<Void> lost = topic.append(answer("lost"));
            // Kafka's own limit is two minutes.
            assertThatThrownBy(() -> lost.get(SOON.toSeconds(), TimeUnit.SECONDS))
                    .hasMessageContaining("TimeoutException");

            broker = EmbeddedBroker.start(port, directory);
            awaitRecorded(topic, "after");
            try (TopicWatcher watcher = TopicWatcher.of(
                    platform(broker, registry),
                    List.of(Topics.ALERT_RESPONSES),
                    record -> recorded.add((AlertResponse) record.value()))) {
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(recorded)
                                .extracting(AlertResponse::getEventId)
                                .contains("before", "after"));
            }
        } finally {
            broker.close();
        }
    }

    /** Says it until it is told that it is recorded: on a busy machine that may take longer than an answer is given. */
    private static void awaitRecorded(AnswerTopic topic, String eventId) {
        await().atMost(SOON).ignoreExceptions().until(() -> {
            topic.append(answer(eventId)).get(SOON.toSeconds(), TimeUnit.SECONDS);
            return true;
        });
    }

    private static Platform platform(EmbeddedBroker broker, Platform registry) {
        return new Platform() {
            @Override
            public String bootstrapServers() {
                return broker.bootstrapServers();
            }

            @Override
            public String registryUrl() {
                return registry.registryUrl();
            }

            @Override
            public void close() {}
        };
    }

    private static AlertResponse answer(String eventId) {
        return AlertResponse.newBuilder()
                .setEventId(eventId)
                .setPatientId("p1")
                .setAlertId("b1/DEFICIT_PERSISTS_4H/1")
                .setKind(AlertResponseKind.ACKNOWLEDGED)
                .setBy("nurse-3")
                .setOccurredAt(Instant.parse("2026-03-01T13:00:00Z"))
                .build();
    }
}

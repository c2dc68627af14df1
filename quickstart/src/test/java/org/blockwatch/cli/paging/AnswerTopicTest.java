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
@Timeout(120)
class AnswerTopicTest {

    private static final Duration WITHIN = Duration.ofSeconds(2);

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
            topic.append(answer("before")).get(30, TimeUnit.SECONDS);
            broker.close();

            CompletableFuture<Void> lost = topic.append(answer("lost"));
            assertThatThrownBy(() -> lost.get(3 * WITHIN.toSeconds(), TimeUnit.SECONDS))
                    .hasMessageContaining("TimeoutException");

            broker = EmbeddedBroker.start(port, directory);
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
                topic.append(answer("after")).get(10, TimeUnit.SECONDS);
                return true;
            });
            try (TopicWatcher watcher = TopicWatcher.of(
                    platform(broker, registry),
                    List.of(Topics.ALERT_RESPONSES),
                    record -> recorded.add((AlertResponse) record.value()))) {
                await().atMost(Duration.ofSeconds(90))
                        .untilAsserted(() -> assertThat(recorded)
                                .extracting(AlertResponse::getEventId)
                                .contains("before", "after"));
            }
        } finally {
            broker.close();
        }
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

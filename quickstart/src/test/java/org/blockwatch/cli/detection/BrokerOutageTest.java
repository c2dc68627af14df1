package org.blockwatch.cli.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.blockwatch.cli.embedded.EmbeddedBroker;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.streams.StreamsApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kafka Streams does not say that all brokers are away: streams-app must. */
@WithPlatform
@Timeout(600)
class BrokerOutageTest {
    private static final Duration SOON = Duration.ofSeconds(100);

    @Test
    void shouldBeUnreadyAndAliveWhileNoBrokerCanBeReachedAndReadyOnceOneIsBack(
            Platform registry, @TempDir Path topics, @TempDir Path state) throws Exception {
        WardExamples ward = new WardExamples();
        EmbeddedBroker broker = EmbeddedBroker.start(0, topics);
        int port = Integer.parseInt(broker.bootstrapServers().split(":")[1]);
        Map<String, String> settings = new HashMap<>(ward.settings(registry, state));
        settings.put("bootstrap.servers", broker.bootstrapServers());
        try (StreamsApp app = StreamsApp.start(settings, ward.clock)) {
            await().atMost(SOON).until(app::isReady);
            assertThat(health(app, "ready")).isEqualTo("{\"status\":\"up\"}");

            broker.close();

            await().atMost(SOON).until(() -> health(app, "ready").contains("has no connection to a broker"));
            assertThat(health(app, "live")).isEqualTo("{\"status\":\"up\"}"); // a new process would wait as well

            broker = EmbeddedBroker.start(port, topics);

            await().atMost(SOON).until(app::isReady);
        } finally {
            broker.close();
        }
    }

    private static String health(StreamsApp app, String door) throws Exception {
        URI asked = app.address().resolve("/health/" + door);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(asked).build(), BodyHandlers.ofString())
                .body();
    }
}

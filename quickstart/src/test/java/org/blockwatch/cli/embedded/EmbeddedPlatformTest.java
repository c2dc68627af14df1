package org.blockwatch.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPlatformTest {

    @Test
    void shouldKeepTopicsAndSchemasFromRunToRunWhenGivenAFolder(@TempDir Path folder) throws Exception {
        try (var platform = EmbeddedPlatform.start(0, 0, folder);
                var admin = admin(platform)) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
            assertThat(register(platform.registryUrl(), "string")).isEqualTo(200);
        }
        try (var platform = EmbeddedPlatform.start(0, 0, folder);
                var admin = admin(platform)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> admin.listTopics().names().get().contains("kept"));
            assertThat(register(platform.registryUrl(), "int"))
                    .as("a schema that does not go with the one of the run before")
                    .isEqualTo(409);
        }
    }

    @Test
    void shouldSayWhichPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedPlatform.start(taken.getLocalPort(), 0, null))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("broker cannot listen on 127.0.0.1:" + taken.getLocalPort());
            assertThatThrownBy(() -> EmbeddedRegistry.start(taken.getLocalPort(), null))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("registry cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    private static Admin admin(Platform platform) {
        return Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()));
    }

    private static int register(String registryUrl, String type) throws Exception {
        var schema =
                "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\",\"type\":\"%s\"}]}".formatted(type);
        var request = HttpRequest.newBuilder(URI.create(registryUrl + "/subjects/a/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(BodyPublishers.ofString("{\"schema\":\"%s\"}".formatted(schema.replace("\"", "\\\""))))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}

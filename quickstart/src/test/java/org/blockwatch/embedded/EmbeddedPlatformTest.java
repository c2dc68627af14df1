package org.blockwatch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPlatformTest {

    @Test
    void shouldKeepTopicsFromRunToRunWhenGivenAFolder(@TempDir Path folder) throws Exception {
        try (var broker = EmbeddedBroker.start(0, folder);
                var admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
        }
        try (var broker = EmbeddedBroker.start(0, folder);
                var admin = admin(broker)) {
            assertThat(admin.listTopics().names().get()).contains("kept");
        }
    }

    @Test
    void shouldRefuseASchemaThatIsNotCompatibleBothWays() throws Exception {
        try (var registry = EmbeddedRegistry.start()) {
            assertThat(register(registry, "string")).isEqualTo(200);
            assertThat(register(registry, "int")).isEqualTo(409);
        }
    }

    @Test
    void shouldSayWhichPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedPlatform.start(taken.getLocalPort(), 0, null))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("broker cannot listen on 127.0.0.1:" + taken.getLocalPort());
            assertThatThrownBy(() -> EmbeddedRegistry.start(taken.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("registry cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static int register(EmbeddedRegistry registry, String type) throws Exception {
        var schema =
                "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\",\"type\":\"%s\"}]}".formatted(type);
        var request = HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/a/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(BodyPublishers.ofString("{\"schema\":\"%s\"}".formatted(schema.replace("\"", "\\\""))))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}

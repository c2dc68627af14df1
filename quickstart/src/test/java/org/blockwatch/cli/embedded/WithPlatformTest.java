package org.blockwatch.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

@WithPlatform
class WithPlatformTest {

    private final Platform shared;

    WithPlatformTest(Platform shared) {
        this.shared = shared;
    }

    @Test
    void shouldGiveAnEmptyBrokerSharedByTheClass(Platform platform) throws Exception {
        assertThat(platform).isSameAs(shared);
        try (var admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get()).isEmpty();
        }
    }
}

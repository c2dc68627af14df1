package org.blockwatch.streams;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.blockwatch.service.settings.Settings;
import org.blockwatch.service.settings.SettingsException;
import org.junit.jupiter.api.Test;

class StreamsPropertiesTest {

    @Test
    void shouldRefuseAGroupProtocolThatBypassesOurConsumer() {
        assertThatThrownBy(() -> StreamsProperties.check(with("kafka.group.protocol", "streams")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("kafka.group.protocol = streams", "only classic");
        assertThatCode(() -> StreamsProperties.check(with("kafka.group.protocol", "CLASSIC")))
                .doesNotThrowAnyException();
    }

    private static Settings<StreamsSettings> with(String key, String value) {
        Map<String, String> settings = new HashMap<>(
                Map.of("bootstrap.servers", "127.0.0.1:9092", "schema.registry.url", "http://127.0.0.1:8081"));
        settings.put(key, value);
        return Settings.of(StreamsSettings.class, settings);
    }
}

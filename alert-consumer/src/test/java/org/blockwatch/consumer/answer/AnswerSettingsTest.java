package org.blockwatch.consumer.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.blockwatch.consumer.AlertConsumerSettings;
import org.blockwatch.service.settings.Settings;
import org.blockwatch.service.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerSettingsTest {

    @Test
    void shouldOpenNoDoorUnlessItsSecretIsSet() {
        assertThat(areTaken(Map.of())).isFalse();
        assertThat(areTaken(Map.of("link.secret", "sixteen characters"))).isTrue();
        assertThat(areTaken(Map.of("api.read.tokens", "board=twenty-characters-12345")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "link.base | https://pages.example | link.secret is missing",
                "link.lifetime | PT73H | link.lifetime = PT73H is longer than look.back = PT72H",
                "link.base | pages.example | link.base = pages.example",
                "link.secret | short | link.secret = ***",
                "api.tokens | desk | api.tokens = ***",
                "api.tokens | desk=short | api.tokens = ***",
                "answer.zone | Mars/Phobos | is no time zone"
            })
    void shouldSayWhichSettingIsWrongAndNoSecret(String key, String value, String said) {
        assertThatThrownBy(() -> areTaken(Map.of(key, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(said);
    }

    @Test
    void shouldShowNoSecretWhenSettingsAreShown() {
        assertThat(settings(Map.of("api.tokens", "desk=a-token-that-is-secret", "link.secret", "a link secret here"))
                        .toString())
                .doesNotContain("a-token-that-is-secret", "a link secret here");
    }

    private static boolean areTaken(Map<String, String> given) {
        AlertConsumerSettings app = settings(given).app();
        return AnswerEndpoints.areTaken(app, app.lookBack());
    }

    private static Settings<AlertConsumerSettings> settings(Map<String, String> given) {
        Map<String, String> all =
                new HashMap<>(Map.of("bootstrap.servers", "kafka:9092", "schema.registry.url", "http://registry:8081"));
        all.putAll(given);
        return Settings.of(AlertConsumerSettings.class, all);
    }
}

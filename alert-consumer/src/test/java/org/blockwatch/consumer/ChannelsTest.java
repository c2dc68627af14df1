package org.blockwatch.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.blockwatch.consumer.channel.Channel;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.settings.Settings;
import org.blockwatch.service.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a site is told whose channels cannot be made, and what it is not told: secrets. */
class ChannelsTest {

    private static final Map<String, String> MAIL =
            Map.of("channels", "smtp", "smtp.host", "mail.example.org", "smtp.from", "blockwatch@example.org");
    private static final Map<String, String> PAGER = Map.of("channels", "snpp", "snpp.host", "terminal");

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong(Map.of("channels", "carrier-pigeon"), "channels", "pagerduty, smtp, snpp"),
                wrong(Map.of("channels", "pagerduty"), "pagerduty.routing.key is missing", "integration key"),
                wrong(
                        Map.of("channels", "pagerduty", "pagerduty.routing.keys", "hunter2"),
                        "pagerduty.routing.keys = ***",
                        "service=key"),
                wrong(Map.of("channels", "smtp"), "smtp.host is missing", "mail server"),
                wrong(Map.of("channels", "smtp", "smtp.host", "mail"), "smtp.from is missing", "@example.org"),
                wrong(with(MAIL, "smtp.from", "nobody"), "smtp.from = nobody", "name@example.org"),
                wrong(with(MAIL, "smtp.tls", "maybe"), "smtp.tls = maybe", "starttls, implicit or none"),
                wrong(with(MAIL, "smtp.user", "us"), "smtp.password is missing", "smtp.password.file"),
                wrong(Map.of("channels", "snpp"), "snpp.host is missing", "paging terminal"),
                wrong(with(PAGER, "snpp.level", "3"), "snpp.level = 3", "1 or 2"),
                wrong(with(PAGER, "snpp.caller", "5551"), "snpp.caller", "snpp.level = 2"),
                wrong(with(PAGER, "snpp.pager", "555\nSEND"), "snpp.pager", "one line"),
                wrong(with(PAGER, "snpp.longest", "5"), "snpp.longest = 5", "40"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void shouldSayWhatIsWrongAndWhatToGive(Map<String, String> settings, String what, String remedy) {
        assertThatThrownBy(() -> make(settings))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(what)
                .hasMessageContaining(remedy)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void shouldTakeThePasswordFromAFile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("password");
        Map<String, String> settings = with(with(MAIL, "smtp.user", "us"), "smtp.password.file", file.toString());

        Files.writeString(file, "hunter2\n");
        assertThat(make(settings)).isEqualTo("smtp");
    }

    @Test
    void shouldShowNoSecretAmongTheSettings() {
        assertThat(settings(Map.of("pagerduty.routing.key", "hunter2", "pagerduty.routing.keys", "a=hunter2"))
                        .toString())
                .contains("pagerduty.routing.key = ***", "pagerduty.routing.keys = ***")
                .doesNotContain("hunter2");
    }

    private static Arguments wrong(Map<String, String> settings, String what, String remedy) {
        return Arguments.arguments(settings, what, remedy);
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(key, value);
        return more;
    }

    private static Settings<AlertConsumerSettings> settings(Map<String, String> given) {
        return Settings.of(
                AlertConsumerSettings.class,
                with(with(given, "bootstrap.servers", "localhost:1"), "schema.registry.url", "http://localhost:1"));
    }

    private static String make(Map<String, String> given) {
        try (Channel channel = Channels.of(
                        settings(given).app(), EngineClock.system(), new PrintStream(OutputStream.nullOutputStream()))
                .get(0)) {
            return channel.name();
        }
    }
}

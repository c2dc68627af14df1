package org.blockwatch.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.blockwatch.service.ExampleServiceSettings;
import org.blockwatch.service.log.LogFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final String LEAST = """
            bootstrap.servers = kafka:9092
            schema.registry.url = http://registry:8081
            """;

    @TempDir
    Path directory;

    @Test
    void shouldTakeDefaultsWhereTheFileSaysNothing() throws IOException {
        Settings<ExampleServiceSettings> settings = load("a.properties", LEAST, Map.of());

        assertThat(settings.app().bootstrapServers()).isEqualTo("kafka:9092");
        assertThat(settings.app().httpHost()).isEqualTo("127.0.0.1");
        assertThat(settings.app().httpPort()).isEqualTo(7079);
        assertThat(settings.app().logFormat()).isEqualTo(LogFormat.TEXT);
        assertThat(settings.app().interval()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void shouldReadYaml() throws IOException {
        Settings<ExampleServiceSettings> settings = load("a.yaml", """
                bootstrap.servers: kafka:9092
                schema:
                  registry:
                    url: http://registry:8081
                http.port: 8080
                kafka:
                  security.protocol: SSL
                """, Map.of());

        assertThat(settings.app().httpPort()).isEqualTo(8080);
        assertThat(settings.client()).containsEntry("security.protocol", "SSL");
    }

    @Test
    void shouldLetTheEnvironmentWinOverTheFile() throws IOException {
        Settings<ExampleServiceSettings> settings = load(
                "a.properties",
                LEAST + "kafka.security.protocol = SSL\nbasic.auth.user.info = file:file\n",
                Map.of(
                        "BOOTSTRAP_SERVERS", "other:9092",
                        "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                        "BASIC_AUTH_USER_INFO", "me:mine",
                        "PATH", "/bin"));

        assertThat(settings.app().bootstrapServers()).isEqualTo("other:9092");
        assertThat(settings.client())
                .containsOnly(
                        Map.entry("bootstrap.servers", "other:9092"),
                        Map.entry("schema.registry.url", "http://registry:8081"),
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("basic.auth.user.info", "me:mine"));
    }

    @Test
    void shouldNameEveryMissingSettingAndBothPlacesToSetIt() {
        assertThatThrownBy(() -> load("a.properties", "", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("bootstrap.servers is missing. Set it in the file given with --config, or as"
                        + " BOOTSTRAP_SERVERS in the environment." + System.lineSeparator()
                        + "schema.registry.url is missing. Set it in the file given with --config, or as"
                        + " SCHEMA_REGISTRY_URL in the environment.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http.port       | 70000      | is not a port: give a whole number from 0 (any free port) to 65535.",
                "http.port       | many       | is not a port: give a whole number from 0 (any free port) to 65535.",
                "log.format      | xml        | is not a log format: give text or json.",
                "log.level       | loud       | is not a log level: give error, warn, info, debug or trace.",
                "clock.speed     | 0          | is not a speed: give a number above 0, such as 1 or 720.",
                "canary.interval | 1 minute   | is not a length of time: give one above zero, such as 25 s, 12 h or PT25S.",
                "clock.origin    | 2026-03-01 | is not an instant: give ISO-8601 with an offset, such as 2026-03-01T09:00:00Z.",
                "http.port       | ''         | is empty: give a value or remove the key."
            })
    void shouldSayWhatIsWrongWithAValueAndWhereItStands(String key, String value, String wrong) {
        Path file = directory.resolve("a.properties");
        assertThatThrownBy(() -> load("a.properties", LEAST + key + " = " + value + "\n", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage(key + " = " + value + " (from " + file + ") " + wrong);
    }

    @Test
    void shouldNameTheEnvironmentAsTheSourceOfAWrongValue() {
        assertThatThrownBy(() -> load("a.properties", LEAST, Map.of("HTTP_PORT", "x")))
                .hasMessageStartingWith("http.port = x (from the environment) is not a port");
    }

    @Test
    void shouldRefuseAKeyThatNobodyKnows() {
        assertThatThrownBy(() -> load("a.properties", LEAST + "htp.port = 1\n", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("htp.port (from " + directory.resolve("a.properties"))
                .hasMessageContaining("is not a setting of this service")
                .hasMessageContaining("http.port");
    }

    @Test
    void shouldRefuseAFileThatIsNotThereOrNotReadable() throws IOException {
        assertThatThrownBy(() -> Settings.load(ExampleServiceSettings.class, directory.resolve("none.yaml"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("none.yaml does not exist");
        assertThatThrownBy(() -> load("a.toml", LEAST, Map.of())).hasMessageContaining("Name it .properties or .yaml");
        assertThatThrownBy(() -> load("a.yaml", "http:\n  port: [1", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("cannot be read at line 2");
        assertThatThrownBy(() -> load("a.yaml", "- a list", Map.of())).isInstanceOf(SettingsException.class);
    }

    @Test
    void shouldNeverShowASecret() throws IOException {
        Settings<ExampleServiceSettings> settings = load(
                "a.properties",
                LEAST
                        + "canary.password = hunter2\nkafka.sasl.jaas.config = Plain required password=\"hunter2\";\nbasic.auth.user.info = u:hunter2\n",
                Map.of("SCHEMA_REGISTRY_URL", "http://u:hunter2@registry:8081", "KAFKA_SSL_KEY_PASSWORD", "hunter2"));

        assertThat(settings.toString())
                .doesNotContain("hunter2")
                .contains("canary.password = ***")
                .contains("kafka.sasl.jaas.config = ***")
                .contains("schema.registry.url = http://***@registry:8081  (from the environment)")
                .contains("http.port = 7079  (default)");
        assertThat(settings.client()).containsEntry("ssl.key.password", "hunter2");
    }

    @Test
    void shouldRefuseAJaasConfigurationThatKafkaWouldQuote() {
        assertThatThrownBy(() -> load("a.properties", LEAST + "kafka.sasl.jaas.config = Plain hunter2;\n", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("kafka.sasl.jaas.config = *** is no JAAS configuration.")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void shouldReadListsInEitherForm() throws IOException {
        assertThat(load("a.properties", LEAST + "canary.songs = one,two\n", Map.of())
                        .app()
                        .songs())
                .hasValue(List.of("one", "two"));
        assertThat(load("a.yaml", LEAST.replace(" =", ":") + "canary.songs: [one, two]\n", Map.of())
                        .app()
                        .songs())
                .hasValue(List.of("one", "two"));
    }

    @Test
    void shouldReadSecretsOutOfFilesWhateverNamesThem() throws IOException {
        Files.writeString(directory.resolve("password"), "hunter2\n");
        Files.writeString(directory.resolve("jaas"), "Scram required\n  password=\"${hunter2}\";\n");
        Files.writeString(directory.resolve("tokens"), "1\n2\n");
        Files.writeString(directory.resolve("key"), "hunter3\n");

        Settings<ExampleServiceSettings> settings = load(
                "a.properties",
                LEAST
                        + "canary.password.file = %s\nkafka.sasl.jaas.config.file = %s\nkafka.ssl.key.password = of the file\n"
                                .formatted(directory.resolve("password"), directory.resolve("jaas")),
                Map.of(
                        "CANARY_TOKEN_FILE", directory.resolve("tokens").toString(),
                        "KAFKA_SSL_KEY_PASSWORD_FILE", directory.resolve("key").toString()));

        assertThat(settings.app().password()).hasValue("hunter2");
        assertThat(settings.app().tokens()).hasValue(List.of(1, 2));
        assertThat(settings.client())
                .containsEntry("sasl.jaas.config", "Scram required\n  password=\"${hunter2}\";")
                .containsEntry("ssl.key.password", "hunter3")
                .hasSize(4);
        assertThat(settings.toString())
                .contains("canary.password = ***  (from " + directory.resolve("password") + ")")
                .doesNotContain("hunter", ".file");
        assertThat(Settings.of(
                                ExampleServiceSettings.class,
                                Map.of(
                                        "bootstrap.servers",
                                        "k:1",
                                        "schema.registry.url",
                                        "http://r",
                                        "canary.password.file",
                                        directory.resolve("password").toString()))
                        .app()
                        .password())
                .hasValue("hunter2");
    }

    @Test
    void shouldLetTheEnvironmentsSecretWinOverTheFilesWhicheverFormTheyHave() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "of the file");

        assertThat(load(
                                "a.properties",
                                LEAST + "canary.password = x\n",
                                Map.of("CANARY_PASSWORD_FILE", file.toString()))
                        .app()
                        .password())
                .hasValue("of the file");
        assertThat(load("a.properties", LEAST + "canary.password.file = " + file, Map.of("CANARY_PASSWORD", "x"))
                        .app()
                        .password())
                .hasValue("x");
    }

    @Test
    void shouldSayWhatIsWrongWithTheFileOfASecret() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty"), "\n");

        assertThatThrownBy(() -> load("a.properties", LEAST, Map.of("CANARY_PASSWORD_FILE", "hunter2")))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("canary.password.file (from the environment) names no file that can be read.")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> load("a.properties", LEAST + "canary.password.file = " + empty, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(empty + " (from " + directory.resolve("a.properties") + ") is empty");
        assertThatThrownBy(() -> load(
                        "a.properties",
                        LEAST,
                        Map.of("KAFKA_SASL_JAAS_CONFIG", "x", "KAFKA_SASL_JAAS_CONFIG_FILE", "y")))
                .hasMessage(
                        "kafka.sasl.jaas.config and kafka.sasl.jaas.config.file are both set (from the environment):"
                                + " keep one of them.");
        assertThatThrownBy(
                        () -> load("a.properties", LEAST, Map.of("CANARY_PASSWORD", "x", "CANARY_PASSWORD_FILE", "y")))
                .hasMessageStartingWith("canary.password and canary.password.file are both set");
        assertThatThrownBy(() -> load("a.properties", LEAST + "http.port.file = x\n", Map.of()))
                .as("only secrets may stand in files")
                .hasMessageContaining("http.port.file (from ")
                .hasMessageContaining("is not a setting of this service");
    }

    @Test
    void shouldNeverShowASecretThatIsWrongInAListEither() {
        assertThatThrownBy(() -> load("a.properties", LEAST + "canary.token = 1,hunter2\n", Map.of()))
                .hasMessageStartingWith("canary.token = *** (from ")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> load("a.yaml", LEAST.replace(" =", ":") + "canary.token: [1, hunter2]\n", Map.of()))
                .hasMessageContaining("canary.token")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void shouldNeedAnOriginForAClockThatRunsFaster() {
        Map<String, String> given = new HashMap<>(
                Map.of("bootstrap.servers", "k:1", "schema.registry.url", "http://r", "clock.speed", "720"));
        assertThatThrownBy(() -> Settings.of(ExampleServiceSettings.class, given))
                .hasMessageStartingWith("clock.origin is missing");

        given.put("clock.origin", "2026-03-01T10:00:00+01:00");
        assertThat(Settings.of(ExampleServiceSettings.class, given)
                        .clock()
                        .at(Instant.parse("2026-03-01T09:00:10Z").toEpochMilli()))
                .isEqualTo(Instant.parse("2026-03-01T11:00:00Z"));
    }

    private Settings<ExampleServiceSettings> load(String name, String text, Map<String, String> environment)
            throws IOException {
        return Settings.load(
                ExampleServiceSettings.class, Files.writeString(directory.resolve(name), text), environment);
    }
}

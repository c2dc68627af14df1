package org.blockwatch.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.blockwatch.event.CareEvent;
import org.blockwatch.schemas.ScriptedRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryClientTest {
    private static final Schema SCHEMA = CareEvent.getClassSchema();
    private static final String SUBJECT = "blockwatch.care-events-value";
    private static final String NOWHERE = "http://localhost:1";

    private final ScriptedRegistry registry = new ScriptedRegistry();

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void shouldAskForEachIdAndEachSchemaOnce() {
        RegistryClient client = client(Map.of());
        int id = client.idFor(SUBJECT, SCHEMA);

        assertThat(client.idFor(SUBJECT, SCHEMA)).isEqualTo(id);
        assertThat(client.schema(id)).isSameAs(client.schema(id));
        assertThat(registry.questions)
                .extracting(Object::toString)
                .containsExactly(
                        "POST /subjects/" + SUBJECT + "/versions",
                        "GET /schemas/ids/" + id,
                        "GET /schemas/ids/" + id + "/versions");
    }

    @Test
    void shouldNeedNoRegistryForWhatItHasSeen() {
        RegistryClient client = client(Map.of());
        int id = client.idFor(SUBJECT, SCHEMA);
        client.schema(id);
        registry.close();

        assertThat(client.idFor(SUBJECT, SCHEMA)).isEqualTo(id);
        assertThat(client.schema(id).getFullName()).isEqualTo(SCHEMA.getFullName());
        assertThat(client.knows(id, null)).isTrue();
    }

    @Test
    void shouldRegisterTheSchemaWithoutJavasNotes() {
        client(Map.of()).idFor(SUBJECT, SCHEMA);

        assertThat(registry.questions.get(0).body())
                .contains("CareEvent", "timestamp-millis")
                .doesNotContain("avro.java.string");
    }

    @Test
    void shouldGuardASubjectBeforeItsFirstSchema() {
        client(Map.of()).publish(SUBJECT, SCHEMA);

        assertThat(registry.questions.get(0).toString()).isEqualTo("PUT /config/" + SUBJECT);
        assertThat(registry.questions.get(0).body()).isEqualTo("{\"compatibility\":\"FULL_TRANSITIVE\"}");
        assertThat(registry.questions.get(1).toString()).isEqualTo("POST /subjects/" + SUBJECT + "/versions");
    }

    @Test
    void shouldOnlyLookUpWhereItMayNotRegister() {
        client(Map.of("auto.register.schemas", "false", "normalize.schemas", "true"))
                .publish(SUBJECT, SCHEMA);

        assertThat(registry.questions)
                .extracting(Object::toString)
                .containsExactly("POST /subjects/" + SUBJECT + "?normalize=true");
    }

    @Test
    void shouldWriteUnderTheLatestIdOnlyIfItHasTheSameShape() {
        Map<String, String> settings = Map.of("auto.register.schemas", "false", "use.latest.version", "true");
        registry.answerAll(200, latest(SchemaText.of(SCHEMA).toString().replace("What was done", "Whatever was done")));
        assertThat(client(settings).idFor(SUBJECT, SCHEMA)).isEqualTo(7);

        registry.answerAll(200, latest(SchemaText.of(SCHEMA).toString().replace("detail", "note")));
        assertThatThrownBy(() -> client(settings).idFor(SUBJECT, SCHEMA))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("use.latest.version=false");
    }

    @Test
    void shouldTellAnIdThatNobodyKnowsFromARegistryThatDoesNotAnswer() {
        RegistryClient client = client(Map.of());

        assertThatThrownBy(() -> client.schema(99))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("schema id 99")
                .hasMessageContaining("check the writer's schema.registry.url");
        assertThat(client.knows(99, null)).as("the answer is no").isTrue();
        assertThat(client.knows(98, null)).as("not asked").isFalse();
    }

    @Test
    void shouldKeepANoWhileTheRegistryIsAway() {
        RegistryClient client = client(Map.of());
        assertThatThrownBy(() -> client.schema(99)).isInstanceOf(UnknownSchemaException.class);
        registry.answerAll(503, "");

        assertThatThrownBy(() -> client.schema(99)).isInstanceOf(UnknownSchemaException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "503, '',                                     it has trouble of its own",
        "500, '{\"error_code\":50001}',               it has trouble of its own",
        "401, '{\"error_code\":401}',                 check basic.auth.*",
        "403, '',                                     check basic.auth.*",
        "429, '',                                     it is busy",
        "404, '<html>no such page</html>',            check the path in schema.registry.url",
        "200, 'welcome',                              check the path in schema.registry.url",
    })
    void shouldWaitAndNotGiveUpTheRecordFor(int status, String body, String advice) {
        RegistryClient client = client(Map.of());
        registry.answerAll(status, body);

        assertThatThrownBy(() -> client.schema(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining(registry.url())
                .hasMessageContaining(advice);
        assertThat(client.knows(1, null)).isFalse();
    }

    @Test
    void shouldNotWaitLongerThanItIsTold() {
        registry.hang();

        assertThatThrownBy(() -> client(Map.of("http.read.timeout.ms", "100")).schema(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("did not answer in time");
    }

    @Test
    void shouldAskAgainAfterAnOutage() {
        RegistryClient client = client(Map.of());
        int id = registry.add(SchemaText.of(SCHEMA).toString());
        registry.answerAll(503, "");
        assertThatThrownBy(() -> client.schema(id)).isInstanceOf(RegistryUnavailableException.class);
        registry.recover();

        assertThat(client.schema(id).getFullName()).isEqualTo(SCHEMA.getFullName());
    }

    @Test
    void shouldTurnToTheNextAddressAndStayThere() {
        RegistryClient client = client(Map.of("schema.registry.url", "%s, %s/".formatted(NOWHERE, registry.url())));

        assertThat(client.idFor(SUBJECT, SCHEMA)).isEqualTo(1);
        registry.answerAll(503, "");
        assertThatThrownBy(() -> client.schema(1))
                .hasMessageMatching(
                        ".*%s: answered 503.*; .*%s: cannot be reached.*".formatted(registry.url(), NOWHERE));
    }

    @Test
    void shouldNotAskAnotherAddressForABetterAnswer() {
        RegistryClient client = client(Map.of("schema.registry.url", "%s,%s".formatted(registry.url(), NOWHERE)));

        assertThatThrownBy(() -> client.schema(99)).isInstanceOf(UnknownSchemaException.class);
    }

    @Test
    void shouldSayWhichSubjectRefusesTheSchema() {
        registry.answerAll(409, "{\"error_code\":409,\"message\":\"READER_FIELD_MISSING_DEFAULT_VALUE\"}");

        assertThatThrownBy(() -> client(Map.of()).idFor(SUBJECT, SCHEMA))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContainingAll(SUBJECT, "READER_FIELD_MISSING_DEFAULT_VALUE", "give new fields a default");
    }

    @Test
    void shouldTakeTheIdUnderWhichAnotherProcessRegisteredTheSchemaAtTheSameMoment() {
        int id = registry.add(SchemaText.of(SCHEMA).toString());
        registry.answerRegistrations(409, "{\"error_code\":409,\"message\":\"already exists\"}");

        assertThat(client(Map.of()).idFor(SUBJECT, SCHEMA)).isEqualTo(id);
    }

    @Test
    void shouldSetTheRuleThatAnotherProcessMadeAtTheSameMoment() {
        registry.answerNextRule(
                409, "{\"error_code\":409,\"message\":\"A rule named 'COMPATIBILITY' already exists.\"}");

        client(Map.of()).publish(SUBJECT, SCHEMA);

        assertThat(registry.questions)
                .extracting(Object::toString)
                .containsExactly(
                        "PUT /config/" + SUBJECT, "PUT /config/" + SUBJECT, "POST /subjects/" + SUBJECT + "/versions");
    }

    @Test
    void shouldSayHowASchemaGetsIntoASubjectThatLacksIt() {
        registry.answerAll(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");

        assertThatThrownBy(
                        () -> client(Map.of("auto.register.schemas", "false")).idFor(SUBJECT, SCHEMA))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContainingAll(SUBJECT, "auto.register.schemas=true");
    }

    @Test
    void shouldRefuseASchemaThatIsNotAvro() {
        registry.answerAll(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax = proto3\"}");

        assertThatThrownBy(() -> client(Map.of()).schema(1))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("found a PROTOBUF schema");
    }

    @ParameterizedTest
    @ValueSource(strings = {"settings", "settings without source", "url"})
    void shouldGiveNameAndPassword(String where) {
        String inUrl = registry.url().replace("//", "//ward:s%C3%A9same@");
        Map<String, String> settings = switch (where) {
            case "settings" ->
                Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "ward:sésame");
            case "url" -> Map.of("basic.auth.credentials.source", "URL", "schema.registry.url", inUrl);
            default -> Map.of("basic.auth.user.info", "ward:sésame");
        };
        client(settings).idFor(SUBJECT, SCHEMA);

        String encoded = Base64.getEncoder().encodeToString("ward:sésame".getBytes(UTF_8));
        assertThat(registry.questions.get(0).authorization()).isEqualTo("Basic " + encoded);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "schema.registry.url           | -               | schema.registry.url",
                "schema.registry.url           | ''              | at least one address",
                "schema.registry.url           | localhost:8081  | is no address such as http://localhost:8081",
                "schema.registry.url           | ftp://me:pw@x/y | is no address such as http://localhost:8081",
                "basic.auth.credentials.source | SASL_INHERIT    | must be USER_INFO or URL",
                "basic.auth.credentials.source | USER_INFO       | basic.auth.user.info",
                "http.read.timeout.ms          | soon            | http.read.timeout.ms",
                "schema.registry.ssl.endpoint.identification.algorithm | '' | host names are always checked",
                "schema.registry.ssl.truststore.location | /nowhere.p12 | /nowhere.p12",
            })
    void shouldSayWhichSettingIsWrong(String key, String value, String message) {
        Map<String, String> settings = new HashMap<>(Map.of("schema.registry.url", NOWHERE));
        settings.put(key, value);
        settings.values().removeIf(Objects::isNull);

        assertThatThrownBy(() -> RegistryClient.of(settings))
                .isInstanceOf(KafkaException.class)
                .hasStackTraceContaining(message)
                .message()
                .doesNotContain("pw");
    }

    private RegistryClient client(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("schema.registry.url", registry.url()));
        all.putAll(settings);
        return RegistryClient.of(all);
    }

    private static String latest(String schema) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", 7)
                .put("version", 2)
                .put("schema", schema)
                .toString();
    }
}

package org.blockwatch.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.event.CareEvent;
import org.blockwatch.schemas.AvroDeserializer;
import org.blockwatch.schemas.AvroSerializer;
import org.blockwatch.schemas.Topics;
import org.blockwatch.schemas.registry.IncompatibleSchemaException;
import org.blockwatch.schemas.registry.RegistryClient;
import org.blockwatch.schemas.registry.UnknownSchemaException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our client against a registry that is not ours. */
@WithPlatform
class RegistryTest {
    private static final CareEvent EVENT = CareEvent.newBuilder()
            .setEventId("c1")
            .setPatientId("p1")
            .setOccurredAt(Instant.parse("2026-03-01T09:00:00Z"))
            .build();

    private static String registryUrl;

    @BeforeAll
    static void start(Platform platform) {
        registryUrl = platform.registryUrl();
        Topics.register(client(Map.of()));
    }

    @Test
    void shouldGiveEveryProcessTheSameIds() {
        for (Topics topic : Topics.values()) {
            topic.schema()
                    .ifPresent(schema -> assertThat(client(Map.of()).idFor(topic.subject(), schema))
                            .isEqualTo(client(Map.of("auto.register.schemas", "false"))
                                    .idFor(topic.subject(), schema))
                            .isEqualTo(client(Map.of("auto.register.schemas", "false", "use.latest.version", "true"))
                                    .idFor(topic.subject(), schema)));
        }
    }

    @Test
    void shouldReadInOneProcessWhatAnotherWrote() {
        byte[] value = new AvroSerializer<CareEvent>(client(Map.of())).serialize(Topics.CARE_EVENTS.topicName(), EVENT);

        assertThat(new AvroDeserializer<CareEvent>(client(Map.of())).deserialize(Topics.CARE_EVENTS.topicName(), value))
                .isEqualTo(EVENT);
    }

    @Test
    void shouldBeRefusedASchemaThatBreaksCompatibility() {
        Schema other = SchemaBuilder.record("CareEvent")
                .namespace("org.blockwatch.event")
                .fields()
                .requiredString("surprise")
                .endRecord();

        assertThatThrownBy(() -> client(Map.of()).idFor(Topics.CARE_EVENTS.subject(), other))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining(Topics.CARE_EVENTS.subject());
    }

    @Test
    void shouldTellThatAnIdOrASchemaIsUnknown() {
        assertThatThrownBy(() -> client(Map.of()).schema(4711)).isInstanceOf(UnknownSchemaException.class);
        assertThatThrownBy(() -> client(Map.of("auto.register.schemas", "false"))
                        .idFor("nobody-value", CareEvent.getClassSchema()))
                .isInstanceOf(UnknownSchemaException.class);
    }

    private static RegistryClient client(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("schema.registry.url", registryUrl);
        return RegistryClient.of(all);
    }
}

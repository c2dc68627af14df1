package org.blockwatch.service;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which settings belong to the Kafka clients and their serializers, and are passed on without being understood. */
final class ClientKeys {

    /** Keys with this prefix go to the Kafka clients, without it. */
    private static final String KAFKA = "kafka.";

    /** Keys of the serializers and the registry client, under the names that Confluent gave them. */
    private static final List<String> SERDES = List.of(
            "schema.registry.",
            "basic.auth.",
            "bearer.auth.",
            "value.serializer",
            "value.deserializer",
            "value.subject.name.strategy",
            "auto.register.schemas",
            "use.latest.version",
            "latest.compatibility.strict",
            "normalize.schemas",
            "specific.avro.reader");

    private ClientKeys() {}

    static boolean isClientKey(String name) {
        return name.startsWith(KAFKA) || SERDES.stream().anyMatch(name::startsWith);
    }

    static String asClientKnowsIt(String name) {
        return name.startsWith(KAFKA) ? name.substring(KAFKA.length()) : name;
    }

    /** The client keys among environment variables: {@code KAFKA_SECURITY_PROTOCOL} is {@code kafka.security.protocol}. */
    static Map<String, String> in(Map<String, String> environment) {
        Map<String, String> found = new HashMap<>();
        environment.forEach((variable, value) -> {
            String name = variable.toLowerCase(Locale.ROOT).replace('_', '.');
            if (isClientKey(name)) {
                found.put(name, value);
            }
        });
        return found;
    }
}

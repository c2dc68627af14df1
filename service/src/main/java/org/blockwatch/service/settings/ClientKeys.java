package org.blockwatch.service.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/** Which settings belong to the Kafka clients and their serializers, and are passed on without being understood. */
public final class ClientKeys {

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

    public static boolean isClientKey(String name) {
        return name.startsWith(KAFKA) || SERDES.stream().anyMatch(name::startsWith);
    }

    public static String asClientKnowsIt(String name) {
        return name.startsWith(KAFKA) ? name.substring(KAFKA.length()) : name;
    }

    /**
     * Refuses what a Kafka client would refuse with words that quote a secret.
     *
     * @param key as the client knows it
     * @throws SettingsException if it is a JAAS configuration that cannot be read
     */
    @SuppressWarnings("UnusedException") // its words quote the secret
    public static void check(String key, String value) {
        if (!key.endsWith(SaslConfigs.SASL_JAAS_CONFIG)) {
            return;
        }
        try {
            JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(value)));
        } catch (RuntimeException e) {
            throw new SettingsException(
                    KAFKA + key + " = *** is no JAAS configuration. Write"
                            + " <login module> required <key>=\"<value>\" ...; in double quotes, and with a semicolon at the end.");
        }
    }

    /**
     * Returns the client keys among environment variables: {@code KAFKA_SECURITY_PROTOCOL} is {@code
     * kafka.security.protocol}.
     */
    public static Map<String, String> in(Map<String, String> environment) {
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

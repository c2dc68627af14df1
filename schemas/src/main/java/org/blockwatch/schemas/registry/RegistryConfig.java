package org.blockwatch.schemas.registry;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's configuration keys for a schema registry, with Confluent's meanings. Keys of others are left alone, so the
 * configuration of a whole Kafka client may be given.
 */
public final class RegistryConfig extends AbstractConfig {
    public static final String URL = "schema.registry.url";
    public static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
    public static final String USER_INFO = "basic.auth.user.info";
    public static final String AUTO_REGISTER = "auto.register.schemas";
    public static final String USE_LATEST = "use.latest.version";
    public static final String NORMALIZE = "normalize.schemas";
    public static final String CONNECT_TIMEOUT_MS = "http.connect.timeout.ms";
    public static final String READ_TIMEOUT_MS = "http.read.timeout.ms";
    /** Before Kafka's own names of TLS settings, e.g. {@code schema.registry.ssl.truststore.location}. */
    public static final String PREFIX = "schema.registry.";

    private static final String FROM_USER_INFO = "USER_INFO";
    private static final String FROM_URL = "URL";

    private static final ConfigDef KEYS = new ConfigDef()
            .define(URL, Type.LIST, NO_DEFAULT_VALUE, Importance.HIGH, "Addresses, comma-separated, tried in turn.")
            .define(
                    CREDENTIALS_SOURCE,
                    Type.STRING,
                    null,
                    Importance.MEDIUM,
                    "Where name and password stand: USER_INFO (basic.auth.user.info) or URL. By default USER_INFO if"
                            + " that is set.")
            .define(USER_INFO, Type.PASSWORD, null, Importance.MEDIUM, "name:password for HTTP basic authentication.")
            .define(
                    AUTO_REGISTER,
                    Type.BOOLEAN,
                    true,
                    Importance.MEDIUM,
                    "Register a schema that the subject lacks; if false it is only looked up.")
            .define(
                    USE_LATEST,
                    Type.BOOLEAN,
                    false,
                    Importance.LOW,
                    "Without registration: write under the subject's latest id, if it has this application's shape.")
            .define(NORMALIZE, Type.BOOLEAN, false, Importance.LOW, "Let the registry compare schemas normalized.")
            .define(CONNECT_TIMEOUT_MS, Type.INT, 5_000, atLeast(1), Importance.LOW, "Longest wait for a connection.")
            .define(READ_TIMEOUT_MS, Type.INT, 10_000, atLeast(1), Importance.LOW, "Longest wait for an answer.");

    public RegistryConfig(Map<String, ?> settings) {
        super(KEYS, settings, false);
        if (getList(URL).isEmpty()) {
            throw new ConfigException(URL, "", "needs at least one address, e.g. http://localhost:8081");
        }
        String source = getString(CREDENTIALS_SOURCE);
        if (source != null && !source.equals(FROM_USER_INFO) && !source.equals(FROM_URL)) {
            throw new ConfigException(CREDENTIALS_SOURCE, source, "must be USER_INFO or URL");
        }
        if (FROM_USER_INFO.equals(source) && getPassword(USER_INFO) == null) {
            throw new ConfigException(
                    USER_INFO, null, "is needed, since %s is USER_INFO".formatted(CREDENTIALS_SOURCE));
        }
    }

    List<RegistryAddress> addresses() {
        Password userInfo = FROM_URL.equals(getString(CREDENTIALS_SOURCE)) ? null : getPassword(USER_INFO);
        return getList(URL).stream()
                .map(url -> RegistryAddress.of(url, userInfo == null ? null : userInfo.value()))
                .toList();
    }

    /** Returns whether a schema that the subject lacks is registered. */
    public boolean autoRegister() {
        return getBoolean(AUTO_REGISTER);
    }

    /** Returns whether the subject's latest id is used instead of a look-up. */
    public boolean useLatest() {
        return getBoolean(USE_LATEST);
    }

    boolean normalize() {
        return getBoolean(NORMALIZE);
    }

    Duration connectTimeout() {
        return Duration.ofMillis(getInt(CONNECT_TIMEOUT_MS));
    }

    Duration readTimeout() {
        return Duration.ofMillis(getInt(READ_TIMEOUT_MS));
    }

    /**
     * TLS as the settings have it (JKS, PKCS12 or PEM, read by Kafka's own code), or null for the JVM's own.
     *
     * @throws ConfigException if host name checking is to be turned off, which {@code java.net.http} cannot do
     */
    @Nullable
    SSLContext tls() {
        Map<String, Object> settings = originalsWithPrefix(PREFIX);
        if (settings.keySet().stream().noneMatch(key -> key.startsWith("ssl."))) {
            return null;
        }
        if ("".equals(settings.get(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG))) {
            throw new ConfigException(
                    PREFIX + SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG,
                    "",
                    "host names are always checked: give the registry a certificate for the name in " + URL);
        }
        ConfigDef tlsKeys = new ConfigDef();
        SslConfigs.addClientSslSupport(tlsKeys);
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(tlsKeys.parse(settings));
            return factory.sslContext();
        }
    }
}

package org.blockwatch.service.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.blockwatch.service.settings.HttpSettings;
import org.blockwatch.service.settings.SettingsException;
import org.blockwatch.service.settings.SettingsProblems;

/** Reads the certificate of the endpoints. Kafka's own code reads it, as it does every other certificate here. */
final class HttpTls {

    private static final String CERTIFICATE = "http.tls.certificate";
    private static final String KEY = "http.tls.key";
    private static final String KEYSTORE = "http.tls.keystore";

    private HttpTls() {}

    /**
     * Returns what the endpoints prove themselves with; empty where nothing is set, and they speak HTTP.
     *
     * @throws SettingsException if it is set and cannot be used
     */
    static Optional<SSLContext> of(HttpSettings settings) {
        Map<String, Object> store = new HashMap<>();
        if (settings.httpTlsKeystore().isPresent()) {
            if (settings.httpTlsCertificate().isPresent()
                    || settings.httpTlsKey().isPresent()) {
                throw new SettingsException(KEYSTORE + " is set together with " + CERTIFICATE + " or " + KEY
                        + ": keep one way to give the certificate.");
            }
            Path file = settings.httpTlsKeystore().get();
            store.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, file.toString().endsWith(".jks") ? "JKS" : "PKCS12");
            store.put(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, file.toString());
            store.put(
                    SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG,
                    settings.httpTlsKeystorePassword()
                            .orElseThrow(() ->
                                    new SettingsException(SettingsProblems.missing("http.tls.keystore.password"))));
        } else if (settings.httpTlsCertificate().isPresent()
                || settings.httpTlsKey().isPresent()) {
            store.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, DefaultSslEngineFactory.PEM_TYPE);
            store.put(
                    SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, text(CERTIFICATE, settings.httpTlsCertificate()));
            store.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, text(KEY, settings.httpTlsKey()));
            settings.httpTlsKeyPassword()
                    .ifPresent(password -> store.put(SslConfigs.SSL_KEY_PASSWORD_CONFIG, password));
        } else {
            return Optional.empty();
        }
        return Optional.of(context(store));
    }

    @SuppressWarnings("UnusedException") // its words may quote the key
    private static SSLContext context(Map<String, Object> store) {
        ConfigDef keys = new ConfigDef();
        SslConfigs.addClientSslSupport(keys); // its names and defaults are the server's too
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(keys.parse(store));
            return factory.sslContext();
        } catch (KafkaException e) {
            throw new SettingsException("http.tls.*: no certificate and key can be read from there. Give in "
                    + CERTIFICATE + " the certificate and those above it, PEM, and in " + KEY
                    + " its key, PEM as PKCS#8 (BEGIN PRIVATE KEY; openssl pkcs8 -topk8 makes it), or both in "
                    + KEYSTORE + ", PKCS#12 (.p12) or JKS (.jks); and the password, if it has one.");
        }
    }

    private static String text(String key, Optional<Path> file) {
        Path path = file.orElseThrow(() -> new SettingsException(SettingsProblems.missing(key)));
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new SettingsException(key + " = " + path + " cannot be read. Name a PEM file that can.", e);
        }
    }
}

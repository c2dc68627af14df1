package org.blockwatch.gateway.mllp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.blockwatch.service.settings.SettingsException;

/** The listener's certificate and the authorities of its senders. Kafka's own code reads them, as all certificates here (decision 32). */
final class MllpTls {

    private MllpTls() {}

    /**
     * Returns what the listener proves itself with; empty where nothing is set, and it speaks in the clear.
     *
     * @throws SettingsException if it is set and cannot be used, or senders would not have to prove themselves
     */
    @SuppressWarnings("UnusedException") // its words may quote the key
    static Optional<SSLContext> of(MllpSettings settings) {
        if (settings.mllpTlsCertificate().isEmpty() && settings.mllpTlsKey().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> store = new HashMap<>();
        store.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, DefaultSslEngineFactory.PEM_TYPE);
        store.put(
                SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
                text("mllp.tls.certificate", settings.mllpTlsCertificate()));
        store.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, text("mllp.tls.key", settings.mllpTlsKey()));
        settings.mllpTlsKeyPassword().ifPresent(password -> store.put(SslConfigs.SSL_KEY_PASSWORD_CONFIG, password));
        store.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, DefaultSslEngineFactory.PEM_TYPE);
        store.put(
                SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
                text("mllp.tls.client.authorities", settings.mllpTlsClientAuthorities()));
        ConfigDef keys = new ConfigDef();
        SslConfigs.addClientSslSupport(keys);
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(keys.parse(store));
            return Optional.of(factory.sslContext());
        } catch (KafkaException e) {
            throw new SettingsException("mllp.tls.*: no certificate and key can be read from there. Give in"
                    + " mllp.tls.certificate the certificate and those above it, PEM, in mllp.tls.key its key, PEM as"
                    + " PKCS#8 (BEGIN PRIVATE KEY; openssl pkcs8 -topk8 makes it), and in mllp.tls.client.authorities the"
                    + " authorities of the senders' certificates, PEM.");
        }
    }

    /** Lets in TLS 1.2 and 1.3, and only who shows a certificate. */
    static void require(SSLServerSocket socket) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setNeedClientAuth(true);
        socket.setSSLParameters(parameters);
    }

    private static String text(String key, Optional<Path> file) {
        Path path = file.orElseThrow(() ->
                new SettingsException(key + " is missing. TLS for MLLP takes mllp.tls.certificate, mllp.tls.key and"
                        + " mllp.tls.client.authorities: senders prove themselves too."));
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new SettingsException(key + " = " + path + " cannot be read. Name a PEM file that can.", e);
        }
    }
}

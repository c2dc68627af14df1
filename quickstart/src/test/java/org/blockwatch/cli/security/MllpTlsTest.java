package org.blockwatch.cli.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.blockwatch.gateway.GatewaySettings;
import org.blockwatch.gateway.mllp.MessageHandler;
import org.blockwatch.gateway.mllp.MllpListener;
import org.blockwatch.gateway.mllp.MllpSender;
import org.blockwatch.service.settings.Settings;
import org.blockwatch.service.settings.SettingsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MLLP under TLS: whoever sends shows a certificate of the authority, or is not heard. */
class MllpTlsTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private TestCertificates certificates;
    private Map<String, String> settings;
    private MllpListener listener;

    /** Answers with the subject of the sender's certificate. */
    private static final class Subject implements MessageHandler {
        @Override
        public byte[] handle(byte[] message, MllpSender sender) {
            return sender.certificate().getBytes(US_ASCII);
        }

        @Override
        public byte[] refuse(byte[] beginning, String reason, MllpSender sender) {
            return reason.getBytes(US_ASCII);
        }
    }

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        certificates = new TestCertificates(folder);
        Path store = certificates.signed("gateway");
        KeyStore loaded = KeyStore.getInstance(store.toFile(), TestCertificates.PASSWORD.toCharArray());
        var key = loaded.getKey("own", TestCertificates.PASSWORD.toCharArray()).getEncoded();
        Path pem = Files.writeString(
                folder.resolve("gateway.key"),
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
        settings = new HashMap<>(Map.of(
                "bootstrap.servers", "127.0.0.1:1",
                "schema.registry.url", "http://127.0.0.1:1",
                "maps", "none.yaml",
                "mllp.port", "0",
                "mllp.tls.certificate", folder.resolve("gateway.pem").toString(),
                "mllp.tls.key", pem.toString(),
                "mllp.tls.client.authorities", folder.resolve("ca.pem").toString()));
        listener = new MllpListener(Settings.of(GatewaySettings.class, settings).app(), new Subject(), metrics);
        listener.start();
    }

    @AfterEach
    void close() {
        listener.close();
    }

    private String send(Socket socket) throws IOException {
        try (socket) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write("\u000bhello\u001c\r".getBytes(US_ASCII));
            var answer = new StringBuilder();
            int one;
            while ((one = socket.getInputStream().read()) > 0 && one != 0x1c) {
                answer.append((char) one);
            }
            return answer.toString();
        }
    }

    private Socket secured(SSLContext context, String... protocols) throws IOException {
        var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", listener.port());
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return socket;
    }

    @Test
    void shouldKnowASenderByItsCertificate() throws Exception {
        var sender = certificates.context(certificates.signed("monitors"));
        assertThat(send(secured(sender))).contains("CN=monitors");
        assertThat(send(secured(sender, "TLSv1.2"))).contains("CN=monitors");
    }

    @Test
    void shouldHearNobodyElse() throws Exception {
        var stranger = certificates.context(certificates.selfSigned("monitors"));
        assertThatThrownBy(() -> assertThat(send(secured(stranger))).isNotEmpty())
                .isNotNull();
        assertThatThrownBy(() -> assertThat(send(new Socket("127.0.0.1", listener.port())))
                        .contains("hello"))
                .isNotNull();
        var sender = certificates.context(certificates.signed("late"));
        assertThat(send(secured(sender))).as("and goes on").contains("CN=late");
    }

    @Test
    void shouldNotStartWithoutTheAuthoritiesOfItsSenders() {
        settings.remove("mllp.tls.client.authorities");
        assertThatThrownBy(() -> MllpListener.check(
                        Settings.of(GatewaySettings.class, settings).app()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("mllp.tls.client.authorities");
    }
}

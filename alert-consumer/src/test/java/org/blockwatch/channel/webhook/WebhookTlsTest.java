package org.blockwatch.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.blockwatch.channel.Delivery;
import org.blockwatch.clock.EngineClock;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.page.Pages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pages go to the receiver that the settings name, and to nobody who only says so. */
@Timeout(60)
class WebhookTlsTest {

    private static final char[] PASSWORD = "password".toCharArray();
    private static final Peer.Script OK = Peer.answering("HTTP/1.1 204 No Content");

    @TempDir
    private Path directory;

    @Test
    void shouldSendToAReceiverWithATrustedCertificate() throws Exception {
        SSLContext tls = certificate("dns:localhost");

        try (Peer peer = secure(tls)) {
            assertThat(send(peer, tls)).isEqualTo(new Delivery.Accepted(null));
        }
    }

    @Test
    void shouldNotSendToAReceiverThatNobodyVouchesFor() throws Exception {
        try (Peer peer = secure(certificate("dns:localhost"))) {
            assertThat(send(peer, SSLContext.getDefault()).outcome()).isEqualTo(PageOutcome.TLS_FAILED);
            assertThat(peer.requests).isEmpty();
        }
    }

    @Test
    void shouldNotSendToAReceiverWithTheCertificateOfAnother() throws Exception {
        SSLContext tls = certificate("dns:pages.example.org");

        try (Peer peer = secure(tls)) {
            assertThat(send(peer, tls).outcome()).isEqualTo(PageOutcome.TLS_FAILED);
            assertThat(peer.requests).isEmpty();
        }
    }

    private static Delivery send(Peer peer, SSLContext trust) throws Exception {
        try (WebhookChannel channel = new WebhookChannel(
                peer.url(),
                List.of(new WebhookSecret(new byte[32])),
                EngineClock.system()::wallNow,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                trust)) {
            return channel.send(Pages.outgoing("4711", 1, "webhook"));
        }
    }

    private static Peer secure(SSLContext tls) throws Exception {
        return new Peer(
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()), "https", OK);
    }

    /** A key of this name that vouches for itself, and trust in it. */
    private SSLContext certificate(String name) throws Exception {
        Path store = directory.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=receiver",
                        "-ext",
                        "san=" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor())
                .as(new String(keytool.getInputStream().readAllBytes()))
                .isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("receiver", keys.getCertificate("receiver"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }
}

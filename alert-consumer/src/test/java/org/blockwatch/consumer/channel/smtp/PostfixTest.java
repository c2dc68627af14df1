package org.blockwatch.consumer.channel.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.peer.Letter;
import org.blockwatch.consumer.channel.peer.PeerCertificates;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.event.PageOutcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pages to a mail server that hospitals run: Debian's postfix, over STARTTLS. */
@Tag("needs-installation")
@Timeout(120)
class PostfixTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static PeerCertificates certificates;
    private static Postfix postfix;

    @BeforeAll
    static void start() throws Exception {
        certificates = new PeerCertificates(Files.createDirectory(directory.resolve("certificates")));
        postfix = new Postfix(directory.resolve("postfix"), certificates);
    }

    @AfterAll
    static void stop() throws Exception {
        postfix.close();
    }

    @Test
    void shouldReachTheMailboxEncrypted() throws Exception {
        OutgoingPage page = Letter.to("oncall@example.org")
                .text("Schwäche im linken Bein – jetzt prüfen\n.\nFrom here on")
                .page();

        Delivery delivery = send(page);

        assertThat(delivery).isInstanceOfSatisfying(Delivery.Accepted.class, accepted -> {
            assertThat(accepted.providerId()).isNotNull();
            assertThat(postfix.log()).contains(accepted.providerId());
        });
        await().atMost(SOON).until(() -> postfix.mails().size() == 1);
        MimeMessage mail = read(postfix.mails().get(0));
        assertThat(mail.getMessageID()).isEqualTo("<" + page.attemptId() + "@example.org>");
        assertThat(mail.getContent().toString())
                .contains("Schwäche im linken Bein – jetzt prüfen")
                .containsPattern("(?m)^\\.\\R^From here on");
        assertThat(mail.getHeader("Received")[0]).contains("with ESMTPS");
    }

    @Test
    void shouldNotTryAgainWhereNobodyHasThisMailbox() throws Exception {
        assertThat(send(Letter.to("nobody@example.org").page()))
                .isEqualTo(new Delivery.Undeliverable(PageOutcome.REJECTED, "RCPT: 550 5.1.1"));
    }

    @Test
    void shouldNotTryAgainWhereTheServerDoesNotRelay() throws Exception {
        assertThat(send(Letter.to("oncall@elsewhere.example").page()))
                .isEqualTo(new Delivery.Undeliverable(PageOutcome.REJECTED, "RCPT: 554 5.7.1"));
    }

    @Test
    void shouldTryAgainWhereAMailboxTakesNothingNow() throws Exception {
        assertThat(send(Letter.to("busy@example.org").page()))
                .isEqualTo(new Delivery.Failed(PageOutcome.RATE_LIMITED, "RCPT: 450 4.2.1"));
    }

    @Test
    void shouldTryAgainWhereTheServerHangsUp() throws Exception {
        assertThat(send(Letter.to("closing@example.org").page()))
                .isEqualTo(new Delivery.Failed(PageOutcome.SERVER_ERROR, "RCPT: 421 4.3.2"));
    }

    private static Delivery send(OutgoingPage page) throws Exception {
        try (SmtpChannel channel =
                Mail.channel(Encryption.STARTTLS, null, "localhost", postfix.port(), certificates.trust())) {
            return channel.send(page);
        }
    }

    private static MimeMessage read(Path mail) throws Exception {
        try (InputStream in = Files.newInputStream(mail)) {
            return new MimeMessage(Session.getInstance(new Properties()), in);
        }
    }
}

package org.blockwatch.consumer.channel.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.peer.Letter;
import org.blockwatch.consumer.channel.peer.PeerCertificates;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.event.PageOutcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page is as a mail, and who is let in: against GreenMail, over TLS from the first byte and with a login. */
@Timeout(180)
class SmtpChannelTest {

    private static final SmtpRelay.Login LOGIN = new SmtpRelay.Login("blockwatch", "correct horse");

    @TempDir
    private static Path directory;

    private static PeerCertificates certificates;
    private static GreenMail server;

    @BeforeAll
    static void start() throws Exception {
        certificates = new PeerCertificates(directory);
        System.setProperty(
                "greenmail.tls.keystore.file", certificates.file("localhost").toString());
        System.setProperty("greenmail.tls.keystore.password", PeerCertificates.PASSWORD);
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        server.start();
        server.setUser("oncall@example.org", LOGIN.user(), LOGIN.password());
    }

    @AfterEach
    void empty() throws Exception {
        server.purgeEmailFromAllMailboxes();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void shouldSendAPageAsPlainTextUnderItsOwnId() throws Exception {
        OutgoingPage page = Letter.to(null)
                .text("Schwäche im linken Bein.\nDo: examine both legs now")
                .link("https://blockwatch.example.org/a/b?c")
                .page();

        assertThat(send(page, LOGIN)).isInstanceOf(Delivery.Accepted.class);

        MimeMessage mail = mail();
        assertThat(mail.getMessageID()).isEqualTo("<" + page.attemptId() + "@example.org>");
        assertThat(mail.getFrom()[0]).hasToString("Blockwatch <blockwatch@example.org>");
        assertThat(mail.getSubject())
                .isEqualTo("HIGH 4 West bed 12, 4h00 after block: a deficit persists. Examine now.");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("X-Priority")).containsExactly("1");
        assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(mail.getContent().toString()).isEqualToNormalizingNewlines("""
                Schwäche im linken Bein.
                Do: examine both legs now

                See and answer: https://blockwatch.example.org/a/b?c

                Paged: proceduralist, anaesthetist on call""");
    }

    @Test
    void shouldMarkAPageThatMayHaveArrivedAndKeepItsId() throws Exception {
        send(Letter.to(null).page(), LOGIN);
        String id = mail().getMessageID();
        empty();

        send(Letter.to(null).attempt(2).page(), LOGIN);

        assertThat(mail().getMessageID()).isEqualTo(id);
        assertThat(mail().getSubject()).endsWith("Examine now. (repeat)");
    }

    /** Beds and texts come from other systems. */
    @Test
    void shouldNotLetAPageWriteTheHeadOfTheMail() throws Exception {
        send(
                Letter.to(null)
                        .summary("HIGH bed 7\r\nBcc: spy@example.org\r\n\r\n<script>")
                        .text("text\r\n.\r\nMAIL FROM:<spy@example.org>\u0000")
                        .page(),
                LOGIN);

        MimeMessage mail = mail();
        assertThat(mail.getSubject()).isEqualTo("HIGH bed 7\\r\\nBcc: spy@example.org\\r\\n\\r\\n<script>");
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getContent().toString()).contains("MAIL FROM:<spy@example.org>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oncall",
                "@mail.example.org",
                "a@example.org, b@example.org",
                "team: a@example.org;",
                "a@example.org\r\nRCPT TO:<b@example.org>",
                "a@example.org> SIZE=1",
                "ä@example.org"
            })
    void shouldRefuseWhatIsNotOneMailbox(String address) throws Exception {
        assertThat(send(Letter.to(address).page(), LOGIN))
                .isInstanceOfSatisfying(Delivery.Undeliverable.class, refused -> {
                    assertThat(refused.outcome()).isEqualTo(PageOutcome.REJECTED);
                    assertThat(refused.detail()).doesNotContain(address);
                });
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void shouldWriteADomainBeyondAsciiAsServersKnowIt() {
        assertThat(MailAddress.of("oncall@krankenhaus-süd.example").getAddress())
                .isEqualTo("oncall@xn--krankenhaus-sd-ssb.example");
    }

    @Test
    void shouldSayThatTheServerDoesNotKnowUs() throws Exception {
        Delivery delivery = send(Letter.to(null).page(), new SmtpRelay.Login("blockwatch", "wrong"));

        assertThat(delivery)
                .isInstanceOfSatisfying(
                        Delivery.Undeliverable.class,
                        refused -> assertThat(refused.detail()).startsWith("AUTH: 535"));
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    private static Delivery send(OutgoingPage page, SmtpRelay.@Nullable Login login) throws Exception {
        try (SmtpChannel channel = Mail.channel(
                Encryption.IMPLICIT, login, "localhost", server.getSmtps().getPort(), certificates.trust())) {
            return channel.send(page);
        }
    }

    private static MimeMessage mail() {
        assertThat(server.getReceivedMessages()).hasSize(1);
        return server.getReceivedMessages()[0];
    }
}

package org.blockwatch.consumer.channel.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.Fence;
import org.blockwatch.consumer.channel.tcp.ServerAddress;
import org.blockwatch.consumer.channel.tcp.TcpTls;
import org.blockwatch.event.PageOutcome;
import org.jspecify.annotations.Nullable;

/** Hands a mail over on a connection that is there already. */
final class SmtpConnection {

    /** Where servers say under which name they keep the mail: Postfix and Sendmail; Exim. */
    private static final Pattern QUEUED = Pattern.compile("(?i)\\b(?:queued as |id=)([\\w.-]{4,64})");

    private final ServerAddress server;
    private final SmtpRelay relay;
    private final Session session;
    private final SSLContext tls;

    SmtpConnection(ServerAddress server, SmtpRelay relay, Session session, SSLContext tls) {
        this.server = server;
        this.relay = relay;
        this.session = session;
        this.tls = tls;
    }

    /** Asks the fence when the server would take the mail and has not heard of it yet. */
    Delivery send(Socket socket, MimeMessage mail, Fence fence) throws IOException {
        SmtpDialogue dialogue = new SmtpDialogue(session, server, relay);
        try {
            dialogue.connect(relay.encryption() == Encryption.IMPLICIT ? TcpTls.over(socket, server, tls) : socket);
            Optional<PageOutcome> whyNot = fence.whyNot();
            if (whyNot.isPresent()) {
                return new Delivery.Suppressed(whyNot.get());
            }
            dialogue.sendMessage(mail, mail.getAllRecipients());
            return new Delivery.Accepted(queueId(dialogue.getLastServerResponse()));
        } catch (MessagingException e) {
            return dialogue.meaning(e);
        } finally {
            quit(dialogue);
        }
    }

    private static void quit(SmtpDialogue dialogue) {
        try {
            dialogue.close();
        } catch (MessagingException e) {
            // what became of the mail is known already
        }
    }

    private static @Nullable String queueId(String reply) {
        Matcher queued = QUEUED.matcher(reply);
        return queued.find() ? queued.group(1) : null;
    }
}

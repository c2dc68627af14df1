package org.blockwatch.consumer.channel.smtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.NoAnswer;
import org.blockwatch.consumer.channel.tcp.ServerAddress;
import org.blockwatch.event.PageOutcome;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Angus Mail's client, which remembers what was refused: its own exceptions do not tell the command. It also ends at
 * once where no understandable answer comes, and does not wait for an answer to RSET: the connection is given up anyway.
 */
final class SmtpDialogue extends SMTPTransport {

    /** Commands whose replies decide; anything else that is said belongs to the one before, as a password to AUTH. */
    private static final Set<String> DECISIVE = Set.of("EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", ".");

    private final Encryption encryption;
    private String command = "greeting";
    private boolean givenUp;
    private Optional<SmtpRefusal> refusal = Optional.empty();
    private Optional<MessagingException> silence = Optional.empty();

    SmtpDialogue(Session session, ServerAddress server, SmtpRelay relay) {
        super(session, url(server, relay.login()));
        this.encryption = relay.encryption();
    }

    private static URLName url(ServerAddress server, SmtpRelay.@Nullable Login login) {
        String user = login == null ? null : login.user();
        String password = login == null ? null : login.password();
        return new URLName("smtp", server.host(), server.port(), null, user, password);
    }

    @Override
    protected void sendCommand(String line) throws MessagingException {
        String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        givenUp = verb.equals("RSET");
        if (givenUp) {
            return;
        }
        if (DECISIVE.contains(verb)) {
            command = verb;
        }
        super.sendCommand(line);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        if (givenUp) {
            return getLastReturnCode();
        }
        int code;
        try {
            code = understood(super.readServerResponse());
        } catch (MessagingException e) {
            silence = Optional.of(e);
            throw e;
        }
        refusal = code < 400 ? Optional.empty() : Optional.of(SmtpRefusal.of(command, code, getLastServerResponse()));
        return code;
    }

    private int understood(int code) throws MessagingException {
        if (code >= 200 && code < 600) {
            return code;
        }
        IOException problem = getLastServerResponse().equals("[EOF]")
                ? new EOFException("the server hung up")
                : new ProtocolException("no reply code");
        throw new MessagingException("no answer to " + command, problem);
    }

    /** Returns what this failure means for the page. */
    Delivery meaning(MessagingException failure) {
        if (silence.isPresent()) { // which Angus takes for a wrong password while it logs in
            return NoAnswer.because(silence.get());
        }
        if (refusal.isPresent()) {
            return refusal.get().meaning();
        }
        if (failure instanceof AuthenticationFailedException) {
            return new Delivery.Undeliverable(PageOutcome.REJECTED, "AUTH: the server takes neither PLAIN nor LOGIN");
        }
        if (failure.getCause() == null && encryption == Encryption.STARTTLS && !supportsExtension("STARTTLS")) {
            return new Delivery.Failed(PageOutcome.TLS_FAILED, "the server does not offer STARTTLS");
        }
        return NoAnswer.because(failure);
    }
}

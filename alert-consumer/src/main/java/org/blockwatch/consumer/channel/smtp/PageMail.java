package org.blockwatch.consumer.channel.smtp;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.event.Priority;

/** A page as a mail: plain text that any server carries, since whatever is not ASCII is encoded. */
final class PageMail extends MimeMessage {

    private final String id;

    PageMail(Session session, OutgoingPage page, SmtpRelay relay, InternetAddress to, Instant sentAt)
            throws MessagingException {
        super(session);
        this.id = "<" + page.attemptId() + "@" + MailAddress.domain(relay.from()) + ">";
        setFrom(relay.from());
        setRecipient(Message.RecipientType.TO, to);
        setSentDate(Date.from(sentAt));
        setSubject(
                page.content().summary().strip() + (page.repeated() ? " (repeat)" : ""), StandardCharsets.UTF_8.name());
        setHeader("Auto-Submitted", "auto-generated"); // so that nobody's holiday answers it (RFC 3834)
        if (page.alert().priority() == Priority.HIGH || page.alert().priority() == Priority.UNKNOWN) {
            setHeader("X-Priority", "1");
            setHeader("Importance", "high");
            setHeader("Priority", "urgent");
        }
        setText(body(page), StandardCharsets.UTF_8.name());
        saveChanges();
    }

    /** Sets the page's own id, the same when it is sent again. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }

    private static String body(OutgoingPage page) {
        List<String> parts = new ArrayList<>();
        parts.add(page.content().text());
        if (page.to().link() != null) {
            parts.add("See and answer: " + page.to().link());
        }
        if (!page.to().roles().isEmpty()) {
            parts.add("Paged: " + String.join(", ", page.to().roles()));
        }
        if (page.repeated()) {
            parts.add("You may have had this message before: it was not certain that it reached you.");
        }
        return String.join("\n\n", parts) + "\n";
    }
}

package org.blockwatch.consumer.channel.smtp;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.event.PageOutcome;

/**
 * A server did not do what it was told. Its words stay out of it: they mostly name the mailbox.
 *
 * @param status the enhanced status (RFC 3463), empty if it gave none
 */
record SmtpRefusal(String command, int code, String status) {

    private static final Pattern STATUS = Pattern.compile("\\d{3}[ -]([245]\\.\\d{1,3}\\.\\d{1,3})\\b");

    private static final Set<String> MAIL = Set.of("MAIL", "DATA", ".");

    static SmtpRefusal of(String command, int code, String reply) {
        Matcher status = STATUS.matcher(reply);
        return new SmtpRefusal(command, code, status.lookingAt() ? status.group(1) : "");
    }

    /** 4yz may work later, 5yz never will (RFC 5321, 4.2.1). */
    Delivery meaning() {
        String detail =
                (command.equals(".") ? "end of data" : command) + ": " + code + (status.isEmpty() ? "" : " ") + status;
        if (code >= 500) {
            return new Delivery.Undeliverable(PageOutcome.REJECTED, detail);
        }
        return new Delivery.Failed(aboutThisMail() ? PageOutcome.RATE_LIMITED : PageOutcome.SERVER_ERROR, detail);
    }

    /** "Not this recipient now", "not so fast": the server lives, and others may be let through. */
    private boolean aboutThisMail() {
        return code != 421 && (command.equals("RCPT") || MAIL.contains(command) && status.startsWith("4.7."));
    }
}

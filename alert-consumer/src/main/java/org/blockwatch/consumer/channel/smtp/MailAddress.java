package org.blockwatch.consumer.channel.smtp;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.util.Locale;

/** Reads mail addresses as they may go into the commands of a mail server and into the head of a mail. */
public final class MailAddress {

    private MailAddress() {}

    /**
     * Returns one address, maybe with a name: {@code Blockwatch <blockwatch@example.org>}. A domain in letters beyond
     * ASCII becomes its ASCII form; a mailbox in such letters would need SMTPUTF8 all the way, and is refused.
     *
     * @throws IllegalArgumentException if it is none; the message does not repeat it
     */
    public static InternetAddress of(String written) {
        try {
            InternetAddress address = new InternetAddress(written.strip());
            String mailbox = address.getAddress();
            int at = mailbox.lastIndexOf('@');
            if (at < 1 || written.matches("(?s).*\\p{Cntrl}.*")) {
                throw new AddressException("no mailbox in one line");
            }
            address.setAddress(mailbox.substring(0, at)
                    + "@"
                    + IDN.toASCII(mailbox.substring(at + 1)).toLowerCase(Locale.ROOT));
            address.validate();
            if (!address.getAddress().matches("[!-~]+")) {
                throw new AddressException("a mailbox beyond ASCII");
            }
            return address;
        } catch (AddressException | IllegalArgumentException e) {
            throw new IllegalArgumentException("is not the address of one mailbox: give name@example.org", e);
        }
    }

    static String domain(InternetAddress address) {
        return address.getAddress().substring(address.getAddress().lastIndexOf('@') + 1);
    }
}

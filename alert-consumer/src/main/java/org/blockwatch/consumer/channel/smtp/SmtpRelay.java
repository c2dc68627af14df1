package org.blockwatch.consumer.channel.smtp;

import jakarta.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that takes our pages, and how to speak to it.
 *
 * @param login who we are, if it wants to know; null: it does not
 * @param helo the name that we greet it with
 * @param from the sender of pages
 * @param to the recipient of a page without an address; null: there is none
 */
public record SmtpRelay(
        Encryption encryption,
        @Nullable Login login,
        String helo,
        InternetAddress from,
        @Nullable InternetAddress to) {

    /** A user and a password. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user + ":***";
        }
    }
}

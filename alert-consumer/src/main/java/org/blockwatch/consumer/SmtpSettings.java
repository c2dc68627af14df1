package org.blockwatch.consumer;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.blockwatch.consumer.channel.smtp.Encryption;
import org.blockwatch.consumer.channel.smtp.MailAddress;
import org.blockwatch.service.settings.Checked;
import org.eclipse.microprofile.config.spi.Converter;

/** The settings of the channel smtp (docs/channels.md). */
public interface SmtpSettings {

    /** Returns the mail server that takes our mail. */
    @WithName("smtp.host")
    Optional<String> smtpHost();

    /** Its port; by default the one that goes with {@code smtp.tls}. */
    @WithName("smtp.port")
    @WithConverter(Checked.Port.class)
    Optional<Integer> smtpPort();

    /** starttls: changes to TLS or sends nothing; implicit: TLS from the first byte; none: in clear. */
    @WithName("smtp.tls")
    @WithDefault("starttls")
    @WithConverter(Tls.class)
    Encryption smtpTls();

    /** Returns who we are, where the server wants to know. */
    @WithName("smtp.user")
    Optional<String> smtpUser();

    /** Returns the password that goes with it. */
    @WithName("smtp.password")
    Optional<String> smtpPassword();

    /** Returns the sender of pages; bounces go there. */
    @WithName("smtp.from")
    @WithConverter(Mailbox.class)
    Optional<InternetAddress> smtpFrom();

    /** Returns the mailbox of pages without an address: all, where there is no roster. */
    @WithName("smtp.to")
    @WithConverter(Mailbox.class)
    Optional<InternetAddress> smtpTo();

    /** Returns the name that we greet the server with; by default this host's. */
    @WithName("smtp.helo")
    Optional<String> smtpHelo();

    /** Returns how long the server may take to let us in. */
    @WithName("smtp.connect.timeout")
    @WithDefault("PT2S")
    @WithConverter(Checked.Period.class)
    Duration smtpConnectTimeout();

    /** Returns how long a mail may take until the server has it, all in all: reading, writing and what lies between. */
    @WithName("smtp.timeout")
    @WithDefault("PT15S")
    @WithConverter(Checked.Period.class)
    Duration smtpTimeout();

    /** A way to encrypt. */
    final class Tls implements Converter<Encryption> {
        @Override
        public Encryption convert(String value) {
            try {
                return Encryption.valueOf(value.strip().toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("is no way to encrypt: give starttls, implicit or none", e);
            }
        }
    }

    /** The address of one mailbox. */
    final class Mailbox implements Converter<InternetAddress> {
        @Override
        public InternetAddress convert(String value) {
            return MailAddress.of(value);
        }
    }
}

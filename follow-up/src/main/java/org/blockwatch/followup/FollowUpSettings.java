package org.blockwatch.followup;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.blockwatch.followup.invite.ContactKind;
import org.blockwatch.service.settings.Checked;
import org.blockwatch.service.settings.ServiceSettings;
import org.eclipse.microprofile.config.spi.Converter;

/** The settings of follow-up. */
public interface FollowUpSettings extends ServiceSettings, PageSettings {

    @Override
    @WithName("http.port")
    @WithDefault("7075")
    @WithConverter(Checked.Port.class)
    int httpPort();

    /** The number that patients telephone, by day and night, as they read it. It stands on every page. */
    @WithName("telephone")
    @WithConverter(Telephone.class)
    String telephone();

    /** The number of the ambulance. */
    @WithName("emergency.number")
    @WithDefault("112")
    @WithConverter(Telephone.class)
    String emergencyNumber();

    /** The address under which patients reach the page, such as {@code https://clinic.example}. */
    @WithName("link.base")
    @WithConverter(PublicAddress.class)
    URI linkBase();

    /**
     * What links are sealed with on their topic, the same on all instances: the first seals, the others, comma-separated,
     * still open. Keep an old one for as long as links live, 8 days.
     */
    @WithName("link.secret")
    List<@WithConverter(Checked.Token.class) String> linkSecret();

    /** Where the hospital's messaging gateway takes invitations. */
    @WithName("messaging.url")
    @WithConverter(PublicAddress.class)
    URI messagingUrl();

    /** {@code whsec_<base64>}, shared with the gateway; two, comma-separated, while it changes over. */
    @WithName("messaging.secret")
    List<String> messagingSecret();

    /** How long the gateway may take to say that it has an invitation, all in all. */
    @WithName("messaging.timeout")
    @WithDefault("PT10S")
    @WithConverter(Checked.Period.class)
    Duration messagingTimeout();

    /** What the gateway knows a patient by: {@code hash}, a keyed hash of the patientId, or {@code patient-id}. */
    @WithName("contact")
    @WithDefault("hash")
    @WithConverter(ContactWord.class)
    ContactKind contact();

    /** The key of the hash; needed where {@code contact = hash}. Who maps hashes to telephone numbers has it too. */
    @WithName("contact.secret")
    @WithConverter(Checked.Token.class)
    Optional<String> contactSecret();

    /** The language of messages, one of those in the texts; the page offers all of them. */
    @WithName("language")
    @WithDefault("en")
    String language();

    /** The words that patients read, a YAML file (docs/follow-up.md); left out, those that come with follow-up. */
    @WithName("texts")
    Optional<Path> texts();

    /** The time zone of patients, in which a weekday is told; by default this machine's. */
    @WithName("time.zone")
    @WithConverter(Zone.class)
    Optional<ZoneId> timeZone();

    /** How long after the time that is asked about a patient who has not answered is reminded. */
    @WithName("reminder.after")
    @WithDefault("45 min")
    @WithConverter(Checked.Period.class)
    Duration reminderAfter();

    /** Whether a patient who goes home gets a link for any time, until seven days after the block. */
    @WithName("invite.anytime")
    @WithDefault("true")
    boolean inviteAnytime();

    /** Where answers lie until Kafka has them. The disk must outlive the process. */
    @WithName("spool.dir")
    @WithDefault("follow-up-spool")
    Path spoolDir();

    /** How long Kafka may take to record an answer before the patient is told that it is stored and sent later. */
    @WithName("answer.timeout")
    @WithDefault("PT5S")
    @WithConverter(Checked.Period.class)
    Duration answerTimeout();

    /** The consumer group: its instances share the patients among them. */
    @WithName("group.id")
    @WithDefault("blockwatch-follow-up")
    String groupId();

    /** A telephone number as people write it. */
    final class Telephone implements Converter<String> {
        @Override
        public String convert(String value) {
            if (!value.strip().matches("\\+?[0-9][0-9 ()/.-]{1,30}")) {
                throw new IllegalArgumentException("is no telephone number: give digits, such as 0123 456789");
            }
            return value.strip();
        }
    }

    /** What {@code contact} says. */
    final class ContactWord implements Converter<ContactKind> {
        @Override
        public ContactKind convert(String value) {
            for (ContactKind kind : ContactKind.values()) {
                if (kind.word().equals(value.strip())) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("is no kind of contact: give hash or patient-id");
        }
    }

    /** A web address without a name and password in it. */
    final class PublicAddress implements Converter<URI> {
        @Override
        public URI convert(String value) {
            try {
                URI address = URI.create(value.strip().replaceAll("/+$", ""));
                if (List.of("http", "https").contains(String.valueOf(address.getScheme()))
                        && address.getHost() != null
                        && address.getPort() <= 65_535
                        && address.getUserInfo() == null
                        && address.getFragment() == null) {
                    return address;
                }
            } catch (IllegalArgumentException e) {
                // told below
            }
            throw new IllegalArgumentException(
                    "is no web address that can be used: give https://host/path, without a" + " name and password");
        }
    }

    /** A time zone. */
    final class Zone implements Converter<ZoneId> {
        @Override
        public ZoneId convert(String value) {
            try {
                return ZoneId.of(value.strip());
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("is no time zone: give one such as Europe/Berlin or UTC", e);
            }
        }
    }
}

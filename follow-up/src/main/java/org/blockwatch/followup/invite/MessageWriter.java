package org.blockwatch.followup.invite;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import org.blockwatch.event.Invitation;

/** Writes messages: who they are for, where they lead, and their words. They tell of a treatment on a day, and no more. */
public final class MessageWriter {

    private final URI base;
    private final Contacts contacts;
    private final ZoneId zone;
    private final Words words;
    private final Locale language;

    /** The site's words for messages. */
    @FunctionalInterface
    public interface Words {

        /** Returns the text of a message of that kind, with these values for what stands in braces. */
        String of(MessageKind kind, Map<String, String> values);
    }

    /**
     * A writer.
     *
     * @param base where links lead
     * @param zone in which a weekday is told
     * @param language of the words
     */
    public MessageWriter(URI base, Contacts contacts, ZoneId zone, Locale language, Words words) {
        this.base = base;
        this.contacts = contacts;
        this.zone = zone;
        this.language = language;
        this.words = words;
    }

    /** Returns the message; it is the same each time, and so is its id. */
    PatientMessage message(Invitation invitation, PatientLink link, Instant blockAt, MessageKind kind) {
        String address = base + "/" + link.token();
        String day = blockAt.atZone(zone).getDayOfWeek().getDisplayName(TextStyle.FULL, language);
        String id = "inv_" + invitation.getLinkId() + (kind == MessageKind.REMINDS ? "_reminder" : "");
        return new PatientMessage(
                id,
                invitation.getMadeAt(),
                contacts.of(invitation.getPatientId()),
                address,
                invitation.getSlotId(),
                new PatientMessage.Wording(
                        kind, language.toLanguageTag(), words.of(kind, Map.of("day", day, "link", address))));
    }
}

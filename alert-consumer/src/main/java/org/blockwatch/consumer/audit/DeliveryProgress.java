package org.blockwatch.consumer.audit;

import java.time.Instant;
import java.util.Collection;
import org.blockwatch.event.PageEvent;
import org.jspecify.annotations.Nullable;

/**
 * How far something has come towards a person, judged by the trail. It only ever rises: an event that is heard late,
 * twice or in another order changes nothing, and a failure takes nothing back. What {@linkplain Rung#ACCEPTED a channel
 * has accepted} nobody need have seen: an acknowledgement alone stops a ladder.
 *
 * @param rung the highest rung reached
 * @param since when it was first reached; null at {@link Rung#NONE}
 */
public record DeliveryProgress(Rung rung, @Nullable Instant since) {

    /** Nothing has happened yet. */
    public static final DeliveryProgress NONE = new DeliveryProgress(Rung.NONE, null);

    /** The rungs, the highest last. */
    public enum Rung {
        NONE,
        REQUESTED,
        ACCEPTED,
        DELIVERED,
        READ,
        ACKNOWLEDGED
    }

    /** Returns how far things stand after these events, whatever their order. */
    public static DeliveryProgress of(Collection<PageEvent> events) {
        DeliveryProgress standing = NONE;
        for (PageEvent event : events) {
            standing = standing.after(event);
        }
        return standing;
    }

    /** Returns how far things stand after one more event. */
    public DeliveryProgress after(PageEvent event) {
        Rung reached = rung(event);
        int higher = reached.compareTo(rung);
        boolean earlier = higher == 0 && since != null && event.getAt().isBefore(since);
        return higher > 0 || earlier ? new DeliveryProgress(reached, event.getAt()) : this;
    }

    /**
     * An acknowledgement that came for something else, or too late, is recorded with another outcome and is no
     * rung.
     */
    private static Rung rung(PageEvent event) {
        return switch (event.getKind()) {
            case REQUESTED -> Rung.REQUESTED;
            case ACCEPTED -> Rung.ACCEPTED;
            case DELIVERED -> Rung.DELIVERED;
            case READ -> Rung.READ;
            case ACKNOWLEDGED ->
                switch (event.getOutcome()) {
                    case OK, ASSESSED -> Rung.ACKNOWLEDGED;
                    default -> Rung.NONE;
                };
            default -> Rung.NONE;
        };
    }
}

package org.blockwatch.followup.invite;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.blockwatch.event.FollowUpSlotState;
import org.blockwatch.event.Invitation;
import org.blockwatch.event.InvitationState;

/**
 * Says what is to be done about a slot: a pure function of what is known of it and the time.
 *
 * @param reminderAfter how long after the time that is asked about a patient who has not answered is reminded
 * @param anytime whether a patient at home gets a link for any time
 */
record InvitationRules(Duration reminderAfter, boolean anytime) {

    private static final Duration REMEMBERED = Duration.ofDays(1);

    /**
     * Returns the next step.
     *
     * @param slot as streams-app tells of it; empty: it tells of it no more
     * @param invitation the slot's; empty: there is none. One of both is there
     */
    InvitationStep next(Optional<AskedSlot> slot, Optional<Invitation> invitation, Instant now) {
        if (invitation.isEmpty()) {
            return slot.filter(asked -> isWanted(asked, now)).isPresent()
                    ? InvitationStep.MAKE
                    : InvitationStep.NOTHING;
        }
        Invitation made = invitation.get();
        if (made.getState() == InvitationState.CLOSED) {
            return now.isBefore(made.getExpiresAt().plus(REMEMBERED)) ? InvitationStep.NOTHING : InvitationStep.FORGET;
        }
        if (slot.isEmpty()
                || slot.get().state() == FollowUpSlotState.CANCELLED
                || !now.isBefore(slot.get().closesAt())) {
            return InvitationStep.CLOSE;
        }
        if (slot.get().state() != FollowUpSlotState.OPEN || made.getAnsweredAt() != null) {
            return InvitationStep.NOTHING;
        }
        return switch (made.getState()) {
            case MADE -> InvitationStep.SEND;
            case SENT -> isReminderDue(slot.get(), made, now) ? InvitationStep.REMIND : InvitationStep.NOTHING;
            default -> InvitationStep.NOTHING;
        };
    }

    private boolean isWanted(AskedSlot slot, Instant now) {
        return slot.state() == FollowUpSlotState.OPEN
                && now.isBefore(slot.closesAt())
                && (anytime || !slot.isAnytime());
    }

    /** Whoever got the invitation late, after an outage, has time to answer before the reminder comes. */
    private boolean isReminderDue(AskedSlot slot, Invitation sent, Instant now) {
        Instant sentAt = sent.getSentAt();
        return !slot.isAnytime()
                && sent.getRemindedAt() == null
                && sentAt != null
                && !now.isBefore(slot.key().dueAt().plus(reminderAfter))
                && !now.isBefore(sentAt.plus(reminderAfter.dividedBy(2)));
    }
}

package org.blockwatch.followup.invite;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.event.FollowUp;
import org.blockwatch.event.Invitation;
import org.blockwatch.event.InvitationState;

/** All that is known: what is due from patients, and the invitations to them. Thread-safe. */
public final class InvitationBook {

    private final Map<String, FollowUp> followUps = new HashMap<>();
    private final Map<String, Entry> invitations = new HashMap<>();
    private final Map<AskedSlot.Key, String> bySlot = new HashMap<>();
    private volatile boolean read;

    private record Entry(Invitation invitation, long offset) {}

    /** A slot, its invitation, or both. */
    record Matter(String patientId, Optional<AskedSlot> slot, Optional<Invitation> invitation) {}

    /** All that had been written when the process started has been read. */
    public void markRead() {
        read = true;
    }

    /** Returns whether a link that is not known here is known nowhere. */
    public boolean isRead() {
        return read;
    }

    /** Takes in what is due from a patient; empty: nothing any more. */
    public synchronized void heard(String patientId, Optional<FollowUp> followUp) {
        followUp.ifPresentOrElse(told -> followUps.put(patientId, told), () -> followUps.remove(patientId));
    }

    /**
     * Takes in what lies at an offset of the invitation's partition. What was written here is known before it is read, so
     * an older record may come later.
     */
    public synchronized void heard(String linkId, Optional<Invitation> invitation, long offset) {
        Entry known = invitations.get(linkId);
        if (known != null && known.offset() > offset) {
            return;
        }
        if (invitation.isPresent()) {
            invitations.put(linkId, new Entry(invitation.get(), offset));
            bySlot.put(key(invitation.get()), linkId);
        } else if (known != null) {
            invitations.remove(linkId);
            bySlot.remove(key(known.invitation()), linkId);
        }
    }

    /** Returns the invitation of that id, open or not. */
    public synchronized Optional<Invitation> invitation(String linkId) {
        return Optional.ofNullable(invitations.get(linkId)).map(Entry::invitation);
    }

    /** Returns whether answers are taken through it. */
    public static boolean isOpen(Invitation invitation, Instant now) {
        return invitation.getState() != InvitationState.CLOSED && now.isBefore(invitation.getExpiresAt());
    }

    /** Returns all slots and invitations. */
    synchronized List<Matter> matters() {
        List<Matter> matters = new ArrayList<>();
        Map<AskedSlot.Key, String> unnamed = new HashMap<>(bySlot);
        for (FollowUp followUp : followUps.values()) {
            for (AskedSlot slot : AskedSlot.of(followUp)) {
                String linkId = unnamed.remove(slot.key());
                matters.add(new Matter(
                        followUp.getPatientId(),
                        Optional.of(slot),
                        Optional.ofNullable(linkId).flatMap(this::invitation)));
            }
        }
        unnamed.forEach(
                (slot, linkId) -> matters.add(new Matter(slot.patientId(), Optional.empty(), invitation(linkId))));
        return matters;
    }

    private static AskedSlot.Key key(Invitation invitation) {
        return new AskedSlot.Key(
                invitation.getPatientId(), invitation.getBlockId(), invitation.getSlotId(), invitation.getDueAt());
    }
}

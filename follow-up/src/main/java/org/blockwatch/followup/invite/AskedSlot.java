package org.blockwatch.followup.invite;

import java.time.Instant;
import java.util.List;
import org.blockwatch.event.FollowUp;
import org.blockwatch.event.FollowUpBlock;
import org.blockwatch.event.FollowUpSlot;
import org.blockwatch.event.FollowUpSlotState;

/**
 * A slot of a patient's block, as streams-app last told of it.
 *
 * @param blockAt T0 of the block
 */
record AskedSlot(Key key, Instant blockAt, Instant closesAt, FollowUpSlotState state) {

    /** The slot that asks nobody, and is open from the first hour at home on. */
    static final String ANYTIME = "anytime";

    /**
     * What makes a slot one slot. A block whose last dose is corrected asks at other times, which are other slots.
     */
    record Key(String patientId, String blockId, String slotId, Instant dueAt) {}

    /** Returns the slots of a patient. */
    static List<AskedSlot> of(FollowUp followUp) {
        return followUp.getBlocks().stream()
                .flatMap(block -> block.getSlots().stream().map(slot -> of(followUp.getPatientId(), block, slot)))
                .toList();
    }

    private static AskedSlot of(String patientId, FollowUpBlock block, FollowUpSlot slot) {
        return new AskedSlot(
                new Key(patientId, block.getBlockId(), slot.getId(), slot.getDueAt()),
                block.getBlockAt(),
                slot.getClosesAt(),
                slot.getState());
    }

    boolean isAnytime() {
        return key.slotId().equals(ANYTIME);
    }
}

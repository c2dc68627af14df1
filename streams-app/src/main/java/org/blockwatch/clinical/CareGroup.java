package org.blockwatch.clinical;

import static org.blockwatch.event.CareEventKind.DISCHARGED;
import static org.blockwatch.event.CareEventKind.DISCHARGE_ORDERED;
import static org.blockwatch.event.CareEventKind.MOBILISATION_ORDERED;
import static org.blockwatch.event.CareEventKind.MOBILISATION_STARTED;
import static org.blockwatch.event.CareEventKind.TRANSFERRED_UNMONITORED;

import java.util.Set;
import org.blockwatch.event.CareEventKind;
import org.jspecify.annotations.Nullable;

/** Care events about one matter, of which a rule asks for one: the latest, or for anticoagulants the first. */
public enum CareGroup {
    /** Getting up (R9). */
    MOBILISATION(MOBILISATION_ORDERED, MOBILISATION_STARTED),
    /** Going home, or not (R10). */
    DISCHARGE(DISCHARGE_ORDERED, DISCHARGED),
    /** Moving to another ward (R11). */
    TRANSFER(TRANSFERRED_UNMONITORED),
    /** MRI scans that were performed. */
    MRI,
    /** Anticoagulants that were given. */
    ANTICOAGULANT,
    /** Seizures. */
    SEIZURE;

    private final Set<CareEventKind> unsafe;

    CareGroup(CareEventKind... unsafe) {
        this.unsafe = Set.of(unsafe);
    }

    /** Returns the group of a kind of event, or null where no rule asks for events of that kind. */
    static @Nullable CareGroup of(CareEventKind kind) {
        return switch (kind) {
            case MOBILISATION_ORDERED, MOBILISATION_STARTED, MOBILISATION_CANCELLED -> MOBILISATION;
            case DISCHARGE_ORDERED, DISCHARGE_CANCELLED, DISCHARGED, ARRIVED -> DISCHARGE;
            case TRANSFERRED_UNMONITORED, TRANSFERRED_MONITORED -> TRANSFER;
            case MRI_PERFORMED -> MRI;
            case ANTICOAGULANT_GIVEN -> ANTICOAGULANT;
            case SEIZURE -> SEIZURE;
            case MRI_REQUESTED, DIED, UNKNOWN -> null;
        };
    }

    /** Tells whether an event of this group is unsafe for a patient who has not recovered. */
    public boolean unsafe(Care event) {
        return unsafe.contains(event.kind());
    }

    /** Returns the one that counts of two events. At one instant the unsafe one counts, whatever their identities. */
    Care counting(Care one, Care other) {
        int byTime = one.occurredAt().compareTo(other.occurredAt());
        if (byTime != 0) {
            boolean later = byTime > 0;
            return later == (this != ANTICOAGULANT) ? one : other;
        }
        if (unsafe(one) != unsafe(other)) {
            return unsafe(one) ? one : other;
        }
        return one.eventId().compareTo(other.eventId()) <= 0 ? one : other;
    }
}

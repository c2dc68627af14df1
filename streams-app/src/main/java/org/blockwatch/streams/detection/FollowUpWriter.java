package org.blockwatch.streams.detection;

import static org.blockwatch.event.FollowUpSlotState.ANSWERED;
import static org.blockwatch.event.FollowUpSlotState.CANCELLED;
import static org.blockwatch.event.FollowUpSlotState.DUE_AT;
import static org.blockwatch.event.FollowUpSlotState.MISSED;
import static org.blockwatch.event.FollowUpSlotState.OPEN;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.blockwatch.clinical.Anticoagulation;
import org.blockwatch.clinical.HomeCourse;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Place;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.event.FollowUp;
import org.blockwatch.event.FollowUpBlock;
import org.blockwatch.event.FollowUpSlot;
import org.blockwatch.event.FollowUpSlotState;
import org.blockwatch.event.Location;
import org.blockwatch.streams.patient.PatientState;
import org.blockwatch.streams.patient.StateUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is due from a patient at home. It follows from what is remembered of the patient and from the time, so nothing is kept of
 * what was told: that is what followed until just before the instant at which the patient was due.
 */
final class FollowUpWriter {
    private static final String ANYTIME = "anytime";

    private final Protocols protocols;

    FollowUpWriter(Protocols protocols) {
        this.protocols = protocols;
    }

    /**
     * What to tell.
     *
     * @param followUp what is due now, or null where nothing remains: a tombstone
     */
    record News(@Nullable FollowUp followUp) {}

    /** Returns what is due now and was not before; empty where nothing has changed. */
    Optional<News> news(StateUpdate update, Instant now) {
        List<FollowUpBlock> told = told(update.before(), now);
        List<FollowUpBlock> due = blocks(update.after(), now);
        if (due.equals(told)) {
            return Optional.empty();
        }
        return Optional.of(new News(due.isEmpty() ? null : new FollowUp(update.patientId(), now, due)));
    }

    /** Returns whether something was told of a patient that still stands. */
    boolean stands(PatientState state, Instant now) {
        return !told(state, now).isEmpty();
    }

    /** Returns the next instant at which time alone changes what is due, or null. */
    @Nullable
    Instant next(Recovery recovery, Instant now) {
        return recovery.pictures().stream()
                .filter(picture -> !recovery.died() && picture.home().followedSince() != null)
                .flatMap(picture -> changes(picture, now))
                .filter(now::isBefore)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private Stream<Instant> changes(Picture picture, Instant now) {
        if (!picture.mayWrite(now, protocols.of(picture.block()))) {
            return Stream.of(writesUntil(picture));
        }
        List<Slot> slots = slots(picture);
        Stream<Instant> unanswered = slots.stream()
                .skip(picture.home().answers().size())
                .flatMap(slot -> Stream.of(slot.opensAt(), slot.closesAt()));
        return Stream.concat(unanswered, Stream.of(writesUntil(picture)));
    }

    private List<FollowUpBlock> told(PatientState before, Instant now) {
        Instant due = before.next();
        return blocks(before, due == null || due.isAfter(now) ? now : due.minusMillis(1));
    }

    private List<FollowUpBlock> blocks(PatientState state, Instant at) {
        Recovery recovery = state.recovery();
        List<FollowUpBlock> blocks = new ArrayList<>();
        for (Picture picture : recovery.pictures()) {
            Instant since = picture.home().followedSince();
            boolean mayWrite = !recovery.died() && picture.mayWrite(at, protocols.of(picture.block()));
            boolean followed = mayWrite || (recovery.open(picture, at, protocols) && at.isBefore(writesUntil(picture)));
            if (since != null && followed) {
                blocks.add(block(picture, since, mayWrite, state.place(), at));
            }
        }
        return blocks;
    }

    private FollowUpBlock block(Picture picture, Instant since, boolean mayWrite, @Nullable Place place, Instant at) {
        Anticoagulation anticoagulation = picture.anticoagulation();
        return FollowUpBlock.newBuilder()
                .setBlockId(picture.block().blockId())
                .setBlockAt(picture.block().t0())
                .setHomeSince(since)
                .setSetting(picture.setting())
                .setAnticoagulated(
                        anticoagulation == Anticoagulation.NOT_STATED ? null : anticoagulation == Anticoagulation.YES)
                .setLocation(place == null || place.unit() == null ? null : new Location(place.unit(), null))
                .setSlots(slots(picture, since, mayWrite, at))
                .build();
    }

    private List<FollowUpSlot> slots(Picture picture, Instant since, boolean mayWrite, Instant at) {
        List<FollowUpSlot> told = new ArrayList<>();
        told.add(new FollowUpSlot(ANYTIME, since, since, writesUntil(picture), mayWrite ? OPEN : CANCELLED, null));
        HomeCourse home = picture.home();
        List<Slot> slots = slots(picture);
        for (int n = 0; n < slots.size(); n++) {
            Slot slot = slots.get(n);
            if (!slot.dueAt().isBefore(since)) {
                Instant answeredAt = n < home.answers().size() ? home.answers().get(n) : null;
                FollowUpSlotState state = answeredAt != null ? ANSWERED : mayWrite ? slot.at(at) : CANCELLED;
                told.add(new FollowUpSlot(slot.id(), slot.dueAt(), slot.opensAt(), slot.closesAt(), state, answeredAt));
            }
        }
        return told;
    }

    private Instant writesUntil(Picture picture) {
        Protocol protocol = protocols.of(picture.block());
        return picture.block().t0().plus(protocol.timing().atHome().invitation().openUntil());
    }

    /** All slots of a block: each closes when the next one opens, the last when the watch ends. */
    private List<Slot> slots(Picture picture) {
        Protocol protocol = protocols.of(picture.block());
        Protocol.AtHome atHome = protocol.timing().atHome();
        Duration before = atHome.invitation().opensBefore();
        Instant t0 = picture.block().t0();
        List<Slot> slots = new ArrayList<>();
        for (int n = 0; n < atHome.slots().size(); n++) {
            Duration after = atHome.slots().get(n);
            boolean last = n + 1 == atHome.slots().size();
            Instant closesAt = last
                    ? t0.plus(protocol.times().watch())
                    : t0.plus(atHome.slots().get(n + 1)).minus(before);
            Instant dueAt = t0.plus(after);
            slots.add(new Slot(after.toString(), dueAt, dueAt.minus(before), closesAt));
        }
        return slots;
    }

    /** A time at which the patient is asked. */
    private record Slot(String id, Instant dueAt, Instant opensAt, Instant closesAt) {
        FollowUpSlotState at(Instant instant) {
            if (instant.isBefore(opensAt)) {
                return DUE_AT;
            }
            return instant.isBefore(closesAt) ? OPEN : MISSED;
        }
    }
}

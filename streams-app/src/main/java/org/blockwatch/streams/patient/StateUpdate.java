package org.blockwatch.streams.patient;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.streams.alert.AlertThreads;
import org.blockwatch.streams.alert.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Says what becomes of a patient: by a statement or by time, then by the judgement that follows.
 *
 * @param before what was remembered
 * @param after what is to be remembered
 * @param trigger what led to it
 * @param touched what may differ between the two; an aspect that is not here is the same in both
 */
public record StateUpdate(PatientState before, PatientState after, Trigger trigger, Set<Aspect> touched) {

    public StateUpdate {
        touched = Collections.unmodifiableSet(copy(touched));
    }

    /** Returns whose update it is. */
    public String patientId() {
        return after.recovery().patientId();
    }

    /** Returns whether one of these aspects may have changed. */
    public boolean touches(Set<Aspect> aspects) {
        return !Collections.disjoint(touched, aspects);
    }

    /** Returns whether nothing but one aspect may have changed. */
    public boolean touchesOnly(Aspect aspect) {
        return touched.equals(Set.of(aspect));
    }

    /** Returns this update as something else led to it. */
    StateUpdate by(Trigger other) {
        return new StateUpdate(before, after, other, touched);
    }

    /** Returns this update of a patient who is not judged yet, and will be at an instant. */
    public StateUpdate awaiting(Instant next) {
        return with(after.recovery(), before.threads().uncertain(), next, null);
    }

    /** Returns this update with what a judgement makes of the alerts, and without the blocks that have closed by then. */
    public StateUpdate judged(AlertThreads threads, @Nullable Instant next, Instant now, Protocols protocols) {
        Recovery open = after.recovery().withoutClosed(now, protocols);
        boolean idle = threads.open().isEmpty()
                && open.pictures().stream().noneMatch(picture -> open.open(picture, now, protocols));
        Instant since = !idle ? null : before.idleSince() != null ? before.idleSince() : now;
        Instant forgetAt = since == null ? null : since.plus(PatientState.KEPT_IDLE);
        return with(open, threads, next == null ? forgetAt : next, since);
    }

    private StateUpdate with(
            Recovery recovery, AlertThreads threads, @Nullable Instant next, @Nullable Instant idleSince) {
        Set<Aspect> more = copy(touched);
        if (recovery != after.recovery()) {
            more.add(Aspect.BLOCKS);
        }
        if (!threads.equals(before.threads()) || !Objects.equals(next, before.next())) {
            more.add(Aspect.ALERTS);
        }
        PatientState then =
                new PatientState(recovery, threads, after.protocols(), next, after.whereabouts(), idleSince);
        return new StateUpdate(before, then, trigger, more);
    }

    private static Set<Aspect> copy(Set<Aspect> aspects) {
        return aspects.isEmpty() ? EnumSet.noneOf(Aspect.class) : EnumSet.copyOf(aspects);
    }
}

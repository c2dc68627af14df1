package org.blockwatch.clinical;

import static org.blockwatch.event.Side.LEFT;
import static org.blockwatch.event.Side.RIGHT;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blockwatch.event.Side;
import org.blockwatch.event.StraightLegRaiseResult;

/**
 * Says what one assessment by itself shows, for whoever marks it on a line of time. No rule asks for it.
 *
 * @param extent how much of the examination was done
 * @param left straight-leg raise on the left, UNKNOWN where it was not examined
 * @param right the same on the right
 * @param deficit whether it shows anything worse than the baseline
 */
public record LookedAt(Extent extent, StraightLegRaiseResult left, StraightLegRaiseResult right, boolean deficit) {

    /** How much of the examination was done. */
    public enum Extent {
        /** Straight-leg raise, and sensation or power, on both sides. */
        FULL,
        /** Something of that. */
        PARTIAL,
        /** Nothing of that. */
        NONE
    }

    private static final Set<Side> BOTH = Set.of(LEFT, RIGHT);

    /** Returns what an assessment shows, against the baseline of a block. */
    public static LookedAt of(Assessment assessment, Exam baseline, Protocol protocol) {
        Findings found =
                Findings.together(List.of(assessment), protocol.limits().tooWeakToLift());
        Exam exam = assessment.exam();
        Set<Side> felt = Stream.concat(
                        exam.motor().keySet().stream().map(MotorSite::side),
                        exam.sensation().keySet().stream().map(SensorySite::side))
                .collect(Collectors.toSet());
        Set<Side> lifted = exam.straightLegRaise().keySet();
        boolean full = lifted.containsAll(BOTH) && felt.containsAll(BOTH);
        return new LookedAt(
                full ? Extent.FULL : exam.equals(Exam.EMPTY) ? Extent.NONE : Extent.PARTIAL,
                exam.straightLegRaise().getOrDefault(LEFT, StraightLegRaiseResult.UNKNOWN),
                exam.straightLegRaise().getOrDefault(RIGHT, StraightLegRaiseResult.UNKNOWN),
                found.against(baseline).any());
    }
}

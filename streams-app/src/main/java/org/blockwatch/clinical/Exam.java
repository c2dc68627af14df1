package org.blockwatch.clinical;

import static org.blockwatch.event.Movement.HIP_FLEXION;
import static org.blockwatch.event.StraightLegRaiseResult.ABLE;
import static org.blockwatch.event.StraightLegRaiseResult.UNABLE;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import org.blockwatch.event.Finding;
import org.blockwatch.event.Modality;
import org.blockwatch.event.Movement;
import org.blockwatch.event.Reflex;
import org.blockwatch.event.ReflexResult;
import org.blockwatch.event.Region;
import org.blockwatch.event.SensationResult;
import org.blockwatch.event.Side;
import org.blockwatch.event.StraightLegRaiseResult;
import org.jspecify.annotations.Nullable;

/**
 * One neurological examination of the legs. What is not in it was not examined.
 *
 * @param straightLegRaise ABLE or UNABLE by side; NOT_TESTABLE examines nothing and is not here
 * @param motor MRC grade 0 to 5
 * @param radicular sides with symptoms along a root; empty: examined and none; null: not examined
 */
public record Exam(
        Map<Side, StraightLegRaiseResult> straightLegRaise,
        Map<MotorSite, Integer> motor,
        Map<SensorySite, SensationResult> sensation,
        Map<ReflexSite, ReflexResult> reflexes,
        Map<Sign, Finding> signs,
        @Nullable Set<Side> radicular) {

    /** Nothing examined. As a baseline: everything normal. */
    public static final Exam EMPTY = new Builder().exam();

    public Exam {
        straightLegRaise = SortedCopies.map(straightLegRaise);
        motor = SortedCopies.map(motor);
        sensation = SortedCopies.map(sensation);
        reflexes = SortedCopies.map(reflexes);
        signs = SortedCopies.map(signs);
        radicular = radicular == null ? null : SortedCopies.set(radicular);
    }

    /** Sides said to lift the straight leg although the hip is too weak for it in this very examination. */
    public Set<Side> contradictions(int tooWeakToLift) {
        Set<Side> sides = new HashSet<>();
        straightLegRaise.forEach((side, result) -> {
            Integer hip = motor.get(new MotorSite(side, HIP_FLEXION));
            if (result == ABLE && hip != null && hip <= tooWeakToLift) {
                sides.add(side);
            }
        });
        return SortedCopies.set(sides);
    }

    /** The same examination with the sides given taken as UNABLE. */
    Exam takenAsUnable(Set<Side> sides) {
        if (sides.isEmpty()) {
            return this;
        }
        Map<Side, StraightLegRaiseResult> raises = new TreeMap<>(straightLegRaise);
        sides.forEach(side -> raises.put(side, UNABLE));
        return new Exam(raises, motor, sensation, reflexes, signs, radicular);
    }

    /** Collects the entries of one examination. Of two entries for one component the worse counts. */
    public static final class Builder {
        private final Map<Side, StraightLegRaiseResult> straightLegRaise = new TreeMap<>();
        private final Map<MotorSite, Integer> motor = new TreeMap<>();
        private final Map<SensorySite, SensationResult> sensation = new TreeMap<>();
        private final Map<ReflexSite, ReflexResult> reflexes = new TreeMap<>();
        private final Map<Sign, Finding> signs = new TreeMap<>();
        private @Nullable Set<Side> radicular;

        /** A straight-leg raise; only ABLE and UNABLE examine anything. */
        public Builder straightLegRaise(Side side, StraightLegRaiseResult result) {
            if (result == ABLE || result == UNABLE) {
                straightLegRaise.merge(side, result, later()); // declared ABLE, UNABLE
            }
            return this;
        }

        public Builder motor(Side side, Movement movement, int grade) {
            motor.merge(new MotorSite(side, movement), grade, Math::min);
            return this;
        }

        public Builder sensation(Side side, Region region, Modality modality, SensationResult result) {
            sensation.merge(
                    new SensorySite(side, region, modality), result, later()); // declared NORMAL, REDUCED, ABSENT
            return this;
        }

        /** A reflex; any result examines it. */
        public Builder reflex(Side side, Reflex reflex, ReflexResult result) {
            reflexes.merge(new ReflexSite(side, reflex), result, later());
            return this;
        }

        public Builder sign(Sign sign, Finding finding) {
            signs.put(sign, finding);
            return this;
        }

        /** Radicular symptoms were asked for and found on these sides, or on none. */
        public Builder radicular(Set<Side> sides) {
            radicular = new TreeSet<>(sides);
            return this;
        }

        public Exam exam() {
            return new Exam(straightLegRaise, motor, sensation, reflexes, signs, radicular);
        }

        private static <E extends Enum<E>> BinaryOperator<E> later() {
            return BinaryOperator.maxBy(E::compareTo);
        }
    }
}

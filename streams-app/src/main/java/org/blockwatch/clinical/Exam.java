package org.blockwatch.clinical;

import static org.blockwatch.event.Finding.PRESENT;
import static org.blockwatch.event.Movement.HIP_FLEXION;
import static org.blockwatch.event.SensationResult.NORMAL;
import static org.blockwatch.event.Side.UNKNOWN;
import static org.blockwatch.event.StraightLegRaiseResult.ABLE;
import static org.blockwatch.event.StraightLegRaiseResult.UNABLE;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
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
 * One neurological examination of the legs. What is not in it was not examined. An abnormal finding of which a
 * coordinate is not stated is in it at an unknown site: no finding is dropped because its site is not known.
 *
 * @param straightLegRaise ABLE or UNABLE by side; UNKNOWN side only UNABLE; NOT_TESTABLE examines nothing and is not here
 * @param motor MRC grade 0 to 5
 * @param radicular sides with symptoms along a root, UNKNOWN among them; empty: examined and none; null: not examined
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

    /** Normal power: the grade of a movement that no baseline mentions. */
    static final int FULL_POWER = 5;

    public Exam {
        straightLegRaise = SortedCopies.map(straightLegRaise);
        motor = SortedCopies.map(motor);
        sensation = SortedCopies.map(sensation);
        reflexes = SortedCopies.map(reflexes);
        signs = SortedCopies.map(signs);
        radicular = radicular == null ? null : SortedCopies.set(radicular);
    }

    /** Returns the sides said to lift the straight leg although the hip is too weak for it in this very examination. */
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

    /** Returns the same examination with the sides given taken as UNABLE. */
    Exam takenAsUnable(Set<Side> sides) {
        if (sides.isEmpty()) {
            return this;
        }
        Map<Side, StraightLegRaiseResult> raises = new TreeMap<>(straightLegRaise);
        sides.forEach(side -> raises.put(side, UNABLE));
        return new Exam(raises, motor, sensation, reflexes, signs, radicular);
    }

    /**
     * Returns what counts of the patient's own word: legs that cannot be raised, reported sensation, signs that are
     * present, and sides with radicular symptoms.
     */
    Exam saidByPatient() {
        return new Exam(
                where(straightLegRaise, (side, result) -> result == UNABLE),
                Map.of(),
                where(sensation, (site, result) -> reported(site)),
                Map.of(),
                where(signs, (sign, finding) -> finding == PRESENT),
                radicular == null || radicular.isEmpty() ? null : radicular);
    }

    private static boolean reported(SensorySite site) {
        return site.modality() == Modality.NUMBNESS || site.modality() == Modality.UNKNOWN;
    }

    /** Returns what several examinations of one instant say together as a baseline: the better counts. */
    static Exam better(List<Exam> simultaneous) {
        if (simultaneous.size() == 1) {
            return simultaneous.get(0);
        }
        Builder together = Builder.ofBaseline();
        for (Exam exam : simultaneous) {
            exam.motor.forEach((site, grade) -> together.motor(site.side(), site.movement(), grade));
            exam.sensation.forEach(
                    (site, result) -> together.sensation(site.side(), site.region(), site.modality(), result));
        }
        return together.exam();
    }

    private static <K extends Comparable<? super K>, V> Map<K, V> where(Map<K, V> map, BiPredicate<K, V> counts) {
        Map<K, V> kept = new TreeMap<>();
        map.forEach((component, value) -> {
            if (counts.test(component, value)) {
                kept.put(component, value);
            }
        });
        return kept;
    }

    /** Collects the entries of one examination. Of two entries for one component the worse counts. */
    public static final class Builder {
        private final boolean baseline;
        private final Map<Side, StraightLegRaiseResult> straightLegRaise = new TreeMap<>();
        private final Map<MotorSite, Integer> motor = new TreeMap<>();
        private final Map<SensorySite, SensationResult> sensation = new TreeMap<>();
        private final Map<ReflexSite, ReflexResult> reflexes = new TreeMap<>();
        private final Map<Sign, Finding> signs = new TreeMap<>();
        private @Nullable Set<Side> radicular;
        private boolean contested;

        public Builder() {
            this(false);
        }

        private Builder(boolean baseline) {
            this.baseline = baseline;
        }

        /** Returns a builder for a baseline: of two entries the better counts, and unknown sites are ignored. */
        public static Builder ofBaseline() {
            return new Builder(true);
        }

        /** Adds a straight-leg raise; only ABLE and UNABLE examine anything, and without a side only UNABLE. */
        public Builder straightLegRaise(Side side, StraightLegRaiseResult result) {
            if (result == UNABLE || (result == ABLE && side != UNKNOWN)) {
                put(straightLegRaise, side, result, side != UNKNOWN, later()); // declared ABLE, UNABLE
            }
            return this;
        }

        /** Adds a grade; without a side or a movement only one that is not normal. */
        public Builder motor(Side side, Movement movement, int grade) {
            MotorSite site = MotorSite.stated(side, movement);
            if (site.located() || grade < FULL_POWER) {
                put(motor, site, grade, site.located(), Math::min);
            }
            return this;
        }

        /** Adds a sensation; without a side, region or modality only one that is not normal. */
        public Builder sensation(Side side, Region region, Modality modality, SensationResult result) {
            SensorySite site = SensorySite.stated(side, region, modality);
            if (result != SensationResult.UNKNOWN && (site.located() || result != NORMAL)) {
                put(sensation, site, result, site.located(), later()); // declared NORMAL, REDUCED, ABSENT
            }
            return this;
        }

        /** Adds a reflex; any result examines it. */
        public Builder reflex(Side side, Reflex reflex, ReflexResult result) {
            reflexes.merge(new ReflexSite(side, reflex), result, later());
            return this;
        }

        public Builder sign(Sign sign, Finding finding) {
            signs.put(sign, finding);
            return this;
        }

        /** Says that radicular symptoms were asked for and found on these sides, or on none. */
        public Builder radicular(Set<Side> sides) {
            radicular = new TreeSet<>(sides);
            return this;
        }

        /** Tells whether a baseline of the same entries would be another. */
        public boolean contested() {
            return contested;
        }

        public Exam exam() {
            return new Exam(straightLegRaise, motor, sensation, reflexes, signs, radicular);
        }

        private <K, V> void put(Map<K, V> entries, K site, V value, boolean located, BinaryOperator<V> worse) {
            V other = entries.get(site);
            contested |= !located || (other != null && !other.equals(value));
            if (baseline && !located) {
                return;
            }
            V worst = other == null ? value : worse.apply(other, value);
            boolean counts = other == null || baseline != worst.equals(value);
            if (counts) {
                entries.put(site, value);
            }
        }

        private static <E extends Enum<E>> BinaryOperator<E> later() {
            return BinaryOperator.maxBy(E::compareTo);
        }
    }
}

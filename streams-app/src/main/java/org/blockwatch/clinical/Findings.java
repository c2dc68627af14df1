package org.blockwatch.clinical;

import static org.blockwatch.event.Finding.PRESENT;
import static org.blockwatch.event.SensationResult.NORMAL;
import static org.blockwatch.event.Side.LEFT;
import static org.blockwatch.event.Side.RIGHT;
import static org.blockwatch.event.StraightLegRaiseResult.ABLE;
import static org.blockwatch.event.StraightLegRaiseResult.UNABLE;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.blockwatch.event.Finding;
import org.blockwatch.event.ReflexResult;
import org.blockwatch.event.SensationResult;
import org.blockwatch.event.Side;
import org.blockwatch.event.StraightLegRaiseResult;
import org.jspecify.annotations.Nullable;

/**
 * For each component the latest value. Silence is not recovery: a value stands until the component is examined again.
 *
 * @param radicular the sides with radicular symptoms, or null where they were never asked for
 */
public record Findings(
        Map<Side, Seen<StraightLegRaiseResult>> straightLegRaise,
        Map<MotorSite, Seen<Integer>> motor,
        Map<SensorySite, Seen<SensationResult>> sensation,
        Map<ReflexSite, Seen<ReflexResult>> reflexes,
        Map<Sign, Seen<Finding>> signs,
        @Nullable Seen<Set<Side>> radicular) {

    /** Normal power, the grade of a movement that no baseline mentions. */
    static final int FULL_POWER = 5;

    /** Nothing examined yet. */
    public static final Findings NONE = new Findings(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), null);

    public Findings {
        straightLegRaise = SortedCopies.map(straightLegRaise);
        motor = SortedCopies.map(motor);
        sensation = SortedCopies.map(sensation);
        reflexes = SortedCopies.map(reflexes);
        signs = SortedCopies.map(signs);
    }

    /** These findings after one more examination. */
    public Findings after(Exam exam, String eventId) {
        return new Findings(
                merged(straightLegRaise, exam.straightLegRaise(), eventId),
                merged(motor, exam.motor(), eventId),
                merged(sensation, exam.sensation(), eventId),
                merged(reflexes, exam.reflexes(), eventId),
                merged(signs, exam.signs(), eventId),
                exam.radicular() == null ? radicular : new Seen<>(exam.radicular(), eventId));
    }

    /** What is worse than the baseline. Straight-leg raise has no baseline. */
    public Deficits against(Exam baseline) {
        Set<Side> unable = new HashSet<>();
        straightLegRaise.forEach((side, seen) -> {
            if (seen.value() == UNABLE) {
                unable.add(side);
            }
        });
        Set<MotorSite> weak = new HashSet<>();
        motor.forEach((site, seen) -> {
            if (seen.value() < baseline.motor().getOrDefault(site, FULL_POWER)) {
                weak.add(site);
            }
        });
        Set<SensorySite> numb = new HashSet<>();
        sensation.forEach((site, seen) -> {
            if (seen.value().compareTo(baseline.sensation().getOrDefault(site, NORMAL)) > 0) {
                numb.add(site);
            }
        });
        return new Deficits(SortedCopies.set(unable), SortedCopies.set(weak), SortedCopies.set(numb));
    }

    /** Both sides' latest straight-leg raise is ABLE. */
    public boolean straightLegRaiseDemonstrated() {
        return able(LEFT) && able(RIGHT);
    }

    public boolean present(Sign sign) {
        Seen<Finding> seen = signs.get(sign);
        return seen != null && seen.value() == PRESENT;
    }

    /** Sides with radicular symptoms. */
    public Set<Side> radicularSides() {
        return radicular == null ? Set.of() : radicular.value();
    }

    private boolean able(Side side) {
        Seen<StraightLegRaiseResult> seen = straightLegRaise.get(side);
        return seen != null && seen.value() == ABLE;
    }

    private static <K extends Comparable<? super K>, V> Map<K, Seen<V>> merged(
            Map<K, Seen<V>> before, Map<K, V> examined, String eventId) {
        if (examined.isEmpty()) {
            return before;
        }
        Map<K, Seen<V>> after = new TreeMap<>(before);
        examined.forEach((component, value) -> after.put(component, new Seen<>(value, eventId)));
        return after;
    }
}

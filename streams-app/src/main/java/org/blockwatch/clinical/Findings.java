package org.blockwatch.clinical;

import static org.blockwatch.clinical.Exam.FULL_POWER;
import static org.blockwatch.event.Finding.PRESENT;
import static org.blockwatch.event.SensationResult.NORMAL;
import static org.blockwatch.event.Side.LEFT;
import static org.blockwatch.event.Side.RIGHT;
import static org.blockwatch.event.StraightLegRaiseResult.ABLE;
import static org.blockwatch.event.StraightLegRaiseResult.UNABLE;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.blockwatch.event.Finding;
import org.blockwatch.event.Movement;
import org.blockwatch.event.ReflexResult;
import org.blockwatch.event.Region;
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

    /** Nothing examined yet. */
    public static final Findings NONE = new Findings(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), null);

    private static final Comparator<Finding> WORSE_FINDING = Comparator.comparing(finding -> finding == PRESENT);

    public Findings {
        straightLegRaise = SortedCopies.map(straightLegRaise);
        motor = SortedCopies.map(motor);
        sensation = SortedCopies.map(sensation);
        reflexes = SortedCopies.map(reflexes);
        signs = SortedCopies.map(signs);
    }

    /** Returns what the assessments of one instant found together: of two values for one component the worse counts. */
    static Findings together(List<Assessment> simultaneous, int tooWeakToLift) {
        Findings together = NONE;
        for (Assessment assessment : simultaneous) {
            Exam exam = assessment.counting(tooWeakToLift);
            String id = assessment.eventId();
            together = new Findings(
                    worse(together.straightLegRaise, exam.straightLegRaise(), id, Comparator.naturalOrder()),
                    worse(together.motor, exam.motor(), id, Comparator.reverseOrder()),
                    worse(together.sensation, exam.sensation(), id, Comparator.naturalOrder()),
                    worse(together.reflexes, exam.reflexes(), id, Comparator.naturalOrder()),
                    worse(together.signs, exam.signs(), id, WORSE_FINDING),
                    united(together.radicular, exam.radicular(), id));
        }
        return together;
    }

    /** Returns these findings after what one instant found. */
    Findings after(Findings later, Exam baseline) {
        return new Findings(
                merged(straightLegRaise, later.straightLegRaise, later.legsRaised()),
                merged(motor, later.motor, later.powerShown(motor, baseline)),
                merged(sensation, later.sensation, later.sensationShown(sensation, baseline)),
                merged(reflexes, later.reflexes, Set.of()),
                merged(signs, later.signs, Set.of()),
                radicularAfter(later.radicular));
    }

    /**
     * Returns these findings after what the patient said at an instant, which never betters what staff have found, but in
     * the back.
     *
     * @param said what the patient said
     * @param examined what staff found at the same instant
     * @param byStaff what staff have found up to and including it
     */
    Findings hearing(Findings said, Findings examined, Findings byStaff) {
        if (said.equals(NONE)) {
            return this;
        }
        Map<SensorySite, Seen<SensationResult>> felt = new TreeMap<>(sensation);
        said.sensation.forEach((site, seen) -> {
            boolean inTheBack = site.located() && site.back();
            felt.put(
                    site,
                    worse(seen, (inTheBack ? examined : byStaff).sensation.get(site), byStaff.sensation.get(site)));
            if (inTheBack && seen.value() == NORMAL) {
                felt.replaceAll((other, before) -> {
                    boolean same = other.side() == site.side() && other.back() && !other.equals(site);
                    return same && before.value() != NORMAL && !examined.sensation.containsKey(other) ? seen : before;
                });
            }
        });
        return new Findings(
                heard(straightLegRaise, said.straightLegRaise, byStaff.straightLegRaise),
                motor,
                felt,
                reflexes,
                heard(signs, said.signs, byStaff.signs),
                radicularAlso(said.radicular));
    }

    /** Returns what the patient said, unless staff have found worse or the same. */
    private static Seen<SensationResult> worse(
            Seen<SensationResult> said, @Nullable Seen<SensationResult> limit, @Nullable Seen<SensationResult> found) {
        Seen<SensationResult> worst = limit != null && limit.value().compareTo(said.value()) > 0 ? limit : said;
        return found != null && found.value() == worst.value() ? found : worst;
    }

    /** Returns what the patient said on top, all of it abnormal, unless staff have found the same. */
    private static <K extends Comparable<? super K>, V> Map<K, Seen<V>> heard(
            Map<K, Seen<V>> before, Map<K, Seen<V>> said, Map<K, Seen<V>> byStaff) {
        if (said.isEmpty()) {
            return before;
        }
        Map<K, Seen<V>> after = new TreeMap<>(before);
        said.forEach((component, seen) -> {
            Seen<V> found = byStaff.get(component);
            after.put(component, found != null && found.value() == seen.value() ? found : seen);
        });
        return after;
    }

    /** Adds sides to those known; an UNKNOWN one counts only where nothing else is said. */
    private @Nullable Seen<Set<Side>> radicularAlso(@Nullable Seen<Set<Side>> said) {
        if (said == null) {
            return radicular;
        }
        Set<Side> sides = new TreeSet<>(radicularSides());
        sides.addAll(said.value());
        if (said.value().size() > 1 && !radicularSides().contains(Side.UNKNOWN)) {
            sides.remove(Side.UNKNOWN);
        }
        return sides.equals(radicularSides()) ? radicular : new Seen<>(SortedCopies.set(sides), said.eventId());
    }

    /** Returns what is worse than the baseline. Straight-leg raise has no baseline, and neither has an unknown site. */
    public Deficits against(Exam baseline) {
        Set<Side> unable = new HashSet<>();
        straightLegRaise.forEach((side, seen) -> {
            if (seen.value() == UNABLE) {
                unable.add(side);
            }
        });
        Set<MotorSite> weak = new HashSet<>();
        motor.forEach((site, seen) -> {
            if (weak(site, seen.value(), baseline)) {
                weak.add(site);
            }
        });
        Set<SensorySite> numb = new HashSet<>();
        sensation.forEach((site, seen) -> {
            if (numb(site, seen.value(), baseline)) {
                numb.add(site);
            }
        });
        return new Deficits(SortedCopies.set(unable), SortedCopies.set(weak), SortedCopies.set(numb));
    }

    /** Tells whether both sides' latest straight-leg raise is ABLE, and no leg of an unknown side is UNABLE. */
    public boolean straightLegRaiseDemonstrated() {
        return is(ABLE, LEFT) && is(ABLE, RIGHT) && !is(UNABLE, Side.UNKNOWN);
    }

    public boolean present(Sign sign) {
        Seen<Finding> seen = signs.get(sign);
        return seen != null && seen.value() == PRESENT;
    }

    /** Returns the sides with radicular symptoms; UNKNOWN where only that is known. */
    public Set<Side> radicularSides() {
        return radicular == null ? Set.of() : radicular.value();
    }

    private boolean is(StraightLegRaiseResult result, Side side) {
        Seen<StraightLegRaiseResult> seen = straightLegRaise.get(side);
        return seen != null && seen.value() == result;
    }

    private static boolean weak(MotorSite site, int grade, Exam baseline) {
        return grade < baseline.motor().getOrDefault(site, FULL_POWER);
    }

    private static boolean numb(SensorySite site, SensationResult result, Exam baseline) {
        return result.compareTo(baseline.sensation().getOrDefault(site, NORMAL)) > 0;
    }

    // A finding of unknown site ends when its kind is examined on both sides and found no worse than the baseline.

    private Set<Side> legsRaised() {
        return straightLegRaiseDemonstrated() ? Set.of(Side.UNKNOWN) : Set.of();
    }

    private Set<MotorSite> powerShown(Map<MotorSite, ?> before, Exam baseline) {
        Set<MotorSite> shown = new HashSet<>();
        Set<Side> sides = new HashSet<>();
        motor.keySet().forEach(site -> sides.add(site.side()));
        boolean normal = motor.entrySet().stream()
                .noneMatch(entry -> weak(entry.getKey(), entry.getValue().value(), baseline));
        if (normal && sides.contains(LEFT) && sides.contains(RIGHT)) {
            for (MotorSite site : before.keySet()) {
                boolean again = site.movement() == Movement.UNKNOWN
                        || motor.keySet().stream().anyMatch(now -> now.movement() == site.movement());
                if (!site.located() && again) {
                    shown.add(site);
                }
            }
        }
        return shown;
    }

    private Set<SensorySite> sensationShown(Map<SensorySite, ?> before, Exam baseline) {
        Set<SensorySite> shown = new HashSet<>();
        Set<Side> sides = new HashSet<>();
        sensation.keySet().forEach(site -> sides.add(site.side()));
        boolean normal = sensation.entrySet().stream()
                .noneMatch(entry -> numb(entry.getKey(), entry.getValue().value(), baseline));
        if (normal && sides.contains(LEFT) && sides.contains(RIGHT)) {
            for (SensorySite site : before.keySet()) {
                boolean again = site.region() == Region.UNKNOWN
                        || sensation.keySet().stream().anyMatch(now -> now.region() == site.region());
                if (!site.located() && again) {
                    shown.add(site);
                }
            }
        }
        return shown;
    }

    /** An answer with an UNKNOWN side takes no side away; it counts as a side of its own only where it is alone. */
    private @Nullable Seen<Set<Side>> radicularAfter(@Nullable Seen<Set<Side>> later) {
        if (later == null || !later.value().contains(Side.UNKNOWN)) {
            return later == null ? radicular : later;
        }
        Set<Side> sides = new TreeSet<>(radicularSides());
        sides.addAll(later.value());
        if (later.value().size() > 1 && !radicularSides().contains(Side.UNKNOWN)) {
            sides.remove(Side.UNKNOWN);
        }
        return new Seen<>(SortedCopies.set(sides), later.eventId());
    }

    private static @Nullable Seen<Set<Side>> united(
            @Nullable Seen<Set<Side>> before, @Nullable Set<Side> sides, String eventId) {
        if (sides == null || before == null) {
            return sides == null ? before : new Seen<>(sides, eventId);
        }
        Set<Side> all = new TreeSet<>(before.value());
        all.addAll(sides);
        boolean adds = before.value().isEmpty() && !sides.isEmpty();
        return new Seen<>(SortedCopies.set(all), adds ? eventId : before.eventId());
    }

    private static <K extends Comparable<? super K>, V> Map<K, Seen<V>> worse(
            Map<K, Seen<V>> before, Map<K, V> examined, String eventId, Comparator<? super V> badness) {
        if (examined.isEmpty()) {
            return before;
        }
        Map<K, Seen<V>> together = new TreeMap<>(before);
        examined.forEach((component, value) -> together.merge(
                component,
                new Seen<>(value, eventId),
                (one, other) -> badness.compare(one.value(), other.value()) >= 0 ? one : other));
        return together;
    }

    private static <K extends Comparable<? super K>, V> Map<K, Seen<V>> merged(
            Map<K, Seen<V>> before, Map<K, Seen<V>> later, Set<K> ended) {
        if (later.isEmpty()) {
            return before;
        }
        if (before.isEmpty()) {
            return later;
        }
        Map<K, Seen<V>> after = new TreeMap<>(before);
        after.keySet().removeAll(ended);
        after.putAll(later);
        return after;
    }
}

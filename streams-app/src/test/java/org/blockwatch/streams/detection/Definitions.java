package org.blockwatch.streams.detection;

import static org.blockwatch.event.CareEventKind.ANTICOAGULANT_GIVEN;
import static org.blockwatch.event.CareEventKind.DIED;
import static org.blockwatch.event.CareEventKind.MRI_PERFORMED;
import static org.blockwatch.event.CareEventKind.SEIZURE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.blockwatch.clinical.Anticoagulation;
import org.blockwatch.clinical.Assessment;
import org.blockwatch.clinical.Care;
import org.blockwatch.clinical.Exam;
import org.blockwatch.clinical.MotorSite;
import org.blockwatch.clinical.Procedure;
import org.blockwatch.clinical.SensorySite;
import org.blockwatch.clinical.Sign;
import org.blockwatch.clinical.Statement;
import org.blockwatch.clinical.Vitals;
import org.blockwatch.clinical.news2.News2Parameter;
import org.blockwatch.clinical.news2.News2Score;
import org.blockwatch.clinical.news2.Observations;
import org.blockwatch.event.Aspiration;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.Consciousness;
import org.blockwatch.event.Finding;
import org.blockwatch.event.Guidance;
import org.blockwatch.event.Laterality;
import org.blockwatch.event.Modality;
import org.blockwatch.event.Movement;
import org.blockwatch.event.Region;
import org.blockwatch.event.SensationResult;
import org.blockwatch.event.Side;
import org.blockwatch.event.StraightLegRaiseResult;

/**
 * The page, said again: what is open at an instant, each time from all statements and by their definitions, with nothing
 * remembered from one to the next. Slow, and with the numbers of the standard protocol written out. The engine, which
 * remembers, must agree with it.
 */
final class Definitions {

    private final String patientId;
    private final List<Statement> statements;
    private final Instant now;

    Definitions(String patientId, List<Statement> statements, Instant now) {
        this.patientId = patientId;
        this.statements = statements.stream().sorted(Statement.ORDER).toList();
        this.now = now;
    }

    /** Block, rule and priority of every condition that holds. */
    Set<String> open() {
        Set<String> open = new HashSet<>();
        if (statements.stream().anyMatch(s -> s instanceof Care care && care.kind() == DIED)) {
            return open;
        }
        List<Clock> clocks = realBlocks();
        implicitBlock(clocks).ifPresent(clocks::add);
        List<Clock> openNow = clocks.stream().filter(clock -> clock.isOpen(now)).toList();
        Clock latest = openNow.stream()
                .max(Comparator.comparing((Clock clock) -> clock.t0).thenComparing(clock -> clock.blockId))
                .orElse(null);
        for (Clock clock : openNow) {
            new Rules(clock, clock == latest)
                    .holding()
                    .forEach((rule, priority) -> open.add(clock.blockId + " " + rule + " " + priority));
        }
        return open;
    }

    /** Whether the block of a name is one of the patient's, and open. */
    boolean isOpen(String blockId) {
        List<Clock> clocks = realBlocks();
        implicitBlock(clocks).ifPresent(clocks::add);
        return statements.stream().noneMatch(s -> s instanceof Care care && care.kind() == DIED)
                && clocks.stream().anyMatch(clock -> clock.blockId.equals(blockId) && clock.isOpen(now));
    }

    /** Whether a rule holds for an open block. */
    boolean holds(String blockId, String rule) {
        return open().stream().anyMatch(held -> held.startsWith(blockId + " " + rule + " "));
    }

    /** The same statements as far as they were so by then, at an earlier instant. A block counts from its first dose. */
    Definitions at(Instant earlier) {
        List<Statement> until = statements.stream()
                .filter(s -> !(s instanceof Procedure block ? block.startedAt() : s.occurredAt()).isAfter(earlier))
                .toList();
        return new Definitions(patientId, until, earlier);
    }

    /** When the rules that say so themselves have been due, by block and rule, where they hold. */
    Map<String, Instant> due() {
        Map<String, Instant> due = new TreeMap<>();
        List<Clock> clocks = realBlocks();
        implicitBlock(clocks).ifPresent(clocks::add);
        Set<String> open = open();
        for (Clock clock : clocks) {
            new Rules(clock, false).due().forEach((rule, at) -> {
                if (open.stream().anyMatch(held -> held.startsWith(clock.blockId + " " + rule + " "))) {
                    due.put(clock.blockId + " " + rule, at);
                }
            });
        }
        return due;
    }

    private List<Clock> realBlocks() {
        Map<String, Procedure> winners = new HashMap<>();
        for (Statement s : statements) {
            if (s instanceof Procedure procedure) {
                winners.put(procedure.blockId(), procedure); // in order, so the greatest (T0, eventId) stays
            }
        }
        List<Clock> clocks = new ArrayList<>();
        for (Procedure procedure : winners.values()) {
            clocks.add(new Clock(
                    procedure.blockId(),
                    procedure.startedAt(),
                    procedure.occurredAt(),
                    procedure,
                    baseline(procedure)));
        }
        clocks.forEach(clock -> clock.takeStatements(clocks));
        return clocks;
    }

    private Exam baseline(Procedure procedure) {
        if (procedure.baseline() != null) {
            return procedure.baseline();
        }
        Instant s0 = procedure.startedAt();
        List<Look> before =
                looks(statements.stream()
                                .filter(s -> s instanceof Assessment a && isStaffs(a))
                                .toList())
                        .stream()
                        .filter(look -> look.at.isBefore(s0) && !look.at.isBefore(s0.minus(hours(24))))
                        .toList();
        return before.isEmpty() ? null : before.get(before.size() - 1).asBaseline();
    }

    private Optional<Clock> implicitBlock(List<Clock> real) {
        Clock implicit = null;
        for (Statement s : statements) {
            if (!(s instanceof Assessment a) || (a.purpose() != AssessmentPurpose.POST_BLOCK && isStaffs(a))) {
                continue;
            }
            Exam baseline = real.stream()
                    .filter(clock -> !clock.s0.isAfter(a.occurredAt()))
                    .max(Comparator.comparing((Clock clock) -> clock.t0).thenComparing(clock -> clock.blockId))
                    .map(clock -> clock.baseline)
                    .orElse(Exam.EMPTY);
            Shown shown = new Shown(List.of(new Look(List.of(a))), baseline);
            boolean shows = shown.deficit()
                    || shown.present(Sign.SADDLE_ANAESTHESIA)
                    || shown.present(Sign.BLADDER_DYSFUNCTION)
                    || shown.present(Sign.BOWEL_DYSFUNCTION);
            boolean covered = real.stream().anyMatch(clock -> clock.wasOpenAfter(a))
                    || (implicit != null && implicit.wasOpenAfter(a));
            if (shows && !covered) {
                implicit = new Clock("implicit:" + patientId, a.occurredAt(), a.occurredAt(), null, baseline);
                implicit.openedByWord = !isStaffs(a);
                implicit.takeStatements(real);
            } else if (shows
                    && implicit != null
                    && implicit.t0.equals(a.occurredAt())
                    && a.purpose() == AssessmentPurpose.POST_BLOCK) {
                implicit.openedByWord = false; // one of staff at the same instant opens it as well
            }
        }
        return Optional.ofNullable(implicit);
    }

    /** A block, its clock, and the statements that belong to it. */
    private final class Clock {
        final String blockId;
        final Instant s0;
        final Instant t0;
        final Procedure procedure;
        final Exam baseline;
        final boolean documented;
        List<Statement> mine = List.of();
        List<Instant> arrivals = List.of();
        boolean openedByWord;
        Instant takenOverAt;

        Clock(String blockId, Instant s0, Instant t0, Procedure procedure, Exam baseline) {
            this.blockId = blockId;
            this.s0 = s0;
            this.t0 = t0;
            this.procedure = procedure;
            this.documented = baseline != null;
            this.baseline = baseline == null ? Exam.EMPTY : baseline;
        }

        boolean bilateralBlock() {
            return procedure != null && procedure.details().laterality() == Laterality.BILATERAL;
        }

        void takeStatements(List<Clock> all) {
            arrivals = all.stream()
                    .filter(other -> procedure == null || (other.t0.isAfter(t0) && !other.s0.isBefore(s0)))
                    .map(other -> other.s0)
                    .toList();
            List<Instant> laterStarts = all.stream()
                    .filter(other -> other.t0.isAfter(t0) && !other.s0.isBefore(s0))
                    .map(other -> other.s0)
                    .sorted()
                    .toList();
            List<Statement> taken = new ArrayList<>();
            int next = 0;
            for (Statement s : statements) {
                while (next < laterStarts.size()
                        && !laterStarts.get(next).isAfter(s.occurredAt())
                        && takenOverAt == null) {
                    handOver(laterStarts.get(next++), taken);
                }
                if (!s.occurredAt().isBefore(s0)) {
                    taken.add(s);
                }
            }
            while (next < laterStarts.size() && takenOverAt == null) {
                handOver(laterStarts.get(next++), taken);
            }
            mine = taken;
        }

        private void handOver(Instant at, List<Statement> before) {
            if (!shown(before).deficit() && episode(before, at) == null) {
                takenOverAt = at;
            }
        }

        boolean openAt(Instant at, List<Statement> known) {
            return at.isBefore(t0.plus(hours(72))) || outlasts(at, known);
        }

        private boolean outlasts(Instant at, List<Statement> known) {
            Instant end = t0.plus(hours(72));
            Instant deficitSince = counts(known) ? since(known, Shown::deficit) : null;
            Instant episode = episode(known, at);
            return (deficitSince != null && deficitSince.isBefore(end)) || (episode != null && episode.isBefore(end));
        }

        boolean isOpen(Instant at) {
            return (takenOverAt == null || at.isBefore(takenOverAt)) && !hasClosedAtHome(at) && openAt(at, mine);
        }

        /** Whether there was an instant from 72 h on at which the patient was at home and nothing kept the block open. */
        private boolean hasClosedAtHome(Instant by) {
            Instant end = t0.plus(hours(72));
            return Stream.of(
                            Stream.of(end),
                            mine.stream().filter(s -> !(s instanceof Vitals)).map(Statement::occurredAt),
                            arrivals.stream())
                    .flatMap(instants -> instants)
                    .filter(instant -> !instant.isBefore(end) && !instant.isAfter(by))
                    .anyMatch(instant -> {
                        List<Statement> known = until(instant);
                        return stay(instant).homeSince != null && !outlasts(instant, known);
                    });
        }

        private List<Statement> until(Instant instant) {
            return mine.stream().filter(s -> !s.occurredAt().isAfter(instant)).toList();
        }

        /** Where the patient is after all events up to an instant. */
        Where stay(Instant upTo) {
            TreeMap<Instant, Boolean> back = new TreeMap<>(); // whether what is stated then leaves the patient in house
            for (Statement s : statements) {
                boolean before = s.occurredAt().isBefore(s0);
                if (s instanceof Care care && (!before || (procedure == null && !openedByWord))) {
                    switch (care.kind()) {
                        case ARRIVED, DISCHARGE_CANCELLED -> back.put(care.occurredAt(), true);
                        case DISCHARGED -> back.putIfAbsent(care.occurredAt(), false);
                        default -> {}
                    }
                }
            }
            for (Instant arrival : arrivals) {
                if (!arrival.isBefore(s0) || (procedure == null && !openedByWord)) {
                    back.put(arrival, true);
                }
            }
            Where where = new Where(openedByWord ? t0 : null, null);
            for (Map.Entry<Instant, Boolean> event : back.headMap(upTo, true).entrySet()) {
                if (event.getValue()) {
                    where = where.homeSince == null ? where : new Where(null, event.getKey());
                } else if (where.homeSince == null) {
                    where = new Where(event.getKey(), where.returnedAt);
                }
            }
            return where;
        }

        /** Whether the deficit, if there is one, is not left to the follow-up. */
        boolean counts(List<Statement> known) {
            Shown shown = shown(known);
            boolean home = stay(known == mine ? Instant.MAX : lastOf(known)).homeSince != null;
            return shown.deficit() && (!home || shown.grave() || seenAt(known) != null);
        }

        private Instant lastOf(List<Statement> known) {
            return known.isEmpty() ? s0 : known.get(known.size() - 1).occurredAt();
        }

        /** By when the deficit is known to persist; null where it is not. */
        Instant seenAt(List<Statement> known) {
            for (Statement s : known) {
                boolean stated = s instanceof Assessment a
                        && !a.occurredAt().isBefore(t0.plus(hours(3)))
                        && new Shown(List.of(new Look(List.of(a))), baseline).deficit();
                boolean left = s instanceof Care care
                        && care.kind() == CareEventKind.DISCHARGED
                        && !care.occurredAt().isBefore(t0.plus(hours(4)))
                        && shown(known.stream()
                                        .filter(other -> !other.occurredAt().isAfter(care.occurredAt()))
                                        .toList())
                                .deficit();
                if (stated || left) {
                    return s.occurredAt();
                }
            }
            return null;
        }

        /** Whether it is open at the time of an assessment, that assessment considered. */
        boolean wasOpenAfter(Assessment a) {
            if (a.occurredAt().isBefore(s0)
                    || (takenOverAt != null && !a.occurredAt().isBefore(takenOverAt))) {
                return false;
            }
            List<Statement> known = mine.stream()
                    .filter(s -> !s.occurredAt().isAfter(a.occurredAt()))
                    .toList();
            return !hasClosedAtHome(a.occurredAt()) && openAt(a.occurredAt(), known);
        }

        Shown shown(List<Statement> known) {
            return new Shown(looks(known), baseline);
        }

        /** Since when the latest pictures, without a break, show something; null where the latest does not. */
        Instant since(List<Statement> known, Predicate<Shown> what) {
            List<Look> all = looks(known);
            Instant since = null;
            for (int i = all.size(); i > 0 && what.test(new Shown(all.subList(0, i), baseline)); i--) {
                since = all.get(i - 1).at;
            }
            return since;
        }

        /** The beginning of the red-flag episode open at an instant, from what is known; null where none is. */
        Instant episode(List<Statement> known, Instant at) {
            Instant counts = t0.plus(hours(4));
            Instant began = null;
            List<Instant> instants =
                    known.stream().map(Statement::occurredAt).distinct().toList();
            for (int i = 0; i <= instants.size(); i++) {
                Instant next = i == instants.size() ? null : instants.get(i);
                List<Statement> before = known.stream()
                        .filter(s -> next == null || s.occurredAt().isBefore(next))
                        .toList();
                boolean passes = next == null ? !counts.isAfter(at) : counts.isBefore(next);
                if (began == null && bilateralBlock() && passes && shown(before).bilateral()) {
                    began = counts;
                }
                if (next == null) {
                    break;
                }
                List<Statement> after = known.stream()
                        .filter(s -> !s.occurredAt().isAfter(next))
                        .toList();
                boolean flag = flag(after, next);
                boolean examined = after.stream()
                        .anyMatch(s -> s instanceof Assessment && s.occurredAt().equals(next));
                if (began == null && examined && flag) {
                    began = next;
                } else if (began != null && !flag && imagedAfter(after, began)) {
                    began = null;
                }
            }
            return began;
        }

        private boolean imagedAfter(List<Statement> known, Instant began) {
            return known.stream()
                    .anyMatch(s -> s instanceof Care c
                            && c.kind() == MRI_PERFORMED
                            && c.occurredAt().isAfter(began));
        }

        private boolean flag(List<Statement> known, Instant at) {
            Shown shown = shown(known);
            return shown.saddle()
                    || shown.present(Sign.BLADDER_DYSFUNCTION)
                    || shown.present(Sign.BOWEL_DYSFUNCTION)
                    || progressive(known)
                    || (shown.bilateral() && (!bilateralBlock() || !at.isBefore(t0.plus(hours(4)))));
        }

        private boolean progressive(List<Statement> known) {
            Shown shown = shown(known);
            for (Look look : looks(known)) {
                if (look.at.isBefore(t0.plus(minutes(30)))) {
                    continue;
                }
                for (Side side : List.of(Side.LEFT, Side.RIGHT)) {
                    if (look.raises.get(side) == StraightLegRaiseResult.ABLE
                            && !look.saidUnable.contains(side)
                            && shown.unable.contains(side)) {
                        return true;
                    }
                }
                for (Map.Entry<MotorSite, Integer> graded : look.motor.entrySet()) {
                    boolean located = graded.getKey().side() != Side.UNKNOWN;
                    if (located && shown.motor.get(graded.getKey()) < graded.getValue()) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** Where the patient is. */
    private record Where(Instant homeSince, Instant returnedAt) {}

    /** What all assessments of one instant found: of each component the worse; apart from it what the patient said. */
    private static final class Look {
        final Instant at;
        final List<Assessment> parts;
        final Map<Side, StraightLegRaiseResult> raises = new HashMap<>();
        final Map<MotorSite, Integer> motor = new TreeMap<>();
        final Map<SensorySite, SensationResult> sensation = new TreeMap<>();
        final Map<Sign, Finding> signs = new HashMap<>();
        final Set<Side> saidUnable = new HashSet<>();
        final Map<SensorySite, SensationResult> saidSensation = new TreeMap<>();
        final Set<Sign> saidSigns = new HashSet<>();
        final Set<Side> saidRadicular = new HashSet<>();
        Set<Side> radicular;

        Look(List<Assessment> all) {
            this.at = all.get(0).occurredAt();
            this.parts = all.stream().filter(Definitions::isStaffs).toList();
            all.stream().filter(a -> !isStaffs(a)).forEach(this::hear);
            for (Assessment a : parts) {
                for (Side side : a.exam().straightLegRaise().keySet()) {
                    raises.merge(side, raise(a, side), (x, y) -> x == StraightLegRaiseResult.UNABLE ? x : y);
                }
                a.exam().motor().forEach((site, grade) -> motor.merge(site, grade, Math::min));
                a.exam()
                        .sensation()
                        .forEach((site, felt) ->
                                sensation.merge(site, felt, (x, y) -> x.ordinal() > y.ordinal() ? x : y));
                a.exam()
                        .signs()
                        .forEach((sign, finding) -> signs.merge(sign, finding, (x, y) -> x == Finding.PRESENT ? x : y));
                if (a.exam().radicular() != null) {
                    radicular = radicular == null ? new HashSet<>() : radicular;
                    radicular.addAll(a.exam().radicular());
                }
            }
        }

        /** Of the patient's word is taken what speaks against, and how the skin feels. */
        private void hear(Assessment a) {
            a.exam().straightLegRaise().forEach((side, result) -> {
                if (result == StraightLegRaiseResult.UNABLE) {
                    saidUnable.add(side);
                }
            });
            a.exam().sensation().forEach((site, felt) -> {
                if (site.modality() == Modality.NUMBNESS || site.modality() == Modality.UNKNOWN) {
                    saidSensation.merge(site, felt, (x, y) -> x.ordinal() > y.ordinal() ? x : y);
                }
            });
            a.exam().signs().forEach((sign, finding) -> {
                if (finding == Finding.PRESENT) {
                    saidSigns.add(sign);
                }
            });
            if (a.exam().radicular() != null) {
                saidRadicular.addAll(a.exam().radicular());
            }
        }

        /** A baseline takes the better of two entries, and no unknown site. */
        Exam asBaseline() {
            Exam.Builder better = new Exam.Builder();
            Map<MotorSite, Integer> grades = new TreeMap<>();
            Map<SensorySite, SensationResult> feels = new TreeMap<>();
            for (Assessment a : parts) {
                a.baseline().motor().forEach((site, grade) -> grades.merge(site, grade, Math::max));
                a.baseline()
                        .sensation()
                        .forEach((site, felt) -> feels.merge(site, felt, (x, y) -> x.ordinal() < y.ordinal() ? x : y));
            }
            grades.forEach((site, grade) -> better.motor(site.side(), site.movement(), grade));
            feels.forEach((site, felt) -> better.sensation(site.side(), site.region(), site.modality(), felt));
            return better.exam();
        }

        /** Whether both sides have entries, and the movement or region was looked at where it is known. */
        boolean ends(MotorSite unknown, Exam baseline) {
            return motor.keySet().stream().anyMatch(site -> site.side() == Side.LEFT)
                    && motor.keySet().stream().anyMatch(site -> site.side() == Side.RIGHT)
                    && motor.entrySet().stream()
                            .allMatch(graded -> graded.getKey().side() != Side.UNKNOWN
                                    && graded.getValue() >= baseline.motor().getOrDefault(graded.getKey(), 5))
                    && (unknown.movement() == Movement.UNKNOWN
                            || motor.keySet().stream().anyMatch(site -> site.movement() == unknown.movement()));
        }

        boolean ends(SensorySite unknown, Exam baseline) {
            return sensation.keySet().stream().anyMatch(site -> site.side() == Side.LEFT)
                    && sensation.keySet().stream().anyMatch(site -> site.side() == Side.RIGHT)
                    && sensation.entrySet().stream()
                            .allMatch(felt -> felt.getKey().side() != Side.UNKNOWN
                                    && felt.getValue().ordinal()
                                            <= baseline.sensation()
                                                    .getOrDefault(felt.getKey(), SensationResult.NORMAL)
                                                    .ordinal())
                    && (unknown.region() == Region.UNKNOWN
                            || sensation.keySet().stream().anyMatch(site -> site.region() == unknown.region()));
        }

        boolean raisesBoth() {
            return raises.get(Side.LEFT) == StraightLegRaiseResult.ABLE
                    && raises.get(Side.RIGHT) == StraightLegRaiseResult.ABLE
                    && !raises.containsKey(Side.UNKNOWN);
        }
    }

    /** What the latest of every component shows after some assessments. */
    private static final class Shown {
        final Map<Side, StraightLegRaiseResult> raises = new HashMap<>();
        final Map<MotorSite, Integer> motor = new TreeMap<>();
        final Map<SensorySite, SensationResult> sensation = new TreeMap<>();
        final Map<Sign, Finding> signs = new HashMap<>();
        Set<Side> radicular = Set.of();
        final Set<Side> unable = new HashSet<>();
        final Set<MotorSite> weak = new HashSet<>();
        final Set<SensorySite> numb = new HashSet<>();

        Shown(List<Look> looks, Exam baseline) {
            Map<SensorySite, SensationResult> found = new TreeMap<>(); // by staff alone
            for (Look look : looks) {
                if (look.raisesBoth()) {
                    raises.remove(Side.UNKNOWN);
                }
                motor.keySet().removeIf(site -> site.side() == Side.UNKNOWN && look.ends(site, baseline));
                sensation.keySet().removeIf(site -> site.side() == Side.UNKNOWN && look.ends(site, baseline));
                raises.putAll(look.raises);
                motor.putAll(look.motor);
                sensation.putAll(look.sensation);
                signs.putAll(look.signs);
                if (look.radicular != null) {
                    Set<Side> sides = new HashSet<>(look.radicular);
                    if (sides.contains(Side.UNKNOWN)) {
                        if (sides.size() > 1) {
                            sides.remove(Side.UNKNOWN);
                        }
                        sides.addAll(radicular);
                    }
                    radicular = sides;
                }
                found.keySet().removeIf(site -> site.side() == Side.UNKNOWN && look.ends(site, baseline));
                found.putAll(look.sensation);
                hear(look, found);
            }
            raises.forEach((side, result) -> {
                if (result == StraightLegRaiseResult.UNABLE) {
                    unable.add(side);
                }
            });
            motor.forEach((site, grade) -> {
                if (grade < baseline.motor().getOrDefault(site, 5)) {
                    weak.add(site);
                }
            });
            sensation.forEach((site, result) -> {
                if (result.ordinal()
                        > baseline.sensation()
                                .getOrDefault(site, SensationResult.NORMAL)
                                .ordinal()) {
                    numb.add(site);
                }
            });
        }

        /** The patient's word betters the back only, and there not what staff found at the same instant. */
        private void hear(Look look, Map<SensorySite, SensationResult> found) {
            look.saidUnable.forEach(side -> raises.put(side, StraightLegRaiseResult.UNABLE));
            look.saidSigns.forEach(sign -> signs.put(sign, Finding.PRESENT));
            look.saidSensation.forEach((site, felt) -> {
                boolean back = site.region() == Region.BACK && site.side() != Side.UNKNOWN;
                SensationResult limit = (back ? look.sensation : found).getOrDefault(site, SensationResult.NORMAL);
                sensation.put(site, felt.ordinal() > limit.ordinal() ? felt : limit);
                if (back && felt == SensationResult.NORMAL) {
                    sensation.replaceAll((other, before) -> other.side() == site.side()
                                    && other.region() == Region.BACK
                                    && other.modality() != Modality.NUMBNESS
                                    && !look.sensation.containsKey(other)
                            ? SensationResult.NORMAL
                            : before);
                }
            });
            if (!look.saidRadicular.isEmpty()) {
                Set<Side> sides = new HashSet<>(radicular);
                sides.addAll(look.saidRadicular);
                if (look.saidRadicular.size() > 1 && !radicular.contains(Side.UNKNOWN)) {
                    sides.remove(Side.UNKNOWN);
                }
                radicular = sides;
            }
        }

        boolean grave() {
            return motorDeficit() || numb.stream().anyMatch(site -> site.region() != Region.BACK);
        }

        boolean motorDeficit() {
            return !unable.isEmpty() || !weak.isEmpty();
        }

        boolean deficit() {
            return motorDeficit() || !numb.isEmpty();
        }

        boolean demonstrated() {
            return raises.get(Side.LEFT) == StraightLegRaiseResult.ABLE
                    && raises.get(Side.RIGHT) == StraightLegRaiseResult.ABLE
                    && !unable.contains(Side.UNKNOWN);
        }

        boolean motorRecovered() {
            return demonstrated() && !motorDeficit();
        }

        boolean recovered() {
            return motorRecovered() && numb.isEmpty();
        }

        boolean present(Sign sign) {
            return signs.get(sign) == Finding.PRESENT;
        }

        boolean saddle() {
            return present(Sign.SADDLE_ANAESTHESIA)
                    || numb.stream().anyMatch(site -> site.region() == Region.S3 || site.region() == Region.S4_S5);
        }

        boolean bilateral() {
            return affected(Side.LEFT) && affected(Side.RIGHT);
        }

        private boolean affected(Side side) {
            return unable.contains(side)
                    || radicular.contains(side)
                    || weak.stream().anyMatch(site -> site.side() == side)
                    || numb.stream().anyMatch(site -> site.side() == side && site.region() != Region.BACK);
        }
    }

    /** The table. */
    private final class Rules {
        final Clock clock;
        final boolean latest;
        final List<Statement> mine;
        final List<Look> looks;
        final Shown shown;
        final List<Look> staffs;
        final Where where;
        final Map<String, String> holding = new TreeMap<>();

        Rules(Clock clock, boolean latest) {
            this.clock = clock;
            this.latest = latest;
            this.mine = clock.mine;
            this.looks = looks(mine);
            this.shown = clock.shown(mine);
            this.staffs = looks(mine.stream()
                    .filter(s -> s instanceof Assessment a && isStaffs(a))
                    .toList());
            this.where = clock.stay(Instant.MAX);
        }

        Map<String, String> holding() {
            boolean deficit = shown.deficit();
            Anticoagulation stated =
                    clock.procedure == null ? null : clock.procedure.details().anticoagulation();
            boolean given = latest(ANTICOAGULANT_GIVEN) != null;
            boolean anticoagulated = given || stated == Anticoagulation.YES;
            boolean from4 = from(hours(4));
            Instant deficitSince = clock.since(mine, Shown::deficit);
            Instant episode = clock.episode(mine, now);
            boolean home = where.homeSince != null;
            boolean counts = clock.counts(mine);
            hold("R1", from4 && !from(hours(24)) && counts, shown.motorDeficit() || anticoagulated ? "HIGH" : "MEDIUM");
            hold("R2", from(hours(24)) && !from(hours(48)) && counts, "HIGH");
            hold("R3", from(hours(48)) && counts, "HIGH");
            hold("R4", episode != null, "HIGH");
            hold(
                    "R5",
                    counts && anyPicture((look, s) -> s.recovered() && !look.at.isBefore(clock.t0.plus(minutes(30)))),
                    "HIGH");
            hold("R6", !from4 && !shown.unable.isEmpty(), "MEDIUM");
            hold(
                    "R7",
                    !shown.radicular.isEmpty()
                            || shown.numb.stream()
                                    .anyMatch(site -> site.side() != Side.UNKNOWN && site.region() != Region.BACK),
                    "MEDIUM");
            hold("R8", atypical(), "MEDIUM");
            hold("R9", !home && in("MOBILISATION", "ORDERED", "STARTED") && !shown.motorRecovered(), "MEDIUM");
            hold("R10", isLeaving() && !shown.motorRecovered(), "HIGH");
            hold("R11", !home && in("TRANSFERRED", "_UNMONITORED") && !shown.demonstrated(), "HIGH");
            hold("R12", !home && from4 && !deficit && !shown.demonstrated(), anticoagulated ? "HIGH" : "MEDIUM");
            overdue();
            Instant complete = deficitSince == null
                    ? null
                    : later(clock.t0.plus(hours(4)), deficitSince).plus(minutes(30));
            if (complete != null && where.returnedAt != null) {
                complete = later(complete, where.returnedAt);
            }
            hold("R14", !home && deficit && reached(complete) && !examinedAll(), "MEDIUM");
            boolean real = clock.procedure != null;
            hold("R15", real && !clock.documented && from(Duration.ZERO), "LOW");
            hold("R16", real && (risky(clock.procedure) || (!given && stated == Anticoagulation.NOT_STATED)), "LOW");
            vitals();
            Care mri = latest(MRI_PERFORMED);
            boolean flagOverdue = episode != null
                    && reached(episode.plus(hours(4)))
                    && (mri == null || mri.occurredAt().isBefore(episode));
            boolean dayOverdue = counts
                    && from(hours(28))
                    && (mri == null || mri.occurredAt().isBefore(clock.t0.plus(hours(24))));
            hold("R19", flagOverdue || dayOverdue, "HIGH");
            hold(
                    "R20",
                    !staffs.isEmpty()
                            && staffs.get(staffs.size() - 1).parts.stream().anyMatch(Definitions::contradicts),
                    "LOW");
            return holding;
        }

        /** Of R1, R2, R4, R13 and R14, whether they hold or not. */
        Map<String, Instant> due() {
            Map<String, Instant> due = new TreeMap<>();
            Instant since = clock.since(mine, Shown::deficit);
            if (since != null) {
                Instant seen = where.homeSince != null && !shown.grave() ? clock.seenAt(mine) : null;
                for (Map.Entry<String, Integer> rule : Map.of("R1", 4, "R2", 24).entrySet()) {
                    Instant from = later(clock.t0.plus(hours(rule.getValue())), since);
                    from = where.returnedAt == null ? from : later(from, where.returnedAt);
                    due.put(rule.getKey(), seen == null ? from : later(from, seen));
                }
                Instant complete = later(clock.t0.plus(hours(4)), since).plus(minutes(30));
                due.put("R14", where.returnedAt == null ? complete : later(complete, where.returnedAt));
            }
            Instant episode = clock.episode(mine, now);
            if (episode != null) {
                due.put("R4", episode);
            }
            Instant overdue = where.homeSince == null ? dueInHouse().plus(minutes(15)) : dueAtHome();
            if (overdue != null) {
                due.put("R13", where.homeSince == null ? overdue : overdue.plus(hours(1)));
            }
            return due;
        }

        private boolean atypical() {
            Shown found = new Shown(staffs, clock.baseline);
            if (found.motorDeficit() && found.numb.isEmpty() && anyOfStaffs(s -> !s.numb.isEmpty())) {
                return true;
            }
            return found.numb.stream()
                    .filter(site -> site.modality() == Modality.LIGHT_TOUCH)
                    .anyMatch(touch -> Arrays.asList(Modality.PINPRICK, Modality.TEMPERATURE).stream()
                            .anyMatch(modality -> {
                                SensorySite other = new SensorySite(touch.side(), touch.region(), modality);
                                return !found.numb.contains(other) && anyOfStaffs(s -> s.numb.contains(other));
                            }));
        }

        private boolean anyOfStaffs(Predicate<Shown> what) {
            for (int i = 1; i <= staffs.size(); i++) {
                if (what.test(new Shown(staffs.subList(0, i), clock.baseline))) {
                    return true;
                }
            }
            return false;
        }

        /** Whether the latest event about going home, or one of several at its instant, is going home. */
        private boolean isLeaving() {
            TreeMap<Instant, Boolean> leaving = new TreeMap<>();
            clock.arrivals.stream()
                    .filter(arrival -> !arrival.isBefore(clock.s0))
                    .forEach(arrival -> leaving.put(arrival, false));
            for (Statement s : mine) {
                if (s instanceof Care care) {
                    switch (care.kind()) {
                        case DISCHARGE_ORDERED, DISCHARGED -> leaving.put(care.occurredAt(), true);
                        case DISCHARGE_CANCELLED, ARRIVED -> leaving.putIfAbsent(care.occurredAt(), false);
                        default -> {}
                    }
                }
            }
            return !leaving.isEmpty() && leaving.lastEntry().getValue();
        }

        private Instant dueAtHome() {
            Instant due = null;
            for (int slot : new int[] {48, 24, 4}) {
                Instant at = clock.t0.plus(hours(slot));
                boolean answered = looks.stream().anyMatch(look -> !look.at.isBefore(at.minus(hours(1))));
                if (!at.isBefore(where.homeSince) && !answered) {
                    due = at;
                }
            }
            return due;
        }

        private void overdueAtHome() {
            Instant due = dueAtHome();
            boolean late = due != null && reached(due.plus(hours(1)));
            hold("R13", late && !shown.recovered(), late && reached(due.plus(hours(3))) ? "MEDIUM" : "LOW");
        }

        private void overdue() {
            if (where.homeSince != null) {
                overdueAtHome();
                return;
            }
            Instant due = dueInHouse();
            hold(
                    "R13",
                    !shown.recovered() && reached(due.plus(minutes(15))),
                    reached(due.plus(minutes(45))) ? "MEDIUM" : "LOW");
        }

        private Instant dueInHouse() {
            Instant last = staffs.isEmpty() ? clock.t0 : later(staffs.get(staffs.size() - 1).at, clock.t0);
            last = where.returnedAt == null ? last : later(last, where.returnedAt);
            boolean onlyBack = shown.motorRecovered()
                    && clock.episode(mine, now) == null
                    && shown.numb.stream().allMatch(site -> site.region() == Region.BACK);
            Duration wait = minutes(30);
            if (last.isBefore(clock.t0.plus(hours(1)))) {
                wait = minutes(15);
            } else if (onlyBack && !last.isBefore(clock.t0.plus(hours(4)))) {
                wait = hours(4);
            }
            return last.plus(wait);
        }

        private void vitals() {
            List<Vitals> all = mine.stream()
                    .filter(Vitals.class::isInstance)
                    .map(Vitals.class::cast)
                    .toList();
            if (all.isEmpty()) {
                toxicity(all);
                return;
            }
            Instant last = all.get(all.size() - 1).occurredAt();
            toxicity(all);
            if (!latest) {
                return;
            }
            Map<News2Parameter, Integer> points = points(all, last, hours(24), true);
            int sum = points.values().stream().mapToInt(Integer::intValue).sum();
            hold("R17", sum >= 5 || points.containsValue(3), sum >= 7 ? "HIGH" : "MEDIUM");
            List<Vitals> reporting =
                    all.stream().filter(v -> v.reportedNews2() != null).toList();
            if (!reporting.isEmpty()) {
                Instant then = reporting.get(reporting.size() - 1).occurredAt();
                int reported = reporting.stream()
                        .filter(v -> v.occurredAt().equals(then))
                        .mapToInt(Vitals::reportedNews2)
                        .max()
                        .orElseThrow();
                Map<News2Parameter, Integer> recomputed = points(all, then, minutes(60), false);
                int score =
                        recomputed.values().stream().mapToInt(Integer::intValue).sum();
                hold(
                        "R21",
                        !then.isBefore(last.minus(minutes(60))) && recomputed.size() == 7 && score != reported,
                        "LOW");
            }
        }

        /** The points of each parameter's latest value up to an instant, unless it is too old. */
        private Map<News2Parameter, Integer> points(List<Vitals> all, Instant upTo, Duration within, boolean zeroOnly) {
            List<Vitals> oxygen = latestOf(all, upTo, News2Parameter.OXYGEN).stream()
                    .filter(v -> !v.occurredAt().isBefore(upTo.minus(within))
                            || (zeroOnly && v.observed().oxygen()))
                    .toList();
            Boolean breathed = oxygen.isEmpty()
                    ? null
                    : oxygen.stream().anyMatch(v -> v.observed().oxygen());
            Map<News2Parameter, Integer> points = new EnumMap<>(News2Parameter.class);
            for (News2Parameter parameter : News2Parameter.values()) {
                for (Vitals v : latestOf(all, upTo, parameter)) {
                    Observations o = v.observed();
                    Observations one = new Observations(
                            o.respiratoryRate(),
                            new Observations.Oxygenation(
                                    o.spo2(),
                                    o.spo2Scale(),
                                    parameter == News2Parameter.OXYGEN ? o.oxygen() : breathed),
                            o.systolic(),
                            o.heartRate(),
                            o.consciousness(),
                            o.temperature());
                    int scored = News2Score.of(one).byParameter().get(parameter);
                    boolean old = v.occurredAt().isBefore(upTo.minus(within));
                    if (!old || (zeroOnly && scored > 0)) {
                        points.merge(parameter, scored, Math::max);
                    }
                }
            }
            return points;
        }

        private List<Vitals> latestOf(List<Vitals> all, Instant upTo, News2Parameter parameter) {
            List<Vitals> measured = all.stream()
                    .filter(v -> !v.occurredAt().isAfter(upTo)
                            && v.observed().measured().contains(parameter))
                    .toList();
            return measured.stream()
                    .filter(v -> v.occurredAt()
                            .equals(measured.get(measured.size() - 1).occurredAt()))
                    .toList();
        }

        private void toxicity(List<Vitals> all) {
            Instant until = clock.t0.plus(minutes(60));
            Instant end = all.isEmpty() ? now : all.get(all.size() - 1).occurredAt();
            List<Vitals> systolic = latestOf(all, end, News2Parameter.SYSTOLIC);
            List<Vitals> rate = latestOf(all, end, News2Parameter.PULSE);
            List<Vitals> level = latestOf(all, end, News2Parameter.CONSCIOUSNESS);
            List<Vitals> bad = new ArrayList<>();
            systolic.stream().filter(v -> v.observed().systolic() <= 90).forEach(bad::add);
            rate.stream().filter(v -> v.observed().heartRate() <= 50).forEach(bad::add);
            level.stream()
                    .filter(v -> v.observed().consciousness() != Consciousness.A)
                    .forEach(bad::add);
            boolean seizing = mine.stream()
                    .anyMatch(s -> s instanceof Care care
                            && care.kind() == SEIZURE
                            && !care.occurredAt().isAfter(until)
                            && !(bad.isEmpty() && isLater(systolic, care) && isLater(rate, care)));
            hold("R18", seizing || bad.stream().anyMatch(v -> !v.occurredAt().isAfter(until)), "HIGH");
        }

        private boolean isLater(List<Vitals> measured, Care seizure) {
            return !measured.isEmpty() && measured.get(0).occurredAt().isAfter(seizure.occurredAt());
        }

        private boolean examinedAll() {
            for (Side side : List.of(Side.LEFT, Side.RIGHT)) {
                Set<Object> examined = new HashSet<>();
                for (Assessment a : assessments(mine)) {
                    if (!isStaffs(a) || a.occurredAt().isBefore(clock.t0.plus(hours(4)))) {
                        continue;
                    }
                    a.exam().motor().keySet().stream()
                            .filter(site -> site.side() == side)
                            .forEach(site -> examined.add(site.movement()));
                    a.exam().reflexes().keySet().stream()
                            .filter(site -> site.side() == side)
                            .forEach(site -> examined.add(site.reflex()));
                    a.exam().sensation().keySet().stream()
                            .filter(site -> site.side() == side)
                            .forEach(site -> examined.add("sensation"));
                    if (a.exam().straightLegRaise().containsKey(side)) {
                        examined.add("raise");
                    }
                }
                if (examined.size() < Movement.values().length - 1 + 2 + 1 + 1) {
                    return false;
                }
            }
            return true;
        }

        private boolean anyPicture(BiPredicate<Look, Shown> what) {
            for (int i = 1; i <= looks.size(); i++) {
                if (what.test(looks.get(i - 1), new Shown(looks.subList(0, i), clock.baseline))) {
                    return true;
                }
            }
            return false;
        }

        private Care latest(CareEventKind kind) {
            return latest(kind.name());
        }

        private Care latest(String prefix) {
            Care latest = null;
            for (Statement s : mine) {
                latest = s instanceof Care care && care.kind().name().startsWith(prefix) ? care : latest;
            }
            return latest;
        }

        /** Whether the latest event of a kind, or one of several at its instant, has such an ending. */
        private boolean in(String prefix, String... endings) {
            Care latest = latest(prefix);
            return latest != null
                    && (where.returnedAt == null || !latest.occurredAt().isBefore(where.returnedAt))
                    && mine.stream()
                            .anyMatch(s -> s instanceof Care care
                                    && care.occurredAt().equals(latest.occurredAt())
                                    && care.kind().name().startsWith(prefix)
                                    && Arrays.stream(endings)
                                            .anyMatch(care.kind().name()::endsWith));
        }

        private boolean from(Duration e) {
            return reached(clock.t0.plus(e));
        }

        private void hold(String rule, boolean holds, String priority) {
            if (holds) {
                holding.put(rule, priority);
            }
        }
    }

    private boolean reached(Instant instant) {
        return !now.isBefore(instant);
    }

    private static boolean risky(Procedure procedure) {
        return procedure.injected().guidance() != Guidance.FLUOROSCOPY_WITH_CONTRAST
                || procedure.injected().aspiration() != Aspiration.NEGATIVE
                || procedure.injected().injections().stream()
                        .anyMatch(i -> i.volumeMl() >= 0.5 || i.concentrationPercent() > 1.0);
    }

    private static boolean contradicts(Assessment a) {
        return a.exam().straightLegRaise().entrySet().stream()
                .anyMatch(raised -> raised.getValue() != raise(a, raised.getKey()));
    }

    private static StraightLegRaiseResult raise(Assessment a, Side side) {
        StraightLegRaiseResult result = a.exam().straightLegRaise().get(side);
        int hip = a.exam().motor().getOrDefault(new MotorSite(side, Movement.HIP_FLEXION), 5);
        return result == StraightLegRaiseResult.ABLE && hip <= 2 ? StraightLegRaiseResult.UNABLE : result;
    }

    private static boolean isStaffs(Assessment a) {
        return a.purpose() != AssessmentPurpose.PATIENT_REPORTED;
    }

    private static List<Look> looks(List<Statement> statements) {
        List<Look> looks = new ArrayList<>();
        List<Assessment> together = new ArrayList<>();
        for (Assessment a : assessments(statements)) {
            if (!together.isEmpty() && !together.get(0).occurredAt().equals(a.occurredAt())) {
                looks.add(new Look(List.copyOf(together)));
                together.clear();
            }
            together.add(a);
        }
        if (!together.isEmpty()) {
            looks.add(new Look(List.copyOf(together)));
        }
        return looks;
    }

    private static List<Assessment> assessments(List<Statement> statements) {
        return statements.stream()
                .filter(Assessment.class::isInstance)
                .map(Assessment.class::cast)
                .toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Duration hours(int hours) {
        return Duration.ofHours(hours);
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}

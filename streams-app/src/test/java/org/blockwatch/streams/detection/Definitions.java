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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.blockwatch.clinical.Assessment;
import org.blockwatch.clinical.Care;
import org.blockwatch.clinical.Exam;
import org.blockwatch.clinical.MotorSite;
import org.blockwatch.clinical.Procedure;
import org.blockwatch.clinical.SensorySite;
import org.blockwatch.clinical.Sign;
import org.blockwatch.clinical.Statement;
import org.blockwatch.clinical.Vitals;
import org.blockwatch.clinical.news2.News2Score;
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
        Exam latest = null;
        for (Statement s : statements) {
            if (s instanceof Assessment a
                    && a.occurredAt().isBefore(s0)
                    && !a.occurredAt().isBefore(s0.minus(hours(24)))) {
                latest = a.exam();
            }
        }
        return latest;
    }

    private Optional<Clock> implicitBlock(List<Clock> real) {
        Clock implicit = null;
        for (Statement s : statements) {
            if (!(s instanceof Assessment a) || a.purpose() != AssessmentPurpose.POST_BLOCK) {
                continue;
            }
            Exam baseline = real.stream()
                    .filter(clock -> !clock.s0.isAfter(a.occurredAt()))
                    .max(Comparator.comparing((Clock clock) -> clock.t0).thenComparing(clock -> clock.blockId))
                    .map(clock -> clock.baseline)
                    .orElse(Exam.EMPTY);
            Shown shown = new Shown(List.of(a), baseline);
            boolean shows = shown.deficit()
                    || shown.present(Sign.SADDLE_ANAESTHESIA)
                    || shown.present(Sign.BLADDER_DYSFUNCTION)
                    || shown.present(Sign.BOWEL_DYSFUNCTION);
            boolean covered = real.stream().anyMatch(clock -> clock.wasOpenAfter(a))
                    || (implicit != null && implicit.wasOpenAfter(a));
            if (shows && !covered) {
                implicit = new Clock("implicit:" + patientId, a.occurredAt(), a.occurredAt(), null, baseline);
                implicit.takeStatements(real);
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
            return procedure != null && procedure.laterality() == Laterality.BILATERAL;
        }

        void takeStatements(List<Clock> all) {
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
            Instant end = t0.plus(hours(72));
            Instant deficitSince = since(known, Shown::deficit);
            Instant episode = episode(known, at);
            return at.isBefore(end)
                    || (deficitSince != null && deficitSince.isBefore(end))
                    || (episode != null && episode.isBefore(end));
        }

        boolean isOpen(Instant at) {
            return (takenOverAt == null || at.isBefore(takenOverAt)) && openAt(at, mine);
        }

        /** Whether it is open at the time of an assessment, that assessment considered. */
        boolean wasOpenAfter(Assessment a) {
            if (a.occurredAt().isBefore(s0)
                    || (takenOverAt != null && !a.occurredAt().isBefore(takenOverAt))) {
                return false;
            }
            List<Statement> known = mine.stream()
                    .filter(s -> s.position().compareTo(a.position()) <= 0)
                    .toList();
            return openAt(a.occurredAt(), known);
        }

        Shown shown(List<Statement> known) {
            return new Shown(assessments(known), baseline);
        }

        /** Since when the latest pictures, without a break, show something; null where the latest does not. */
        Instant since(List<Statement> known, Predicate<Shown> what) {
            List<Assessment> all = assessments(known);
            Instant since = null;
            for (int i = all.size(); i > 0 && what.test(new Shown(all.subList(0, i), baseline)); i--) {
                since = all.get(i - 1).occurredAt();
            }
            return since;
        }

        /** The beginning of the red-flag episode open at an instant, from what is known; null where none is. */
        Instant episode(List<Statement> known, Instant at) {
            Instant counts = t0.plus(hours(4));
            Instant began = null;
            for (int i = 0; i <= known.size(); i++) {
                List<Statement> before = known.subList(0, i);
                boolean last = i == known.size();
                boolean passes = last
                        ? !counts.isAfter(at)
                        : counts.isBefore(known.get(i).occurredAt());
                if (began == null && bilateralBlock() && passes && shown(before).bilateral()) {
                    began = counts;
                }
                if (last) {
                    break;
                }
                Statement s = known.get(i);
                List<Statement> after = known.subList(0, i + 1);
                boolean flag = flag(after, s.occurredAt());
                if (s instanceof Assessment && began == null && flag) {
                    began = s.occurredAt();
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
            List<Assessment> settled = assessments(known).stream()
                    .filter(a -> !a.occurredAt().isBefore(t0.plus(minutes(30))))
                    .toList();
            for (Assessment a : settled) {
                for (Side side : Side.values()) {
                    if (raise(a, side) == StraightLegRaiseResult.ABLE && shown.unable.contains(side)) {
                        return true;
                    }
                }
                for (Map.Entry<MotorSite, Integer> graded : a.exam().motor().entrySet()) {
                    if (shown.motor.get(graded.getKey()) < graded.getValue()) {
                        return true;
                    }
                }
            }
            return false;
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

        Shown(List<Assessment> assessments, Exam baseline) {
            for (Assessment a : assessments) {
                for (Side side : a.exam().straightLegRaise().keySet()) {
                    raises.put(side, raise(a, side));
                }
                motor.putAll(a.exam().motor());
                sensation.putAll(a.exam().sensation());
                signs.putAll(a.exam().signs());
                radicular = a.exam().radicular() == null ? radicular : a.exam().radicular();
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

        boolean motorDeficit() {
            return !unable.isEmpty() || !weak.isEmpty();
        }

        boolean deficit() {
            return motorDeficit() || !numb.isEmpty();
        }

        boolean demonstrated() {
            return raises.get(Side.LEFT) == StraightLegRaiseResult.ABLE
                    && raises.get(Side.RIGHT) == StraightLegRaiseResult.ABLE;
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
        final List<Assessment> assessments;
        final Shown shown;
        final Map<String, String> holding = new TreeMap<>();

        Rules(Clock clock, boolean latest) {
            this.clock = clock;
            this.latest = latest;
            this.mine = clock.mine;
            this.assessments = assessments(mine);
            this.shown = clock.shown(mine);
        }

        Map<String, String> holding() {
            boolean deficit = shown.deficit();
            boolean anticoagulated = (clock.procedure != null && clock.procedure.anticoagulated())
                    || latest(ANTICOAGULANT_GIVEN) != null;
            boolean from4 = from(hours(4));
            Instant deficitSince = clock.since(mine, Shown::deficit);
            Instant episode = clock.episode(mine, now);
            hold(
                    "R1",
                    from4 && !from(hours(24)) && deficit,
                    shown.motorDeficit() || anticoagulated ? "HIGH" : "MEDIUM");
            hold("R2", from(hours(24)) && !from(hours(48)) && deficit, "HIGH");
            hold("R3", from(hours(48)) && deficit, "HIGH");
            hold("R4", episode != null, "HIGH");
            hold(
                    "R5",
                    deficit
                            && anyPicture(
                                    (a, s) -> s.recovered() && !a.occurredAt().isBefore(clock.t0.plus(minutes(30)))),
                    "HIGH");
            hold("R6", !from4 && !shown.unable.isEmpty(), "MEDIUM");
            hold(
                    "R7",
                    !shown.radicular.isEmpty() || shown.numb.stream().anyMatch(site -> site.region() != Region.BACK),
                    "MEDIUM");
            hold("R8", atypical(), "MEDIUM");
            hold("R9", in(latest("MOBILISATION"), "ORDERED", "STARTED") && !shown.motorRecovered(), "MEDIUM");
            hold("R10", in(latest("DISCHARGE"), "DISCHARGE_ORDERED", "DISCHARGED") && !shown.motorRecovered(), "HIGH");
            hold("R11", in(latest("TRANSFERRED"), "_UNMONITORED") && !shown.demonstrated(), "HIGH");
            hold("R12", from4 && !deficit && !shown.demonstrated(), anticoagulated ? "HIGH" : "MEDIUM");
            overdue();
            Instant complete = deficitSince == null
                    ? null
                    : later(clock.t0.plus(hours(4)), deficitSince).plus(minutes(30));
            hold("R14", deficit && reached(complete) && !examinedAll(), "MEDIUM");
            boolean real = clock.procedure != null;
            hold("R15", real && !clock.documented && from(Duration.ZERO), "LOW");
            hold("R16", real && risky(clock.procedure), "LOW");
            vitals();
            Care mri = latest(MRI_PERFORMED);
            boolean flagOverdue = episode != null
                    && reached(episode.plus(hours(4)))
                    && (mri == null || mri.occurredAt().isBefore(episode));
            boolean dayOverdue = deficit
                    && from(hours(28))
                    && (mri == null || mri.occurredAt().isBefore(clock.t0.plus(hours(24))));
            hold("R19", flagOverdue || dayOverdue, "HIGH");
            hold("R20", !assessments.isEmpty() && contradicts(assessments.get(assessments.size() - 1)), "LOW");
            return holding;
        }

        private boolean atypical() {
            if (shown.motorDeficit() && shown.numb.isEmpty() && anyPicture((a, s) -> !s.numb.isEmpty())) {
                return true;
            }
            return shown.numb.stream()
                    .filter(site -> site.modality() == Modality.LIGHT_TOUCH)
                    .anyMatch(touch -> Arrays.asList(Modality.PINPRICK, Modality.TEMPERATURE).stream()
                            .anyMatch(modality -> {
                                SensorySite other = new SensorySite(touch.side(), touch.region(), modality);
                                return !shown.numb.contains(other) && anyPicture((a, s) -> s.numb.contains(other));
                            }));
        }

        private void overdue() {
            Instant last = assessments.isEmpty()
                    ? clock.t0
                    : later(assessments.get(assessments.size() - 1).occurredAt(), clock.t0);
            Instant due = last.plus(minutes(last.isBefore(clock.t0.plus(hours(1))) ? 15 : 30));
            hold(
                    "R13",
                    !shown.recovered() && reached(due.plus(minutes(15))),
                    reached(due.plus(minutes(45))) ? "MEDIUM" : "LOW");
        }

        private void vitals() {
            Vitals vitals = null;
            boolean seizure = false;
            for (Statement s : mine) {
                vitals = s instanceof Vitals v ? v : vitals;
            }
            for (Statement s : mine) {
                boolean early = !s.occurredAt().isAfter(clock.t0.plus(minutes(60)));
                if (s instanceof Care care && care.kind() == SEIZURE && early) {
                    seizure |= mine.stream()
                            .noneMatch(v -> v instanceof Vitals after
                                    && after.position().compareTo(care.position()) > 0
                                    && !toxic(after));
                }
            }
            boolean early = vitals != null && !vitals.occurredAt().isAfter(clock.t0.plus(minutes(60)));
            hold("R18", seizure || (early && toxic(vitals)), "HIGH");
            if (vitals != null && latest) {
                News2Score score = News2Score.of(vitals.observed());
                hold("R17", score.points() >= 5 || score.worst() == 3, score.points() >= 7 ? "HIGH" : "MEDIUM");
                Integer reported = vitals.reportedNews2();
                hold("R21", reported != null && score.complete() && reported != score.points(), "LOW");
            }
        }

        private boolean examinedAll() {
            for (Side side : List.of(Side.LEFT, Side.RIGHT)) {
                Set<Object> examined = new HashSet<>();
                for (Assessment a : assessments) {
                    if (a.occurredAt().isBefore(clock.t0.plus(hours(4)))) {
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

        private boolean anyPicture(BiPredicate<Assessment, Shown> what) {
            for (int i = 1; i <= assessments.size(); i++) {
                if (what.test(assessments.get(i - 1), new Shown(assessments.subList(0, i), clock.baseline))) {
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

        private boolean in(Care care, String... endings) {
            return care != null && Arrays.stream(endings).anyMatch(care.kind().name()::endsWith);
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
        return procedure.guidance() != Guidance.FLUOROSCOPY_WITH_CONTRAST
                || procedure.aspiration() != Aspiration.NEGATIVE
                || procedure.injections().stream().anyMatch(i -> i.volumeMl() >= 0.5 || i.concentrationPercent() > 1.0);
    }

    private static boolean toxic(Vitals vitals) {
        Integer systolic = vitals.observed().systolic();
        Integer rate = vitals.observed().heartRate();
        Consciousness level = vitals.observed().consciousness();
        return (systolic != null && systolic <= 90)
                || (rate != null && rate <= 50)
                || (level != null && level != Consciousness.A);
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

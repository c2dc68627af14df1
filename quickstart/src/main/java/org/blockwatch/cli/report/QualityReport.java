package org.blockwatch.cli.report;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.Priority;
import org.blockwatch.event.RiskTag;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.interval.BinomialProportion;

/**
 * The numbers of a quality report, none of which tells of fewer than five.
 *
 * @param summary what it rests on
 * @param curves how recovery went
 * @param tables the rest
 */
public record QualityReport(Table summary, List<CurvePlot> curves, List<Table> tables) {

    private static final String OTHERS = "others";
    private static final double CONFIDENCE = 0.95;

    public QualityReport {
        curves = List.copyOf(curves);
        tables = List.copyOf(tables);
    }

    /** Sums courses up. */
    public static QualityReport of(Courses courses) {
        var curves = new ArrayList<CurvePlot>();
        var kinds = new TreeMap<String, Function<BlockCourse, Optional<SurvivalCurve.Observation>>>(Map.of(
                "Power and straight-leg raise recovered", BlockCourse::motor, "All recovered", BlockCourse::full));
        kinds.descendingMap().forEach((title, observation) -> {
            add(curves, title, Map.of("all", courses.blocks()), observation);
            for (var factor : Factor.values()) {
                var groups = courses.blocks().stream()
                        .collect(groupingBy(block -> block.technique().of(factor)));
                if (groups.size() > 1) {
                    add(curves, title + " by " + factor.words().toLowerCase(Locale.ROOT), groups, observation);
                }
            }
        });
        return new QualityReport(
                summary(courses),
                curves,
                List.of(
                        followUp(courses.blocks()),
                        alerts(courses.alerts()),
                        delays(courses.alerts()),
                        risks(courses.blocks())));
    }

    private static void add(
            List<CurvePlot> curves,
            String title,
            Map<String, List<BlockCourse>> groups,
            Function<BlockCourse, Optional<SurvivalCurve.Observation>> observation) {
        Map<String, List<SurvivalCurve.Observation>> observed = new TreeMap<>();
        groups.forEach((name, blocks) -> observed.put(
                name,
                blocks.stream()
                        .flatMap(block -> observation.apply(block).stream())
                        .toList()));
        observed.values().removeIf(List::isEmpty);
        Map<String, SurvivalCurve> drawn = new TreeMap<>();
        SmallNumbers.grouped(observed, OTHERS).forEach((name, some) -> drawn.put(name, SurvivalCurve.of(some)));
        if (!drawn.isEmpty()) {
            curves.add(new CurvePlot(title, drawn));
        }
    }

    private static Table summary(Courses courses) {
        var blocks = courses.blocks().size();
        var examined = (int) courses.blocks().stream()
                .filter(block -> block.full().isPresent())
                .count();
        var parts = SmallNumbers.shownBesideTotal(List.of(examined, blocks - examined));
        return new Table(
                "What this rests on",
                "Blocks whose procedure was charted. Times run from the last dose to the first examination that shows the"
                        + " recovery, which may have come earlier; who was last examined without it counts until then.",
                List.of("", "Number"),
                List.of(
                        List.of("Blocks", SmallNumbers.shown(blocks)),
                        List.of("… examined afterwards", blocks < SmallNumbers.LEAST ? SmallNumbers.FEW : parts.get(0)),
                        List.of(
                                "… never examined afterwards",
                                blocks < SmallNumbers.LEAST ? SmallNumbers.FEW : parts.get(1)),
                        List.of("Alerts", SmallNumbers.shown(courses.alerts().size()))));
    }

    private static Table followUp(List<BlockCourse> blocks) {
        Map<Duration, List<BlockCourse.Slot>> slots = blocks.stream()
                .flatMap(block -> block.slots().stream())
                .collect(groupingBy(BlockCourse.Slot::after, TreeMap::new, java.util.stream.Collectors.toList()));
        var rows = new ArrayList<List<String>>();
        slots.forEach((after, due) -> {
            var inTime = count(due, slot -> within(slot.answeredAfter(), Duration.ofHours(2)));
            var later = count(due, slot -> slot.answeredAfter().isPresent()) - inTime;
            var never = due.size() - inTime - later;
            if (SmallNumbers.isSmall(due.size())) {
                rows.add(List.of(after.toHours() + " h", SmallNumbers.FEW, "–", "–", "–", "–"));
                return;
            }
            var parts = SmallNumbers.shownBesideTotal(List.of(inTime, later, never));
            rows.add(List.of(
                    after.toHours() + " h",
                    Integer.toString(due.size()),
                    parts.get(0),
                    parts.get(1),
                    parts.get(2),
                    SmallNumbers.shown(count(due, BlockCourse.Slot::byPatient))));
        });
        return new Table(
                "Follow-up at home",
                "Of the patients who were at home at the slot. In time: from an hour before the slot to an hour after it.",
                List.of("Slot", "Due", "In time", "Later", "Not reached", "… by the patient's own word"),
                rows);
    }

    private static Table alerts(List<AlertCourse> alerts) {
        Map<AlertCode, List<AlertCourse>> byCode = alerts.stream()
                .collect(groupingBy(AlertCourse::code, TreeMap::new, java.util.stream.Collectors.toList()));
        var reasons = Arrays.stream(EndReason.values())
                .filter(reason -> alerts.stream()
                        .anyMatch(alert -> alert.ended().filter(reason::equals).isPresent()))
                .toList();
        var head = new ArrayList<>(List.of("Alert", "Number", "… ever HIGH"));
        reasons.forEach(reason -> head.add(words(reason)));
        head.add("open");
        var rows = new ArrayList<List<String>>();
        byCode.forEach((code, some) -> {
            var row = new ArrayList<>(List.of(words(code), SmallNumbers.shown(some.size())));
            if (SmallNumbers.isSmall(some.size())) {
                for (var n = 2; n < head.size(); n++) {
                    row.add("–");
                }
            } else {
                row.add(SmallNumbers.shown(count(some, alert -> alert.gravest() == Priority.HIGH)));
                var parts = new ArrayList<Integer>();
                reasons.forEach(reason -> parts.add(count(
                        some, alert -> alert.ended().filter(reason::equals).isPresent())));
                parts.add(count(some, alert -> alert.ended().isEmpty()));
                row.addAll(SmallNumbers.shownBesideTotal(parts));
            }
            rows.add(row);
        });
        return new Table("Alerts and how they ended", "Each alert once, however often it changed.", head, rows);
    }

    private static Table delays(List<AlertCourse> alerts) {
        var rows = new ArrayList<List<String>>();
        for (var priority : List.of(Priority.HIGH, Priority.MEDIUM)) {
            var some =
                    alerts.stream().filter(alert -> alert.gravest() == priority).toList();
            rows.add(delay(priority + ", to an acknowledgement", some, AlertCourse::answeredAfter));
            rows.add(delay(priority + ", to the next examination", some, AlertCourse::assessedAfter));
        }
        return new Table(
                "From alert to answer and to examination",
                "Half of those that had one took no longer than the median, half lay between the quartiles.",
                List.of("", "Alerts", "Had one", "Lower quartile", "Median", "Upper quartile"),
                rows);
    }

    private static List<String> delay(
            String name, List<AlertCourse> alerts, Function<AlertCourse, Optional<Duration>> delay) {
        var minutes = alerts.stream()
                .flatMap(alert -> delay.apply(alert).stream())
                .mapToDouble(time -> time.toSeconds() / 60.0)
                .toArray();
        var without = alerts.size() - minutes.length;
        if (minutes.length < SmallNumbers.LEAST) {
            var few = SmallNumbers.shown(alerts.size());
            return List.of(name, few, minutes.length == 0 ? "0" : SmallNumbers.FEW, "–", "–", "–");
        }
        var quartiles = new Percentile();
        quartiles.setData(minutes);
        return List.of(
                name,
                SmallNumbers.isSmall(without) ? SmallNumbers.WITH_IT : Integer.toString(alerts.size()),
                Integer.toString(minutes.length),
                minutes(quartiles.evaluate(25)),
                minutes(quartiles.evaluate(50)),
                minutes(quartiles.evaluate(75)));
    }

    private static String minutes(double minutes) {
        return CurvePlot.words(Duration.ofSeconds(Math.round(minutes * 60)));
    }

    private static Table risks(List<BlockCourse> blocks) {
        var rows = new ArrayList<List<String>>();
        for (var risk : RiskTag.values()) {
            var with = blocks.stream()
                    .filter(block -> block.technique().risks().contains(risk))
                    .toList();
            var without = blocks.stream()
                    .filter(block -> !block.technique().risks().contains(risk))
                    .toList();
            if (with.size() >= SmallNumbers.LEAST && !SmallNumbers.isSmall(without.size())) {
                rows.add(risk(words(risk), with));
                rows.add(risk("without " + words(risk), without));
            }
        }
        return new Table(
                "Risks of technique and what came of them",
                "Share of the blocks with its 95 % interval (Wilson). A risk that fewer than 5 blocks had, or lacked, is left"
                        + " out. A difference here proves no cause.",
                List.of("Risk", "Blocks", "Deficit past 4 h", "Red flag", "A HIGH alert"),
                rows);
    }

    private static List<String> risk(String name, List<BlockCourse> blocks) {
        return List.of(
                name,
                Integer.toString(blocks.size()),
                share(blocks, block -> block.outcomes().deficitPastFourHours()),
                share(blocks, block -> block.outcomes().redFlag()),
                share(blocks, block -> block.outcomes().high()));
    }

    private static String share(List<BlockCourse> blocks, Predicate<BlockCourse> outcome) {
        var met = count(blocks, outcome);
        if (blocks.isEmpty() || SmallNumbers.isSmall(met) || SmallNumbers.isSmall(blocks.size() - met)) {
            return blocks.isEmpty()
                    ? "–"
                    : SmallNumbers.isSmall(met) ? SmallNumbers.FEW : "all but " + SmallNumbers.FEW;
        }
        var interval =
                BinomialProportion.getWilsonScoreInterval(blocks.size(), (double) met / blocks.size(), CONFIDENCE);
        return "%s: %s (%s–%s)"
                .formatted(
                        met,
                        CurvePlot.percent((double) met / blocks.size()),
                        CurvePlot.percent(interval.getLowerBound()),
                        CurvePlot.percent(interval.getUpperBound()));
    }

    private static boolean within(Optional<Duration> time, Duration limit) {
        return time.filter(one -> one.compareTo(limit) <= 0).isPresent();
    }

    private static <T> int count(Collection<T> all, Predicate<T> which) {
        return (int) all.stream().filter(which).count();
    }

    private static String words(Enum<?> symbol) {
        return symbol.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

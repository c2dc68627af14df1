package org.blockwatch.streams.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.event.AlertCode.DEFICIT_PERSISTS_24H;
import static org.blockwatch.event.AlertCode.DEFICIT_PERSISTS_48H;
import static org.blockwatch.event.AlertCode.DEFICIT_PERSISTS_4H;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.blockwatch.clinical.Judgement;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.rule.Judge;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.streams.alert.OpenAlert;
import org.blockwatch.streams.site.ProtocolFile;

/** Laws that hold for every patient. A failing one prints the shrunken patient as lines that a timeline test can take. */
class LawsProperties {

    private static final Protocols PROTOCOLS = ProtocolFile.shipped();
    private static final Judge JUDGE = new Judge(PROTOCOLS);
    private static final Set<AlertCode> PERSISTS =
            Set.of(DEFICIT_PERSISTS_4H, DEFICIT_PERSISTS_24H, DEFICIT_PERSISTS_48H);

    /** R6→R1, R12→R1, R12→R10, R1→R2→R3; and past 24 h straight to what stands in the place of R1 by then. */
    private static final Map<String, Set<String>> SUPERSEDED_BY = Map.of(
            "R6", Set.of("R1", "R2", "R3"),
            "R12", Set.of("R1", "R2", "R3", "R10"),
            "R1", Set.of("R2", "R3"),
            "R2", Set.of("R3"));

    private static final Set<String> SATISFIED_ONLY = Set.of("R4", "R13");
    private static final Set<String> RECOVERED_ONLY = Set.of("R6", "R7", "R8", "R17", "R18", "R20", "R21");

    @Provide
    Arbitrary<List<String>> patients() {
        return AnyPatient.any();
    }

    @Provide
    Arbitrary<List<AnyPatient.Charted>> charts() {
        return AnyPatient.charted();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void arrivalOrderDoesNotMatter(@ForAll("charts") List<AnyPatient.Charted> charted, @ForAll Random random) {
        int end = charted.stream().mapToInt(AnyPatient.Charted::arrival).max().orElseThrow();
        List<AnyPatient.Charted> shuffled = new ArrayList<>(charted);
        Collections.shuffle(shuffled, random);
        List<AnyPatient.Charted> other = new ArrayList<>();
        for (AnyPatient.Charted one : shuffled) {
            other.add(new AnyPatient.Charted(one.at(), end - one.at(), one.kind(), one.words(), "", 0));
        }
        ChartedLines inOrder = Timeline.play(AnyPatient.lines(charted));
        ChartedLines atOnce = Timeline.play(AnyPatient.lines(other));
        Instant then = StatementJson.parse(AnyPatient.line(other.get(0))).arrival();
        assertThat(open(inOrder, then)).isEqualTo(open(atOnce, then));
        assertThat(open(inOrder, then.plus(Duration.ofHours(30))))
                .isEqualTo(open(atOnce, then.plus(Duration.ofHours(30))));
    }

    /** Charting is to the minute: of what is stated for one instant no identity decides. */
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void identitiesOfOneInstantDoNotMatter(@ForAll("charts") List<AnyPatient.Charted> charted) {
        List<String> lines = AnyPatient.lines(charted);
        List<String> renamed = lines.stream()
                .map(line -> line.replaceAll(" ([avc])(\\d+)", " $1~$2").replaceAll("([avc])~(\\d)(\\d?)", "$1$3$2"))
                .toList();
        if (renamed.stream().map(LawsProperties::identity).distinct().count()
                < lines.stream().map(LawsProperties::identity).distinct().count()) {
            return; // two have come to bear one name
        }
        assertThat(told(Timeline.play(renamed))).isEqualTo(told(Timeline.play(lines)));
    }

    private static String identity(String line) {
        return line.split(" +")[2];
    }

    /** One vital sign more says nothing of another: it ends no alert about one that was not measured again. */
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void aFurtherSignEndsNothing(@ForAll("patients") List<String> patient) {
        List<String> breathingWell =
                patient.stream().filter(line -> !line.contains("spo2:94")).toList();
        ChartedLines chart = Timeline.play(breathingWell);
        Set<String> before = ofVitalSigns(chart);
        chart.arrives(
                chart.now(),
                VitalSigns.newBuilder()
                        .setEventId("further")
                        .setPatientId("p1")
                        .setOccurredAt(chart.now())
                        .setSpo2(98)
                        .setDiastolic(70)
                        .build());
        assertThat(ofVitalSigns(chart)).containsAll(before);
    }

    private static Set<String> ofVitalSigns(ChartedLines chart) {
        return chart.threads().open().keySet().stream()
                .filter(thread ->
                        thread.code() == AlertCode.NEWS2_DETERIORATION || thread.code() == AlertCode.LAST_SUSPECTED)
                .map(Object::toString)
                .collect(Collectors.toSet());
    }

    private static List<String> told(ChartedLines chart) {
        return transitions(chart).stream()
                .filter(alert -> alert.getPhase() != AlertPhase.UPDATE)
                .map(alert -> alert.getAt() + " " + alert.getAlertId() + " " + alert.getPhase() + " "
                        + alert.getPriority() + " " + alert.getDueAt() + " " + alert.getEndReason())
                .sorted()
                .toList();
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void duplicatesChangeNothing(@ForAll("patients") List<String> patient) {
        List<String> twice = new ArrayList<>();
        for (String line : patient) {
            twice.add(line);
            twice.add(line);
        }
        assertThat(transitions(Timeline.play(twice))).isEqualTo(transitions(Timeline.play(patient)));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void sedationChangesNothing(@ForAll("patients") List<String> patient) {
        List<String> sedated = patient.stream()
                .map(line -> line.contains(" block ") ? line + " sedated" : line)
                .toList();
        assertThat(transitions(Timeline.play(sedated))).isEqualTo(transitions(Timeline.play(patient)));
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void silenceIsNotRecovery(@ForAll("patients") List<String> patient) {
        ChartedLines chart = Timeline.play(patient);
        while (chart.judgement().next() != null) {
            List<String> deficits = persisting(chart);
            chart.runUntil(chart.judgement().next());
            assertThat(persisting(chart)).containsAll(deficits);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void incrementalFoldEqualsFoldFromScratch(@ForAll("patients") List<String> patient) {
        ChartedLines chart = new ChartedLines("p1", PROTOCOLS);
        for (String text : patient) {
            StatementJson line = StatementJson.parse(text);
            chart.arrives(line.arrival(), line.statement());
            assertThat(chart.recovery()).isEqualTo(chart.fromScratch().withoutClosed(chart.now(), PROTOCOLS));
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatIsOpenIsWhatThePageDefines(@ForAll("patients") List<String> patient) {
        ChartedLines chart = new ChartedLines("p1", PROTOCOLS);
        for (String text : patient) {
            StatementJson line = StatementJson.parse(text);
            chart.arrives(line.arrival(), line.statement());
            assertThat(byRule(chart)).isEqualTo(new Definitions("p1", chart.standing(), chart.now()).open());
        }
        while (chart.judgement().next() != null) {
            chart.runUntil(chart.judgement().next());
            assertThat(byRule(chart)).isEqualTo(new Definitions("p1", chart.standing(), chart.now()).open());
        }
    }

    /** When a condition has been due: by the table where it says so, else since it has held without a break, as is known now. */
    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void whatIsDueIsWhatThePageDefines(@ForAll("patients") List<String> patient) {
        ChartedLines chart = new ChartedLines("p1", PROTOCOLS);
        for (String text : patient) {
            StatementJson line = StatementJson.parse(text);
            chart.arrives(line.arrival(), line.statement());
            assertThat(due(chart)).containsAllEntriesOf(new Definitions("p1", chart.standing(), chart.now()).due());
        }
        while (chart.judgement().next() != null) {
            chart.runUntil(chart.judgement().next());
            Definitions page = new Definitions("p1", chart.standing(), chart.now());
            Map<String, Instant> own = page.due();
            assertThat(due(chart)).containsAllEntriesOf(own);
            due(chart).forEach((held, dueAt) -> {
                if (!own.containsKey(held)) {
                    String[] words = held.split(" ");
                    assertThat(page.at(dueAt).holds(words[0], words[1]))
                            .as("%s at %s", held, dueAt)
                            .isTrue();
                    Instant before = dueAt.minusMillis(1);
                    assertThat(page.at(before).holds(words[0], words[1]))
                            .as("%s at %s", held, before)
                            .isFalse();
                }
            });
        }
    }

    private static Map<String, Instant> due(ChartedLines chart) {
        Map<String, Instant> due = new TreeMap<>();
        for (Judgement.BlockJudgement block : chart.judgementAt(chart.now()).blocks()) {
            if (block.open()) {
                block.conditions()
                        .forEach(condition ->
                                due.put(block.picture().block().blockId() + " " + condition.rule(), condition.dueAt()));
            }
        }
        return due;
    }

    /** What each reason asserts of the bedside: of those that fit, the first in the order of the page. */
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void anAlertEndsForTheReasonThatThePageGives(@ForAll("patients") List<String> patient) {
        ChartedLines chart = new ChartedLines("p1", PROTOCOLS);
        int told = 0;
        for (String text : patient) {
            StatementJson line = StatementJson.parse(text);
            chart.runUntil(line.arrival());
            told = assertReasons(chart, told, false);
            chart.arrives(line.arrival(), line.statement());
            told = assertReasons(chart, told, true);
        }
        while (chart.judgement().next() != null) {
            chart.runUntil(chart.judgement().next());
            told = assertReasons(chart, told, false);
        }
    }

    private static int assertReasons(ChartedLines chart, int from, boolean stated) {
        List<Alert> transitions = chart.transitions();
        Definitions later = new Definitions("p1", chart.standing(), chart.now());
        for (Alert alert : transitions.subList(from, transitions.size())) {
            if (alert.getPhase() == AlertPhase.END) {
                assertReason(
                        alert, later.at(chart.now()), new Definitions("p1", chart.standing(), alert.getAt()), stated);
            }
        }
        return transitions.size();
    }

    private static void assertReason(Alert alert, Definitions known, Definitions then, boolean stated) {
        String block = alert.getBlockId();
        String rule = alert.getRule();
        boolean superseded =
                SUPERSEDED_BY.getOrDefault(rule, Set.of()).stream().anyMatch(next -> then.holds(block, next));
        boolean hadGround = known.at(alert.getStartedAt()).holds(block, rule)
                || known.at(alert.getDueAt()).holds(block, rule);
        String what = alert.toString();
        switch (alert.getEndReason()) {
            case EXPIRED -> assertThat(then.isOpen(block)).as(what).isFalse();
            case REATTRIBUTED ->
                assertThat(block.startsWith("implicit:") || rule.equals("R17") || rule.equals("R21"))
                        .as(what)
                        .isTrue();
            case SUPERSEDED -> assertThat(superseded).as(what).isTrue();
            case CORRECTED ->
                assertThat(hadGround || superseded || !stated).as(what).isFalse();
            default -> {
                assertThat(hadGround).as(what).isTrue();
                assertThat(superseded).as(what).isFalse();
                assertThat(then.isOpen(block)).as(what).isTrue();
                assertThat(SATISFIED_ONLY.contains(rule) && alert.getEndReason() != EndReason.SATISFIED)
                        .as(what)
                        .isFalse();
                assertThat(RECOVERED_ONLY.contains(rule) && alert.getEndReason() != EndReason.RECOVERED)
                        .as(what)
                        .isFalse();
            }
        }
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void noInstantIsMissed(@ForAll("patients") List<String> patient) {
        ChartedLines chart = new ChartedLines("p1", PROTOCOLS);
        for (String text : patient) {
            StatementJson line = StatementJson.parse(text);
            lookEveryMinute(chart, line.arrival());
            chart.arrives(line.arrival(), line.statement());
        }
        lookEveryMinute(chart, chart.now().plus(Duration.ofHours(80)));
    }

    /**
     * Whoever looks at every minute sees what the engine, which wakes when it said it would, has open. All times and limits lie on
     * whole minutes, so that looking at every second would show no more.
     */
    private static void lookEveryMinute(ChartedLines chart, Instant until) {
        Instant from = chart.now();
        if (from.equals(Instant.MIN)) {
            return;
        }
        for (Instant minute = from; minute.isBefore(until); minute = minute.plus(Duration.ofMinutes(1))) {
            chart.runUntil(minute);
            Judgement looked = JUDGE.judge(chart.recovery(), minute);
            Set<String> holds = looked.blocks().stream()
                    .filter(Judgement.BlockJudgement::open)
                    .flatMap(block -> block.conditions().stream()
                            .map(condition -> block.picture().block().blockId() + " " + condition.code() + " "
                                    + condition.priority()))
                    .collect(Collectors.toSet());
            assertThat(open(chart, minute)).as("at " + minute).isEqualTo(holds);
        }
    }

    private static Set<String> byRule(ChartedLines chart) {
        return chart.threads().open().values().stream()
                .map(alert -> alert.blockId() + " " + alert.condition().rule() + " "
                        + alert.condition().priority())
                .collect(Collectors.toSet());
    }

    private static List<String> persisting(ChartedLines chart) {
        return chart.threads().open().values().stream()
                .filter(alert -> PERSISTS.contains(alert.condition().code()))
                .map(OpenAlert::blockId)
                .toList();
    }

    private static Set<String> open(ChartedLines chart, Instant at) {
        chart.runUntil(at);
        return chart.threads().open().values().stream()
                .map(alert -> alert.blockId() + " " + alert.condition().code() + " "
                        + alert.condition().priority())
                .collect(Collectors.toSet());
    }

    private static List<Alert> transitions(ChartedLines chart) {
        chart.runUntil(chart.now().plus(Duration.ofHours(80)));
        return chart.transitions();
    }
}

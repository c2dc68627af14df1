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
import java.util.Random;
import java.util.Set;
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
import org.blockwatch.event.VitalSigns;
import org.blockwatch.streams.alert.OpenAlert;
import org.blockwatch.streams.site.ProtocolFile;

/** Laws that hold for every patient. A failing one prints the shrunken patient as lines that a timeline test can take. */
class LawsProperties {

    private static final Protocols PROTOCOLS = ProtocolFile.shipped();
    private static final Judge JUDGE = new Judge(PROTOCOLS);
    private static final Set<AlertCode> PERSISTS =
            Set.of(DEFICIT_PERSISTS_4H, DEFICIT_PERSISTS_24H, DEFICIT_PERSISTS_48H);

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

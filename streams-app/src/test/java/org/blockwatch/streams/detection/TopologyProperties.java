package org.blockwatch.streams.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.streams.detection.SampleStatements.T0;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.event.Alert;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.MotorGrade;
import org.blockwatch.event.Movement;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.Side;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.streams.site.ProtocolFile;

/** The topology against the pure core: what Kafka adds (keys, stores, timers, bytes) changes nothing. */
class TopologyProperties {

    /** One record on its way: who, when it happened, how many minutes later it arrived, and what is charted. */
    record Charted(String patientId, Instant arrival, SpecificRecord statement) {}

    @Property(tries = 25)
    void tellsOfEveryPatientWhatThePureCoreTells(@ForAll("ward") List<Charted> ward, @ForAll("caches") int cached) {
        List<Charted> arriving = new ArrayList<>(ward);
        arriving.sort(Comparator.comparing(Charted::arrival));
        Instant end = T0.plus(Duration.ofHours(80));
        Map<String, ChartedLines> charts = new TreeMap<>();
        try (DetectionHarness bench = new DetectionHarness(T0, cached)) {
            for (Charted charted : arriving) {
                bench.arrives(charted.arrival(), charted.statement());
                charts.computeIfAbsent(charted.patientId(), id -> new ChartedLines(id, ProtocolFile.shipped()))
                        .arrives(charted.arrival(), charted.statement());
            }
            bench.runUntil(end);
            charts.values().forEach(chart -> chart.runUntil(end));

            List<Alert> told = bench.alerts();
            charts.forEach((patientId, chart) -> assertThat(told)
                    .filteredOn(alert -> alert.getPatientId().equals(patientId))
                    .containsExactlyElementsOf(chart.transitions()));
        }
    }

    /**
     * A task tells and knows the same whether it keeps all patients as objects, one, so that others are read as after a restart, or
     * none, so that every record and wake-up reads the stores.
     */
    @Property(tries = 15)
    void neitherARestartNorTheCacheChangesAnything(
            @ForAll("ward") List<Charted> ward, @ForAll @IntRange(max = 1) int cached) {
        List<Charted> arriving = new ArrayList<>(ward);
        arriving.sort(Comparator.comparing(Charted::arrival));
        try (DetectionHarness kept = new DetectionHarness(T0);
                DetectionHarness restarted = new DetectionHarness(T0, cached)) {
            for (Charted charted : arriving) {
                kept.arrives(charted.arrival(), charted.statement());
                restarted.arrives(charted.arrival(), charted.statement());
                assertThat(restarted.known(charted.patientId()).remembered())
                        .isEqualTo(kept.known(charted.patientId()).remembered());
            }
            kept.runUntil(T0.plus(Duration.ofHours(80)));
            restarted.runUntil(T0.plus(Duration.ofHours(80)));

            assertThat(restarted.alerts()).isEqualTo(kept.alerts());
            assertThat(restarted.views()).isEqualTo(kept.views());
            assertThat(restarted.pages()).isEqualTo(kept.pages());
        }
    }

    /** What is in memory, what the stores hold and what a fold from scratch gives are one. */
    @Property(tries = 15)
    void whatTheStoresHoldIsWhatAFoldFromScratchGives(
            @ForAll("ward") List<Charted> ward, @ForAll("caches") int cached) {
        List<Charted> arriving = new ArrayList<>(ward);
        arriving.sort(Comparator.comparing(Charted::arrival));
        Protocols protocols = ProtocolFile.shipped();
        Map<String, ChartedLines> charts = new TreeMap<>();
        try (DetectionHarness bench = new DetectionHarness(T0, cached)) {
            for (Charted charted : arriving) {
                bench.arrives(charted.arrival(), charted.statement());
                ChartedLines chart = charts.computeIfAbsent(charted.patientId(), id -> new ChartedLines(id, protocols));
                chart.arrives(charted.arrival(), charted.statement());

                Recovery held = bench.known(charted.patientId())
                        .remembered()
                        .orElseThrow()
                        .recovery();
                assertThat(held).isEqualTo(chart.recovery());
                assertThat(held).isEqualTo(chart.fromScratch().withoutClosed(charted.arrival(), protocols));
            }
        }
    }

    /** The same of one patient of whom much is charted, and much of it late: corrections reach over many checkpoints. */
    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
    void whatIsLateIsFoldedAsIfItHadBeenThere(
            @ForAll("closelyWatched") List<String> lines, @ForAll("caches") int cached) {
        Protocols protocols = ProtocolFile.shipped();
        try (DetectionHarness bench = new DetectionHarness(T0, cached)) {
            ChartedLines chart = new ChartedLines("p1", protocols);
            for (String text : lines) {
                StatementJson line = StatementJson.parse(text);
                bench.arrives(line.arrival(), line.statement());
                chart.arrives(line.arrival(), line.statement());

                assertThat(bench.known("p1").remembered().orElseThrow().recovery())
                        .isEqualTo(chart.recovery());
            }
        }
    }

    /** How many patients a task keeps as objects: none, one, or all. */
    @Provide
    Arbitrary<Integer> caches() {
        return Arbitraries.of(0, 1, 10_000);
    }

    @Provide
    Arbitrary<List<String>> closelyWatched() {
        return AnyPatient.closelyWatched().map(AnyPatient::lines);
    }

    @Provide
    Arbitrary<List<Charted>> ward() {
        return charted().list().ofMinSize(1).ofMaxSize(30);
    }

    private static Arbitrary<Charted> charted() {
        Arbitrary<String> patients = Arbitraries.of("p1", "p2", "p10");
        Arbitrary<Integer> minutes = Arbitraries.integers().between(0, 50 * 6).map(tenth -> tenth * 10);
        Arbitrary<Integer> late = Arbitraries.integers().between(-2, 30).map(tenth -> Math.max(0, tenth * 10));
        Arbitrary<Integer> revisions = Arbitraries.integers().between(0, 2);
        return Combinators.combine(
                        patients,
                        minutes,
                        late,
                        revisions,
                        Arbitraries.integers().between(0, 11),
                        exams())
                .as((patient, at, lateBy, revision, what, exam) -> {
                    Instant occurredAt = T0.plus(Duration.ofMinutes(at));
                    return new Charted(
                            patient,
                            occurredAt.plus(Duration.ofMinutes(lateBy)),
                            statement(patient, occurredAt, revision, what, exam));
                });
    }

    private static SpecificRecord statement(String patient, Instant at, int revision, int what, NeuroExam exam) {
        String id = "e" + what;
        return switch (what) {
            case 5, 6, 7 -> // of many sets of vital signs most change nothing
                SampleStatements.vitals(patient, id + "-" + at, at)
                        .setRevision(revision)
                        .setSystolic(revision == 1 ? 85 : 130)
                        .setTemperature(36.5 + revision)
                        .build();
            case 0 -> SampleStatements.block(patient, at).setRevision(revision).build();
            case 1 ->
                SampleStatements.vitals(patient, id, at)
                        .setRevision(revision)
                        .setSystolic(60 + 40 * revision)
                        .build();
            case 2 ->
                SampleStatements.care(patient, id, at, CareEventKind.DISCHARGE_ORDERED)
                        .setRevision(revision)
                        .build();
            case 3 ->
                SampleStatements.care(patient, id, at, CareEventKind.MRI_PERFORMED)
                        .setRevision(revision)
                        .build();
            case 4 ->
                SampleStatements.assessment(patient, id, at)
                        .setRevision(revision)
                        .setStatus(revision == 2 ? StatementStatus.ENTERED_IN_ERROR : StatementStatus.FINAL)
                        .setExam(exam)
                        .build();
            default ->
                SampleStatements.assessment(patient, id, at)
                        .setRevision(revision)
                        .setExam(exam)
                        .build();
        };
    }

    private static Arbitrary<NeuroExam> exams() {
        Arbitrary<StraightLegRaiseResult> results = Arbitraries.of(StraightLegRaiseResult.values());
        return Combinators.combine(results, results, Arbitraries.integers().between(1, 5))
                .as((left, right, grade) -> NeuroExam.newBuilder(SampleStatements.legs(left, right))
                        .setMotor(List.of(new MotorGrade(Side.LEFT, Movement.KNEE_EXTENSION, grade)))
                        .build());
    }
}

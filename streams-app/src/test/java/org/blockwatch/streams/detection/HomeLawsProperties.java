package org.blockwatch.streams.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.event.AlertCode.DEFICIT_PERSISTS_24H;
import static org.blockwatch.event.AlertCode.DEFICIT_PERSISTS_48H;
import static org.blockwatch.event.AlertCode.DEFICIT_PERSISTS_4H;
import static org.blockwatch.event.AlertCode.DEFICIT_RECURRED;
import static org.blockwatch.event.AlertCode.INVESTIGATION_OVERDUE;
import static org.blockwatch.event.AlertCode.RED_FLAG_MRI;
import static org.blockwatch.event.AlertCode.SIGNIFICANT_MOTOR_BLOCK;
import static org.blockwatch.event.AlertCode.UNEXPECTED_DISTRIBUTION;
import static org.blockwatch.event.AlertCode.UNSAFE_DISCHARGE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.blockwatch.clinical.Condition;
import org.blockwatch.clinical.Judgement.BlockJudgement;
import org.blockwatch.clinical.Picture;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Priority;

/** What holds for every patient who goes home, whatever was charted before and whatever the patient says. */
class HomeLawsProperties {

    private static final Set<AlertCode> PERSISTS =
            Set.of(DEFICIT_PERSISTS_4H, DEFICIT_PERSISTS_24H, DEFICIT_PERSISTS_48H);

    /** The rules for which the patient's own word counts like an examination. */
    private static final Set<AlertCode> HEARD = Set.of(
            DEFICIT_PERSISTS_4H,
            DEFICIT_PERSISTS_24H,
            DEFICIT_PERSISTS_48H,
            RED_FLAG_MRI,
            DEFICIT_RECURRED,
            SIGNIFICANT_MOTOR_BLOCK,
            UNEXPECTED_DISTRIBUTION,
            UNSAFE_DISCHARGE,
            INVESTIGATION_OVERDUE);

    @Provide
    Arbitrary<List<String>> patients() {
        return AnyPatient.any();
    }

    /** Leaves in good order with a numb back, last examined within three hours of the block, and is never heard of again. */
    @Provide
    Arbitrary<List<String>> numbBacks() {
        Arbitrary<String> numb = Arbitraries.of(
                "touch:L:BACK:REDUCED", "pin:R:BACK:ABSENT", "numb:L:BACK:REDUCED", "touch:?:BACK:REDUCED");
        Arbitrary<String> exam = Combinators.combine(Arbitraries.integers().between(9 * 60 + 5, 12 * 60 - 5), numb)
                .as((at, found) -> "%02d:%02d exam a%d slr:AA %s".formatted(at / 60, at % 60, at, found));
        return Combinators.combine(
                        Arbitraries.of("left", "right", "bilateral", "left anticoagulated", "right anticoagulated:?"),
                        exam.list().uniqueElements().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.integers().between(12 * 60, 12 * 60 + 55))
                .as((block, exams, left) -> {
                    List<String> lines = new ArrayList<>(exams.stream().sorted().toList());
                    lines.add(0, "09:00 block b1 " + block);
                    lines.add("%02d:%02d care c1 DISCHARGED".formatted(left / 60, left % 60));
                    return lines;
                });
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void silenceAtHomeNeverRaisesHighForANumbBack(@ForAll("numbBacks") List<String> patient) {
        ChartedLines chart = Timeline.play(patient);
        int inHouse = chart.transitions().size();
        chart.runUntil(chart.now().plus(Duration.ofDays(8)));

        assertThat(chart.transitions().subList(inHouse, chart.transitions().size()))
                .allSatisfy(alert -> assertThat(alert.getPriority()).isLessThan(Priority.HIGH))
                .anySatisfy(alert -> assertThat(alert.getCode()).isEqualTo(AlertCode.ASSESSMENT_OVERDUE));
        assertThat(chart.threads().open()).isEmpty();
    }

    /** Wherever the patient is: weakness, or numbness beyond the back, past 4 h is told for as long as it stands. */
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void aGraveDeficitIsNeverHidden(@ForAll("patients") List<String> patient) {
        ChartedLines chart = Timeline.play(patient);
        for (int hours = 0; hours <= 80; hours += 4) {
            chart.runUntil(chart.now().plus(Duration.ofHours(hours == 0 ? 0 : 4)));
            Instant now = chart.now();
            for (BlockJudgement block : chart.judgementAt(now).blocks()) {
                Picture picture = block.picture();
                Instant expectedEnd = picture.block().t0().plus(Duration.ofHours(4));
                if (block.open() && picture.deficits().grave() && !now.isBefore(expectedEnd)) {
                    assertThat(block.conditions())
                            .extracting(Condition::code)
                            .as(picture.setting() + " at " + now)
                            .containsAnyElementsOf(PERSISTS);
                }
            }
        }
    }

    /** What the patient says against recovery raises at least what the same finding of a nurse would raise. */
    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    void aRedAnswerIsNeverWorseOffThanANurses(
            @ForAll("patients") List<String> patient, @ForAll("redAnswers") String answer) {
        Map<String, Priority> nurse = holdingAfter(patient, "exam red " + answer);
        Map<String, Priority> word = holdingAfter(patient, "exam red purpose:PATIENT_REPORTED " + answer);

        nurse.forEach((what, priority) ->
                assertThat(word.get(what)).as("%s after %s", what, answer).isGreaterThanOrEqualTo(priority));
    }

    @Provide
    Arbitrary<String> redAnswers() {
        return Arbitraries.of(
                        "slr:UA",
                        "slr:U-",
                        "slr:?",
                        "numb:L:BACK:ABSENT",
                        "numb:R:L5:REDUCED",
                        "numb:L:S3:ABSENT",
                        "numb:?:L4:REDUCED",
                        "saddle:+",
                        "bladder:+",
                        "radicular:L",
                        "radicular:R")
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(parts -> String.join(" ", parts).replace("slr:UA", "slr:U-"))
                .filter(parts -> parts.indexOf("slr:") == parts.lastIndexOf("slr:")
                        && parts.indexOf("radicular:") == parts.lastIndexOf("radicular:"));
    }

    /**
     * Beyond the back nothing that staff have found, and no flag, ends because the patient says that all is well. Of a numb
     * back the patient's word is taken, also while an episode of flags is open.
     */
    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    void aGoodAnswerEndsNoHighAlertOfAFindingOfStaff(@ForAll("patients") List<String> patient) {
        List<String> byStaff = patient.stream()
                .filter(line -> !line.contains("PATIENT_REPORTED"))
                .toList();
        ChartedLines chart = Timeline.play(byStaff);
        Map<String, Priority> before =
                holding(chart, block -> block.picture().deficits().grave() ? HEARD : Set.of(RED_FLAG_MRI));
        Map<String, Priority> after = holdingAfter(
                byStaff,
                "exam good purpose:PATIENT_REPORTED slr:AA power:55 numb:L:BACK:NORMAL numb:R:BACK:NORMAL numb:R:L5:NORMAL"
                        + " numb:L:S3:NORMAL saddle:- bladder:- radicular:none");

        before.forEach((what, priority) -> {
            if (priority == Priority.HIGH) {
                assertThat(after).as(what).containsEntry(what, Priority.HIGH);
            }
        });
    }

    /** The conditions of the rules that hear the patient, once one more examination has come. */
    private static Map<String, Priority> holdingAfter(List<String> patient, String exam) {
        ChartedLines chart = Timeline.play(patient);
        Instant now = chart.now();
        Duration since = Duration.between(StatementJson.parse("09:00 exam x").arrival(), now)
                .plusHours(9);
        StatementJson line = StatementJson.parse(
                "%d+%02d:%02d %s".formatted(since.toDays(), since.toHoursPart(), since.toMinutesPart(), exam));
        assertThat(line.arrival()).isEqualTo(now);
        chart.arrives(line.arrival(), line.statement());
        return holding(chart, block -> HEARD);
    }

    private static Map<String, Priority> holding(ChartedLines chart, Function<BlockJudgement, Set<AlertCode>> codes) {
        Map<String, Priority> holding = new TreeMap<>();
        chart.judgementAt(chart.now()).blocks().stream()
                .filter(BlockJudgement::open)
                .forEach(block -> block.conditions().stream()
                        .filter(condition -> codes.apply(block).contains(condition.code()))
                        .forEach(condition -> holding.put(
                                block.picture().block().blockId() + " " + condition.code(), condition.priority())));
        return holding;
    }
}

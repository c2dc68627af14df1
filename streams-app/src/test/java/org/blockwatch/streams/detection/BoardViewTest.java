package org.blockwatch.streams.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.blockwatch.streams.detection.SampleStatements.T0;
import static org.blockwatch.streams.detection.SampleStatements.assessment;
import static org.blockwatch.streams.detection.SampleStatements.vitals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.BlockView;
import org.blockwatch.event.Look;
import org.blockwatch.event.LookKind;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.RecoveryView;
import org.blockwatch.event.RuleView;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.event.VitalSignsView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What boards are told of a patient: the looks, what is due, why, and the vital signs. */
class BoardViewTest {
    private static final NeuroExam WEAK =
            SampleStatements.legs(StraightLegRaiseResult.UNABLE, StraightLegRaiseResult.ABLE);

    private final DetectionHarness bench = new DetectionHarness(T0);

    @BeforeEach
    void performBlock() {
        bench.arrives(
                T0, SampleStatements.block("p1", T0).setProceduralistId("dr-7").build());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldMarkEveryLookWithWhatItShows() {
        bench.arrives(
                minutes(20), assessment("p1", "weak", minutes(20)).setExam(WEAK).build());
        bench.arrives(
                minutes(40),
                assessment("p1", "empty", minutes(40))
                        .setExam(NeuroExam.newBuilder().build())
                        .build());
        bench.arrives(
                minutes(60),
                assessment("p1", "said", minutes(60))
                        .setPurpose(AssessmentPurpose.PATIENT_REPORTED)
                        .setExam(SampleStatements.legs(StraightLegRaiseResult.ABLE, StraightLegRaiseResult.ABLE))
                        .build());

        assertThat(block().getLooks())
                .extracting(Look::getEventId, Look::getKind, Look::getByPatient, Look::getLeftLeg, Look::getDeficit)
                .containsExactly(
                        tuple("weak", LookKind.PARTIAL, false, StraightLegRaiseResult.UNABLE, true),
                        tuple("empty", LookKind.NONE, false, StraightLegRaiseResult.UNKNOWN, false),
                        tuple("said", LookKind.PARTIAL, true, StraightLegRaiseResult.ABLE, false));
    }

    @Test
    void shouldTakeALookAwayThatWasTakenBackAndMoveOneThatWasCorrected() {
        bench.arrives(minutes(20), assessment("p1", "a", minutes(20)).build());
        bench.arrives(minutes(30), assessment("p1", "b", minutes(30)).build());
        bench.arrives(
                minutes(32), assessment("p1", "b", minutes(10)).setRevision(1).build());
        bench.arrives(
                minutes(34),
                assessment("p1", "a", minutes(20))
                        .setRevision(1)
                        .setStatus(StatementStatus.ENTERED_IN_ERROR)
                        .build());

        assertThat(block().getLooks())
                .extracting(Look::getEventId, Look::getAt)
                .containsExactly(tuple("b", minutes(10)));
    }

    @Test
    void shouldKeepTheNewestLooksOnly() {
        for (int n = 0; n < 70; n++) {
            bench.arrives(
                    minutes(20 + n), assessment("p1", "a" + n, minutes(20 + n)).build());
        }

        assertThat(block().getLooks())
                .hasSize(64)
                .first()
                .extracting(Look::getEventId)
                .isEqualTo("a6");
    }

    @Test
    void shouldSayWhatIsDueNextAndWhyEachRuleHoldsOrDoesNot() {
        bench.arrives(
                minutes(20), assessment("p1", "a", minutes(20)).setExam(WEAK).build());

        BlockView block = block();
        assertThat(block.getAssessmentDueAt()).isEqualTo(minutes(35));
        assertThat(block.getProceduralistId()).isEqualTo("dr-7");
        assertThat(block.getWatchEndsAt()).isAfter(T0.plus(Duration.ofHours(24)));
        assertThat(block.getRules())
                .hasSize(21)
                .allSatisfy(rule -> assertThat(rule.getBecause()).isNotBlank());
        assertThat(block.getRules())
                .filteredOn(RuleView::getHolds)
                .extracting(RuleView::getCode)
                .contains(AlertCode.SIGNIFICANT_MOTOR_BLOCK)
                .doesNotContain(AlertCode.DEFICIT_PERSISTS_4H);
    }

    @Test
    void shouldTellVitalSignsWhenTheyScoreOtherwiseOrAQuarterOfAnHourHasPassed() {
        bench.arrives(
                minutes(15), vitals("p1", "v1", minutes(15)).setSystolic(120).build());
        bench.views();

        bench.arrives(
                minutes(16), vitals("p1", "v2", minutes(16)).setSystolic(121).build());
        assertThat(bench.views()).as("scores as before, a minute later").isEmpty();

        bench.arrives(
                minutes(17), vitals("p1", "v3", minutes(17)).setSystolic(95).build());
        VitalSignsView signs = last().getVitalSigns();
        assertThat(signs.getSystolic()).isEqualTo(95);
        assertThat(signs.getScore()).isEqualTo(2);
        assertThat(signs.getAt()).isEqualTo(minutes(17));
    }

    private RecoveryView last() {
        List<RecoveryView> views = bench.views();
        return views.get(views.size() - 1);
    }

    private BlockView block() {
        return last().getBlocks().get(0);
    }

    private static Instant minutes(long minutes) {
        return T0.plus(Duration.ofMinutes(minutes));
    }
}

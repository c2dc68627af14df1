package org.blockwatch.streams.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.event.StraightLegRaiseResult.ABLE;
import static org.blockwatch.event.StraightLegRaiseResult.UNABLE;
import static org.blockwatch.streams.detection.SampleStatements.T0;
import static org.blockwatch.streams.detection.SampleStatements.assessment;
import static org.blockwatch.streams.detection.SampleStatements.legs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.RecoveryView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of patients whose last block has closed leave the store and the board after seven days; numbers of alerts do not. */
class ForgottenPatientsTest {
    private static final Instant CLOSED = T0.plus(Duration.ofHours(72));
    private static final Instant FORGOTTEN = CLOSED.plus(Duration.ofDays(7));

    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    void shouldLeaveAtTheVeryEndOfSevenDaysAndNumberAlertsOn(int cached) {
        try (DetectionHarness harness = new DetectionHarness(T0, cached)) {
            harness.arrives(T0, SampleStatements.block("p1", T0).build());
            examined(harness, "a1", T0.plus(Duration.ofMinutes(20)), true);
            examined(harness, "a2", T0.plus(Duration.ofMinutes(40)), false);
            harness.runUntil(FORGOTTEN.minusMillis(1));
            assertThat(harness.remembers("p1")).isTrue();
            assertThat(numbers(harness.alerts())).containsExactly("b1/SIGNIFICANT_MOTOR_BLOCK/1");
            harness.views();

            harness.runUntil(FORGOTTEN);
            assertThat(harness.remembers("p1")).isFalse();
            assertThat(harness.views()).containsExactly((RecoveryView) null);

            Instant again = FORGOTTEN.plus(Duration.ofDays(5));
            harness.arrives(
                    again, SampleStatements.block("p1", again).setEventId("b2").build());
            examined(harness, "a3", again.plus(Duration.ofMinutes(20)), true);
            assertThat(numbers(harness.alerts())).containsExactly("b1/SIGNIFICANT_MOTOR_BLOCK/2");
        }
    }

    @Test
    void shouldKeepAPatientWhoseBlockIsOpenForAsLongAsItIs() {
        try (DetectionHarness harness = new DetectionHarness(T0)) {
            harness.arrives(T0, SampleStatements.block("p1", T0).build());
            examined(harness, "a1", T0.plus(Duration.ofMinutes(20)), true);
            harness.runUntil(FORGOTTEN.plus(Duration.ofDays(30)));

            assertThat(harness.remembers("p1")).as("an unbroken deficit").isTrue();
        }
    }

    @Test
    void shouldNotBeKeptByWhatIsChartedAfterwards() {
        try (DetectionHarness harness = new DetectionHarness(T0)) {
            harness.arrives(T0, SampleStatements.block("p1", T0).build());
            examined(harness, "a1", T0.plus(Duration.ofMinutes(20)), false);
            Instant later = CLOSED.plus(Duration.ofDays(3));
            harness.arrives(later, SampleStatements.vitals("p1", "v1", later).build());
            harness.runUntil(FORGOTTEN);

            assertThat(harness.remembers("p1")).isFalse();
        }
    }

    private static void examined(DetectionHarness harness, String id, Instant at, boolean weak) {
        harness.arrives(
                at,
                assessment("p1", id, at)
                        .setExam(legs(weak ? UNABLE : ABLE, ABLE))
                        .build());
    }

    private static List<String> numbers(List<Alert> alerts) {
        return alerts.stream()
                .filter(alert -> alert.getCode() == AlertCode.SIGNIFICANT_MOTOR_BLOCK)
                .filter(alert -> alert.getPhase() == AlertPhase.START)
                .map(Alert::getAlertId)
                .toList();
    }
}

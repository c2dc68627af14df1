package org.blockwatch.streams.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.event.StraightLegRaiseResult.ABLE;
import static org.blockwatch.event.StraightLegRaiseResult.UNABLE;
import static org.blockwatch.streams.detection.SampleStatements.T0;
import static org.blockwatch.streams.detection.SampleStatements.legs;

import java.time.Duration;
import java.time.Instant;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.Location;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.event.StraightLegRaiseResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One patient of whom far more is charted than of any: the work is bounded, nothing is lost, and no deadline waits. */
class ManyStatementsTest {
    private static final int MANY = 2_400;
    private static final Duration BURST = Duration.ofMillis(100);

    private final DetectionHarness bench = new DetectionHarness(T0);

    @AfterEach
    void close() {
        bench.close();
    }

    private static BlockPerformed.Builder block(int n, Instant at) {
        return SampleStatements.block("p1", at).setEventId("b" + n).setBlockId("b" + n);
    }

    private static NeuroAssessment.Builder leg(String id, Instant at, StraightLegRaiseResult left) {
        return SampleStatements.assessment("p1", id, at).setExam(legs(left, ABLE));
    }

    /** An able leg at 09:05, then vital signs until 12:10, more than a short history. */
    private Instant chartMany() {
        bench.arrives(T0, block(1, T0).build());
        Instant now = T0.plus(Duration.ofMinutes(5));
        bench.arrives(now, leg("a1", now, ABLE).build());
        for (int n = 0; n < MANY; n++) {
            now = now.plusMillis(4_600);
            bench.arrives(
                    now,
                    SampleStatements.vitals("p1", "v" + n, now).setHeartRate(70).build());
        }
        bench.alerts();
        return now;
    }

    private double postponed() {
        return bench.meters.get("blockwatch.statements.postponed").counter().count();
    }

    @Test
    void shouldLetInAsManyBlocksAsAreWatchedAndRefuseTheNext() {
        for (int n = 1; n <= 32; n++) {
            bench.arrives(T0, block(n, T0).build());
        }
        assertThat(bench.reasons()).isEmpty();

        bench.arrives(T0, block(33, T0).build());
        assertThat(bench.reasons()).containsExactly("TOO_MANY_BLOCKS");
        bench.arrives(T0, block(7, T0).setRevision(1).setAnticoagulated(true).build());
        bench.arrives(T0, SampleStatements.block("p2", T0).build());
        bench.arrives(T0.plusSeconds(60), leg("a1", T0.plusSeconds(60), UNABLE).build());
        assertThat(bench.reasons()).isEmpty();
        assertThat(bench.alerts())
                .filteredOn(alert -> alert.getCode() == AlertCode.SIGNIFICANT_MOTOR_BLOCK)
                .hasSize(32);

        Instant next = T0.plusSeconds(120);
        bench.arrives(next, block(34, next).build());
        assertThat(bench.reasons()).containsExactly("TOO_MANY_BLOCKS");
        bench.arrives(
                next,
                block(7, T0)
                        .setRevision(2)
                        .setStatus(StatementStatus.ENTERED_IN_ERROR)
                        .build());
        bench.arrives(next, block(34, next).build());
        assertThat(bench.reasons()).isEmpty();
    }

    /** Each takes over from the one before, so that only the last is open: they are folded with each other all the same. */
    @Test
    void shouldCountBlocksThatOthersHaveTakenOverFrom() {
        for (int n = 1; n <= 40; n++) {
            Instant at = T0.plusSeconds(n);
            bench.arrives(at, block(n, at).build());
        }
        assertThat(bench.reasons()).hasSize(8).containsOnly("TOO_MANY_BLOCKS");
    }

    @Test
    void shouldFoldALongHistoryOnceForMany() {
        Instant now = chartMany();
        for (int n = 1; n <= 100; n++) {
            now = now.plus(BURST);
            bench.arrives(
                    now,
                    block(1, T0).setRevision(n).setAnticoagulated(n % 2 == 1).build());
        }
        assertThat(postponed()).isBetween(80.0, 99.0); // one in 600 ms, and not one in 100

        bench.runUntil(now.plusSeconds(2));
        assertThat(bench.known("p1").remembered().orElseThrow().recovery())
                .isEqualTo(bench.readAnew().of("p1").recovery())
                .satisfies(recovery -> assertThat(recovery.pictures())
                        .allSatisfy(picture ->
                                assertThat(picture.anticoagulation().name()).isEqualTo("NO")));
        assertThat(bench.known("p1").remembered().orElseThrow().isPostponed()).isFalse();
    }

    @Test
    void shouldTellWhatWasPostponedAndWhereThePatientLies() {
        Instant now = chartMany();
        bench.arrives(now, block(1, T0).setRevision(1).setAnticoagulated(true).build()); // folded at once
        bench.arrives(
                now,
                leg("a1", T0.plus(Duration.ofMinutes(5)), UNABLE).setRevision(1).build());
        bench.arrives(
                now,
                leg("a2", now, UNABLE).setLocation(new Location("4 West", "3")).build());
        assertThat(bench.alerts()).isEmpty();
        assertThat(postponed()).isEqualTo(2);

        bench.runUntil(now.plusSeconds(1));
        assertThat(bench.alerts())
                .filteredOn(alert -> alert.getCode() == AlertCode.SIGNIFICANT_MOTOR_BLOCK)
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.getPhase()).isEqualTo(AlertPhase.START);
                    assertThat(alert.getDueAt()).isEqualTo(T0.plus(Duration.ofMinutes(5)));
                    assertThat(alert.getLocation().getUnit()).isEqualTo("4 West");
                });
    }

    @Test
    void shouldLetNoDeadlineWait() {
        Instant now = chartMany();
        bench.arrives(now, leg("a2", now, UNABLE).build());
        Instant deadline = T0.plus(Duration.ofHours(4));
        for (int n = 1; n <= 3; n++) {
            bench.arrives(
                    deadline.minusMillis(100 - n),
                    block(1, T0).setRevision(n).setAnticoagulated(n % 2 == 1).build());
        }
        assertThat(postponed()).isEqualTo(2);
        bench.alerts();

        bench.runUntil(deadline);
        assertThat(bench.alerts())
                .filteredOn(alert -> alert.getCode() == AlertCode.DEFICIT_PERSISTS_4H)
                .extracting(Alert::getAt)
                .containsExactly(deadline);
    }
}

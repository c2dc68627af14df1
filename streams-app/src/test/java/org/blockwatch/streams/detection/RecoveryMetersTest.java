package org.blockwatch.streams.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.blockwatch.event.StraightLegRaiseResult.ABLE;
import static org.blockwatch.event.StraightLegRaiseResult.UNABLE;
import static org.blockwatch.streams.detection.SampleStatements.T0;
import static org.blockwatch.streams.detection.SampleStatements.assessment;
import static org.blockwatch.streams.detection.SampleStatements.legs;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.blockwatch.event.FeedKind;
import org.blockwatch.event.FeedState;
import org.blockwatch.event.Finding;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.schemas.Canary;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.clock.VirtualClock;
import org.blockwatch.streams.detection.Feeds.Limit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecoveryMetersTest {
    private final DetectionHarness bench = new DetectionHarness(T0.minusSeconds(1));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldCountABlockAtTheWorstStageThatHolds() {
        bench.arrives(T0, SampleStatements.block("p1", T0).build());
        assertStage("UNASSESSED");

        exam(30, legs(UNABLE, ABLE));
        assertStage("DEFICIT");

        exam(
                40,
                NeuroExam.newBuilder(legs(UNABLE, ABLE))
                        .setSaddleAnaesthesia(Finding.PRESENT)
                        .build());
        assertStage("RED_FLAG");
    }

    @Test
    void shouldTakeABlockOffTheCountWhenTimeAloneClosesIt() {
        bench.arrives(T0, SampleStatements.block("p1", T0).build());
        exam(30, legs(ABLE, ABLE));
        assertStage("RECOVERED");

        bench.runUntil(T0.plus(Duration.ofDays(12)));

        assertThat(stages()).isZero();
    }

    @Test
    void shouldCountNoSyntheticPatient() {
        bench.arrives(T0, SampleStatements.block(Canary.PREFIX + "0001", T0).build());

        assertThat(stages()).isZero();
    }

    @Test
    void shouldMeasureFromTheBedsideToTheArrivalOfWhatIsChartedFirst() {
        bench.arrives(T0.plusSeconds(600), SampleStatements.block("p1", T0).build());
        bench.arrives(T0.plusSeconds(900), SampleStatements.block("p1", T0).build()); // the same again

        var lateness = bench.meters
                .get("blockwatch.charting.lateness")
                .tag("type", "BlockPerformed")
                .timer();
        assertThat(lateness.count()).isEqualTo(1);
        assertThat(lateness.totalTime(TimeUnit.SECONDS)).isEqualTo(600);
    }

    @Test
    void shouldMeasureTheSilenceOfTopicsAndNamedSystemsAndOfNoOthers() {
        VirtualClock clock = EngineClock.virtual(T0);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Feeds feeds = Feeds.of(List.of(Limit.parse("vitals=PT10M")), List.of(Limit.parse("EPR=PT1H")));
        FeedArrivals silence = new FeedArrivals(feeds, clock);
        FeedMeters.show(silence, meters);

        clock.advanceTo(T0.plusSeconds(60));
        silence.heard(SampleStatements.block("p1", T0).setSource("EPR").build(), T0.plusSeconds(50), T0);
        silence.heard(
                SampleStatements.block("p1", T0)
                        .setSource("a system that nobody named")
                        .build(),
                T0.plusSeconds(40),
                T0);

        assertThat(seconds("blockwatch.feed.silence", "blocks", meters))
                .as("the latest arrival counts")
                .isEqualTo(10);
        assertThat(seconds("blockwatch.feed.silence", "source:EPR", meters)).isEqualTo(10);
        assertThat(seconds("blockwatch.feed.silence", "vitals", meters)).isEqualTo(60);
        assertThat(seconds("blockwatch.feed.limit", "vitals", meters)).isEqualTo(600);
        assertThat(meters.get("blockwatch.feed.silence").gauges()).hasSize(5);
        assertThat(silence.rows())
                .as("rows of what was heard: of the others another instance may know more")
                .extracting(FeedState::getSource, FeedState::getKind, FeedState::getLastArrivalAt)
                .containsExactly(
                        tuple("blocks", FeedKind.STATEMENTS, T0.plusSeconds(50)),
                        tuple("source:EPR", FeedKind.SYSTEM, T0.plusSeconds(50)));
        clock.advanceTo(T0.plusSeconds(50 + 3601));
        assertThat(silence.rows().get(1).getSilentSince()).isEqualTo(T0.plusSeconds(50));
        assertThat(silence.rows().get(0).getSilentSince()).isNull();
    }

    @Test
    void shouldRefuseALimitForWhatIsNoFeed() {
        assertThatThrownBy(() -> Feeds.of(List.of(Limit.parse("vitlas=PT10M")), List.of()))
                .hasMessageContaining("vitlas")
                .hasMessageContaining("blocks, assessments, vitals, care-events");
        assertThatThrownBy(() -> Limit.parse("vitals")).hasMessageContaining("vitals=PT12H");
    }

    private void exam(int minute, NeuroExam exam) {
        Instant at = T0.plus(Duration.ofMinutes(minute));
        bench.arrives(at, assessment("p1", "a" + minute, at).setExam(exam).build());
    }

    private void assertStage(String stage) {
        assertThat(bench.meters
                        .get("blockwatch.blocks.open")
                        .tag("stage", stage)
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(stages()).isEqualTo(1);
    }

    private double stages() {
        return bench.meters.get("blockwatch.blocks.open").gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    private static double seconds(String gauge, String feed, SimpleMeterRegistry meters) {
        return meters.get(gauge).tag("feed", feed).gauge().value();
    }
}

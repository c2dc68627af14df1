package org.blockwatch.board.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.blockwatch.board.ward.OpaqueKeys;
import org.blockwatch.board.ward.Ward;
import org.blockwatch.event.FeedKind;
import org.blockwatch.event.FeedState;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.clock.VirtualClock;
import org.junit.jupiter.api.Test;

/** Whether a board notices that what it shows is not alive. */
class LivenessTest {
    private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private final VirtualClock clock = EngineClock.virtual(START);
    private final Ward ward = new Ward(new OpaqueKeys(new byte[] {1}), nanos::get);
    private final Liveness liveness = new Liveness(ward, Optional::empty, clock, nanos::get);

    @Test
    void shouldBeAliveWhileAnEngineSpeaksAndJudgesEveryPartition() {
        engine("engine:a", List.of(0, 1, 2), START);

        assertThat(liveness.lamps()).allMatch(Lamp::good);
    }

    @Test
    void shouldSayWithinFifteenSecondsThatAnEngineIsFrozenAndSinceWhen() {
        engine("engine:a", List.of(0, 1), START);
        pass(Duration.ofSeconds(10));
        assertThat(lamp("engine").good()).isTrue();

        pass(Duration.ofSeconds(2));
        Lamp frozen = lamp("engine");
        assertThat(frozen.text()).isEqualTo("engine:a says nothing");
        pass(Duration.ofSeconds(60));
        assertThat(lamp("engine").since()).as("since it was first noticed").isEqualTo(frozen.since());

        engine("engine:a", List.of(0, 1), clock.now());
        assertThat(lamp("engine").good()).isTrue();
    }

    @Test
    void shouldNotCountAnEngineThatSpeaksAndJudgesLate() {
        engine("engine:a", List.of(0), START.minusSeconds(11));

        assertThat(lamp("engine").text()).isEqualTo("engine:a: judges late");
    }

    @Test
    void shouldMissAPartitionThatNobodyJudges() {
        engine("engine:a", List.of(0, 2), START);

        assertThat(lamp("engine").text()).isEqualTo("nobody judges a part of the patients");
    }

    @Test
    void shouldTellASilentFeedEvenIfNobodyWritesItsRowAnyMore() {
        engine("engine:a", List.of(0), START);
        ward.heard(
                Topics.FEEDS,
                "vitals",
                FeedState.newBuilder()
                        .setSource("vitals")
                        .setKind(FeedKind.STATEMENTS)
                        .setAt(START)
                        .setLastArrivalAt(START)
                        .setLimit(Duration.ofMinutes(1).toMillis())
                        .build());
        assertThat(lamp("feed").good()).isTrue();

        clock.advanceTo(START.plusSeconds(61));

        assertThat(lamp("feed").text()).isEqualTo("nothing comes from vitals");
        assertThat(lamp("engine").good()).as("one dead feed hides nothing else").isTrue();
    }

    private void engine(String source, List<Integer> partitions, Instant watermark) {
        ward.heard(
                Topics.FEEDS,
                source,
                FeedState.newBuilder()
                        .setSource(source)
                        .setKind(FeedKind.ENGINE)
                        .setAt(clock.now())
                        .setWatermark(watermark)
                        .setPartitions(partitions)
                        .build());
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        clock.advance(time);
    }

    private Lamp lamp(String id) {
        return liveness.lamps().stream()
                .filter(lamp -> lamp.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}

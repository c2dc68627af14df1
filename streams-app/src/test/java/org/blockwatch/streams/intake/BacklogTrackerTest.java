package org.blockwatch.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BacklogTrackerTest {
    private static final TopicPartition BLOCKS = new TopicPartition("blocks", 3);
    private static final TopicPartition VITALS = new TopicPartition("vitals", 3);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final BacklogTracker backlogs = new BacklogTracker(Duration.ofDays(1), meters);

    @Test
    void shouldOpenOnceTheLastRecordBeforeTheEndIsProcessed() {
        backlogs.assigned(BLOCKS);
        backlogs.endsAt(BLOCKS, 10);
        backlogs.read(BLOCKS, 10, 9);
        assertThat(backlogs.isOpen(3)).as("read, not yet processed").isFalse();

        backlogs.processed("blocks", 3, 9);
        assertThat(backlogs.isOpen(3)).isTrue();
    }

    @Test
    void shouldOpenThoughTheLastOffsetsAreMarkersThatNobodyIsHanded() {
        backlogs.assigned(BLOCKS);
        backlogs.endsAt(BLOCKS, 10);
        backlogs.read(BLOCKS, 8, 7);
        backlogs.processed("blocks", 3, 7);
        assertThat(backlogs.isOpen(3)).isFalse();

        backlogs.read(BLOCKS, 10, -1);
        assertThat(backlogs.isOpen(3)).isTrue();
    }

    @Test
    void shouldWaitForEveryTopicOfTheTaskAndForNoOther() {
        backlogs.assigned(BLOCKS);
        backlogs.assigned(VITALS);
        backlogs.endsAt(BLOCKS, 0);
        backlogs.read(BLOCKS, 0, -1);

        assertThat(backlogs.isOpen(3))
                .as("nobody has said where the vital signs end")
                .isFalse();
        assertThat(backlogs.isOpen(4)).isTrue();
        backlogs.revoked(VITALS);
        assertThat(backlogs.isOpen(3)).isTrue();
    }

    @Test
    void shouldCloseAgainWhenThePartitionIsAssignedAnew() {
        backlogs.assigned(BLOCKS);
        backlogs.endsAt(BLOCKS, 0);
        backlogs.read(BLOCKS, 0, -1);
        assertThat(backlogs.isOpen(3)).isTrue();

        backlogs.assigned(BLOCKS);
        assertThat(backlogs.isOpen(3)).isFalse();
    }

    @Test
    void shouldLosePatienceAndCountIt() {
        BacklogTracker impatient = new BacklogTracker(Duration.ZERO, meters);
        impatient.assigned(BLOCKS);

        assertThat(impatient.isOpen(3)).isTrue();
        assertThat(meters.get("blockwatch.drain.timeouts").counter().count()).isEqualTo(1);
        assertThat(impatient.isOpen(3)).as("for good").isTrue();
    }

    @Test
    void shouldLetLaddersGoOnOnceAllAreJudgedWhoWereDueWhenItOpened() {
        Instant opened = Instant.parse("2026-03-01T09:00:00.000000500Z");
        backlogs.assigned(BLOCKS);
        assertThat(backlogs.isJudged(3)).isFalse();
        assertThat(backlogs.isJudged(4)).as("another task").isTrue();

        backlogs.judged(3, opened.minusSeconds(60), opened);
        assertThat(backlogs.isJudged(3)).as("the tick could not do all").isFalse();
        backlogs.judged(3, opened.truncatedTo(ChronoUnit.MILLIS), opened.plusSeconds(5));
        assertThat(backlogs.isJudged(3))
                .as("what has come due since is no past")
                .isTrue();

        backlogs.assigned(BLOCKS);
        assertThat(backlogs.isJudged(3)).isFalse();
    }
}

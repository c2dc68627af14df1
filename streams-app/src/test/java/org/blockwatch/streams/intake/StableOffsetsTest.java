package org.blockwatch.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StableOffsetsTest {
    private static final String TOPIC = "blockwatch.assessments";
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);

    private final StableOffsets offsets = new StableOffsets();

    @Test
    void shouldTellForHowLongAnOpenTransactionHoldsReadersUp() {
        offsets.observe(FIRST, 10, 12, seconds(0));
        offsets.observe(FIRST, 10, 40, seconds(61));

        assertThat(heldUp(61)).isEqualTo(Duration.ofSeconds(61));
    }

    @Test
    void shouldStartAgainWhereOneTransactionFollowsTheOther() {
        offsets.observe(FIRST, 10, 12, seconds(0));
        offsets.observe(FIRST, 11, 13, seconds(50));

        assertThat(heldUp(61)).isEqualTo(Duration.ofSeconds(11));
    }

    @Test
    void shouldForgetATransactionThatHasEnded() {
        offsets.observe(FIRST, 10, 12, seconds(0));
        offsets.observe(FIRST, 12, 12, seconds(30));

        assertThat(heldUp(61)).isZero();
    }

    @Test
    void shouldTellTheLongestOfAllPartitionsOfTheTopicAlone() {
        offsets.observe(FIRST, 10, 12, seconds(20));
        offsets.observe(SECOND, 3, 4, seconds(5));
        offsets.observe(new TopicPartition("blockwatch.vitals", 0), 3, 4, seconds(0));

        assertThat(heldUp(61)).isEqualTo(Duration.ofSeconds(56));
    }

    private Duration heldUp(int at) {
        return offsets.heldUp(TOPIC, seconds(at));
    }

    private static long seconds(int number) {
        return Duration.ofSeconds(number).toNanos();
    }
}

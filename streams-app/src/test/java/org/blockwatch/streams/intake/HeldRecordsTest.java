package org.blockwatch.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HeldRecordsTest {
    private static final TopicPartition BLOCKS = new TopicPartition("blocks", 0);
    private static final TopicPartition VITALS = new TopicPartition("vitals", 0);

    private final Set<Byte> known = new HashSet<>(Set.of((byte) 1));
    private final Map<TopicPartition, Long> stopped = new HashMap<>();
    private final HeldRecords holdBack = new HeldRecords((topic, value) -> known.contains(value[0]));

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset, int schema) {
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, new byte[] {(byte) schema});
    }

    private static ConsumerRecords<byte[], byte[]> polled() {
        return new ConsumerRecords<>(
                Map.of(
                        BLOCKS, List.of(record(BLOCKS, 5, 1), record(BLOCKS, 7, 2), record(BLOCKS, 8, 1)),
                        VITALS, List.of(record(VITALS, 3, 1))),
                Map.of(BLOCKS, new OffsetAndMetadata(9), VITALS, new OffsetAndMetadata(4)));
    }

    @Test
    void shouldStopOnePartitionBeforeTheRecordThatCannotBeReadYet() {
        ConsumerRecords<byte[], byte[]> sifted = holdBack.sift(polled(), stopped::put);

        assertThat(StreamSupport.stream(sifted.spliterator(), false).map(r -> r.topic() + r.offset()))
                .containsExactlyInAnyOrder("blocks5", "vitals3");
        assertThat(sifted.nextOffsets().get(BLOCKS).offset()).isEqualTo(7);
        assertThat(sifted.nextOffsets().get(VITALS).offset()).isEqualTo(4);
        assertThat(stopped).isEqualTo(Map.of(BLOCKS, 7L));
    }

    @Test
    void shouldGoOnWhenTheSchemaIsKnown() {
        holdBack.sift(polled(), stopped::put);
        assertThat(holdBack.release(Set.of(BLOCKS, VITALS))).isEmpty();
        assertThat(holdBack.isHeld(BLOCKS)).isTrue();

        known.add((byte) 2);

        assertThat(holdBack.release(Set.of(BLOCKS, VITALS))).containsExactly(BLOCKS);
        assertThat(holdBack.isHeld(BLOCKS)).isFalse();
    }

    @Test
    void shouldForgetAPartitionThatWentToAnotherInstance() {
        holdBack.sift(polled(), stopped::put);

        assertThat(holdBack.release(Set.of(VITALS))).isEmpty();
        assertThat(holdBack.isHeld(BLOCKS)).isFalse();
    }
}

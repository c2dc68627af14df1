package org.blockwatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final TopicPartition PARTITION = new TopicPartition("statements", 2);

    private final Backlog backlog = new Backlog(null);

    @Test
    void shouldHoldARecordFromItsSendingUntilItIsCommitted() {
        assertThat(backlog.oldest()).isZero();

        long sending = backlog.sending();
        assertThat(backlog.oldest()).isPositive();

        backlog.sent(sending, new RecordMetadata(PARTITION, 7, 0, 0, 0, 0));
        backlog.finished(Map.of(PARTITION, new OffsetAndMetadata(7)));
        assertThat(backlog.oldest()).isPositive(); // 7 is what will be read next

        backlog.finished(Map.of(PARTITION, new OffsetAndMetadata(8)));
        assertThat(backlog.oldest()).isZero();
    }

    @Test
    void shouldForgetWhatTheBrokersRefuse() {
        backlog.refused(backlog.sending());

        assertThat(backlog.oldest()).isZero();
    }
}

package org.blockwatch.consumer.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.blockwatch.consumer.audit.PageMeters;
import org.blockwatch.consumer.delivery.DeliveryReport;

/** Writes what has become of pages, each time with the offsets that follow from it in one transaction. */
public final class OutcomeRecorder implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final RecordSerdes wire;
    private final PageMeters meters;

    /** A recorder that ends with this producer. */
    public OutcomeRecorder(Producer<byte[], byte[]> producer, RecordSerdes wire, PageMeters meters) {
        this.producer = producer;
        this.wire = wire;
        this.meters = meters;
    }

    /** Undoes what an earlier process of the same name has left open, and shuts it out. */
    void open() {
        producer.initTransactions();
    }

    /**
     * Commits what is due in the ledger.
     *
     * @param member who the offsets are committed for
     * @throws org.apache.kafka.common.KafkaException if that cannot be; then nothing is
     */
    void commit(OffsetTracker<DeliveryReport> ledger, ConsumerGroupMetadata member) {
        OffsetTracker.Batch<DeliveryReport> due = ledger.due();
        if (!due.isEmpty()) {
            commit(due, member);
            ledger.committed(due);
            due.records().forEach(this::count);
        }
        ledger.oldestSince().ifPresentOrElse(meters::oldestUnfinishedSince, meters::allFinished);
    }

    private void commit(OffsetTracker.Batch<DeliveryReport> due, ConsumerGroupMetadata member) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        due.offsets().forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        producer.beginTransaction();
        due.records().forEach(outcome -> producer.send(outcome.record(wire)));
        producer.sendOffsetsToTransaction(offsets, member);
        producer.commitTransaction(); // throws if any send failed
    }

    private void count(DeliveryReport outcome) {
        if (outcome instanceof DeliveryReport.Ended end) {
            meters.recorded(end.event());
        } else {
            meters.deadLetter();
        }
    }

    /** The broker undoes a transaction that is left open. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}

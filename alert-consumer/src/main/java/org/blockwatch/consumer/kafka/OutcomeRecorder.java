package org.blockwatch.consumer.kafka;

import static org.blockwatch.schemas.Topics.PAGE_EVENTS;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.blockwatch.consumer.audit.PageMeters;
import org.blockwatch.event.PageEvent;
import org.blockwatch.schemas.DeadLetterRecord;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.kafka.RecordSerdes;
import org.jspecify.annotations.Nullable;

/** Writes what has become of pages, each time with the offsets that follow from it in one transaction. */
public final class OutcomeRecorder implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final RecordSerdes serdes;
    private final PageMeters meters;
    private final EngineClock clock;

    /** A recorder that ends with this producer. */
    public OutcomeRecorder(
            Producer<byte[], byte[]> producer, RecordSerdes serdes, PageMeters meters, EngineClock clock) {
        this.producer = producer;
        this.serdes = serdes;
        this.meters = meters;
        this.clock = clock;
    }

    /** Undoes what an earlier process of the same name has left open, and shuts it out. */
    void open() {
        producer.initTransactions();
    }

    /**
     * Commits what is due.
     *
     * @param member who the offsets are committed for
     * @throws org.apache.kafka.common.KafkaException if that cannot be; then nothing is
     */
    void commit(OffsetTracker<Outcome> offsets, ConsumerGroupMetadata member) {
        OffsetTracker.Batch<Outcome> due = offsets.due();
        if (!due.isEmpty()) {
            commit(due, member);
            offsets.committed(due);
            due.records().forEach(outcome -> outcome.count(meters));
        }
        offsets.oldestSince().ifPresentOrElse(meters::oldestUnfinishedSince, meters::allFinished);
    }

    private void commit(OffsetTracker.Batch<Outcome> due, ConsumerGroupMetadata member) {
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        due.offsets().forEach((partition, offset) -> next.put(partition, new OffsetAndMetadata(offset)));
        producer.beginTransaction();
        due.records().forEach(outcome -> producer.send(outcome.record()));
        producer.sendOffsetsToTransaction(next, member);
        producer.commitTransaction(); // throws if any send failed
    }

    /**
     * What is to be written, of a page or of a request that cannot be read.
     *
     * @param event what became of a page; null: the request cannot be read
     */
    record Outcome(
            ProducerRecord<byte[], byte[]> record, @Nullable PageEvent event) {

        private void count(PageMeters meters) {
            if (event == null) {
                meters.deadLetter();
            } else {
                meters.recorded(event);
            }
        }
    }

    /** Returns what became of a page, as it is written. */
    Outcome outcome(PageEvent event) {
        byte[] key = event.getPatientId().getBytes(StandardCharsets.UTF_8);
        return new Outcome(new ProducerRecord<>(PAGE_EVENTS.topicName(), key, serdes.write(PAGE_EVENTS, event)), event);
    }

    /** Returns a request that cannot be read, as it is put aside. */
    Outcome refusal(ConsumerRecord<byte[], byte[]> received, String detail) {
        DeadLetterRecord.Received letter = new DeadLetterRecord.Received(
                received.topic(),
                received.partition(),
                received.offset(),
                received.key(),
                received.value(),
                received.headers());
        return new Outcome(DeadLetterRecord.of(letter, "UNDECODABLE", detail, clock.now()), null);
    }

    /** The broker undoes a transaction that is left open. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}

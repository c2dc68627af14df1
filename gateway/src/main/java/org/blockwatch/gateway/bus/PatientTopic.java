package org.blockwatch.gateway.bus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.blockwatch.event.PatientPlace;
import org.blockwatch.gateway.patient.PatientPlaces;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.kafka.PassedOverRecords;
import org.blockwatch.service.kafka.RecordSerdes;

/** Reads what is remembered of patients, to the end when it opens and on from there: another gateway writes there too. For one thread. */
final class PatientTopic implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Consumer<byte[], byte[]> consumer;
    private final RecordSerdes serdes;
    private final PatientPlaces places;
    private final PassedOverRecords passedOver;

    private PatientTopic(
            Consumer<byte[], byte[]> consumer,
            RecordSerdes serdes,
            PatientPlaces places,
            PassedOverRecords passedOver) {
        this.consumer = consumer;
        this.serdes = serdes;
        this.places = places;
        this.passedOver = passedOver;
    }

    /**
     * Reads the topic to its end.
     *
     * @throws KafkaException if it is not there or cannot be read
     */
    static PatientTopic open(
            Consumer<byte[], byte[]> consumer,
            RecordSerdes serdes,
            PatientPlaces places,
            PassedOverRecords passedOver) {
        PatientTopic topic = new PatientTopic(consumer, serdes, places, passedOver);
        try {
            topic.readToEnd();
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
        return topic;
    }

    private void readToEnd() {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.PATIENTS.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException(
                    "there is no topic " + Topics.PATIENTS.topicName() + ": streams-app makes the topics at its start");
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        long waitedFrom = System.nanoTime();
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < Objects.requireNonNull(ends.get(partition)))) {
            if (hear(POLL)) {
                waitedFrom = System.nanoTime();
            } else if (System.nanoTime() - waitedFrom > PATIENCE.toNanos()) {
                throw new TimeoutException(Topics.PATIENTS.topicName() + " cannot be read to its end");
            }
        }
    }

    /** Hears what has come since; returns whether anything has. */
    boolean hear(Duration wait) {
        var polled = consumer.poll(wait);
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            passedOver.read(record, () -> take(record));
        }
        return !polled.isEmpty();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            places.forget(new String(record.key(), StandardCharsets.UTF_8));
        } else {
            places.hear(serdes.read(Topics.PATIENTS, PatientPlace.class, record.value()));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}

package org.blockwatch.cli.erase;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Bytes;
import org.blockwatch.cli.kafka.TopicReader;
import org.blockwatch.event.Invitation;
import org.blockwatch.schemas.Topics;

/**
 * What topics and changelogs hold of one patient.
 *
 * @param rows of topics that keep the latest record of each key for ever, by topic: each is to get a tombstone
 * @param records of topics that delete by age, by topic: they go when their time is over
 */
public record PatientTraces(Map<String, List<Row>> rows, Map<String, Remains> records) {

    /** A row that is there. */
    public record Row(TopicPartition partition, byte[] key) {

        ProducerRecord<byte[], byte[]> tombstone() {
            return new ProducerRecord<>(partition.topic(), partition.partition(), key, null);
        }
    }

    /**
     * Records that cannot be deleted one by one.
     *
     * @param latest when the last of them arrived
     */
    public record Remains(int count, Instant latest) {

        private Remains and(Instant another) {
            return new Remains(count + 1, another.isAfter(latest) ? another : latest);
        }
    }

    /**
     * Reads every topic of the contract and every changelog.
     *
     * @param applicationId of streams-app, whose name its changelogs bear
     * @throws org.apache.kafka.common.KafkaException if the brokers do not answer
     */
    public static PatientTraces read(TopicReader topics, String patientId, String applicationId) {
        var key = new PatientKey(patientId);
        var traces = new PatientTraces(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (var topic : Topics.values()) {
            if (topic == Topics.INVITATIONS) {
                traces.rows(topics, topic.topicName(), record -> isAbout(topics, record, patientId));
                continue;
            }
            if (!topic.keyed() && topic != Topics.DEAD_LETTERS) {
                continue; // keyed by something else: no patient's rows
            }
            if (topic.retention().isEmpty()) {
                traces.rows(topics, topic.topicName(), record -> key.isWhole(record.key()));
            } else {
                traces.records(topics, topic.topicName(), key::isWhole);
            }
        }
        changelogs(applicationId, key)
                .forEach((topic, isPatients) -> traces.rows(topics, topic, record -> isPatients.test(record.key())));
        return traces;
    }

    /** Returns the changelogs of streams-app, each with how a patient is known in its keys. */
    private static Map<String, Predicate<byte[]>> changelogs(String applicationId, PatientKey key) {
        var changelogs = new LinkedHashMap<String, Predicate<byte[]>>();
        changelogs.put(applicationId + "-recoveries-changelog", key::isWhole);
        changelogs.put(applicationId + "-alert-counts-changelog", key::isWhole);
        changelogs.put(applicationId + "-ladders-changelog", key::isLadder);
        changelogs.put(applicationId + "-timers-changelog", key::isTimer);
        changelogs.put(applicationId + "-history-changelog", key::isHistory);
        return changelogs;
    }

    /** Invitations are found by what they hold: their keys are links' ids. One that has become a tombstone is nobody's. */
    private static boolean isAbout(TopicReader topics, ConsumerRecord<byte[], byte[]> record, String patientId) {
        try {
            return record.value() == null
                    || topics.decode(record.topic(), record.value()) instanceof Invitation invitation
                            && invitation.getPatientId().equals(patientId);
        } catch (SerializationException e) {
            return false; // no invitation of anybody's
        }
    }

    private void rows(TopicReader topics, String topic, Predicate<ConsumerRecord<byte[], byte[]>> isPatients) {
        var standing = new LinkedHashMap<Bytes, Row>();
        topics.readRaw(topics.partitions(topic), Optional.empty(), record -> {
            if (record.key() == null || !isPatients.test(record)) {
                return;
            }
            if (record.value() == null) {
                standing.remove(Bytes.wrap(record.key()));
            } else {
                standing.put(
                        Bytes.wrap(record.key()), new Row(new TopicPartition(topic, record.partition()), record.key()));
            }
        });
        rows.put(topic, new ArrayList<>(standing.values()));
    }

    private void records(TopicReader topics, String topic, Predicate<byte[]> isPatients) {
        topics.readRaw(topics.partitions(topic), Optional.empty(), record -> {
            if (record.key() != null && isPatients.test(record.key())) {
                var at = Instant.ofEpochMilli(record.timestamp());
                records.merge(topic, new Remains(1, at), (some, one) -> some.and(one.latest()));
            }
        });
    }

    /** Returns how many rows there are to be erased. */
    public int rowCount() {
        return rows.values().stream().mapToInt(List::size).sum();
    }
}

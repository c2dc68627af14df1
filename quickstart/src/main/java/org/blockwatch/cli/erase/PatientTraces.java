package org.blockwatch.cli.erase;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Bytes;
import org.blockwatch.cli.kafka.TopicReader;
import org.blockwatch.event.Invitation;
import org.blockwatch.schemas.StateSerde;
import org.blockwatch.schemas.Topics;
import org.blockwatch.state.AlertCountsState;
import org.blockwatch.state.RecoveryState;

/**
 * What topics and changelogs hold of one patient.
 *
 * @param rows of topics that keep the latest record of each key for ever, by topic: each is to get a tombstone
 * @param records of topics that delete by age, by topic: they go when their time is over
 * @param numbers how many alerts of each kind there were: kept while records stay that name alerts, since an alertId that is
 *     given again would be taken for that of an earlier alert
 */
public record PatientTraces(Map<String, List<Row>> rows, Map<String, Remains> records, List<Row> numbers) {

    private static final String RECOVERIES = "-recoveries-changelog";
    private static final String COUNTS = "-alert-counts-changelog";
    private static final StateSerde<RecoveryState> RECOVERY = StateSerde.of(RecoveryState.class);
    private static final StateSerde<AlertCountsState> NUMBERS = StateSerde.of(AlertCountsState.class);
    private static final List<Topics> NAME_ALERTS =
            List.of(Topics.ALERTS, Topics.ALERT_RESPONSES, Topics.PAGES, Topics.PAGE_EVENTS);

    /** A row that is there, or is to be. */
    public record Row(TopicPartition partition, byte[] key, byte[] value) {

        ProducerRecord<byte[], byte[]> record() {
            return new ProducerRecord<>(partition.topic(), partition.partition(), key, value);
        }

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
     * @param numbersToo whether the numbers of alerts are to be erased though records stay that name alerts
     * @throws org.apache.kafka.common.KafkaException if the brokers do not answer
     */
    public static PatientTraces read(TopicReader topics, String patientId, String applicationId, boolean numbersToo) {
        var key = new PatientKey(patientId);
        var traces = new PatientTraces(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
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
        if (!numbersToo && traces.alertsGoneBy().isPresent()) {
            traces.keepNumbers(applicationId + RECOVERIES, applicationId + COUNTS);
        }
        return traces;
    }

    /** Takes the numbers out of what is to be erased; they stand in the patient's own row until that is forgotten. */
    private void keepNumbers(String recoveries, String counts) {
        numbers.addAll(rows.put(counts, List.of()));
        if (!numbers.isEmpty()) {
            return;
        }
        for (var row : Objects.requireNonNull(rows.get(recoveries))) {
            var known = RECOVERY.decode(row.value()).getCounts();
            if (!known.isEmpty()) {
                numbers.add(new Row(
                        new TopicPartition(counts, row.partition().partition()),
                        row.key(),
                        NUMBERS.encode(new AlertCountsState(known))));
            }
        }
    }

    /** Returns the topic whose records name alerts and whose last arrived last, if any is left. */
    public Optional<Map.Entry<String, Remains>> alertsGoneBy() {
        return records.entrySet().stream()
                .filter(entry ->
                        NAME_ALERTS.stream().anyMatch(topic -> topic.topicName().equals(entry.getKey())))
                .max(Comparator.comparing(entry -> entry.getValue().latest()));
    }

    /** Returns the changelogs of streams-app, each with how a patient is known in its keys. */
    private static Map<String, Predicate<byte[]>> changelogs(String applicationId, PatientKey key) {
        var changelogs = new LinkedHashMap<String, Predicate<byte[]>>();
        changelogs.put(applicationId + RECOVERIES, key::isWhole);
        changelogs.put(applicationId + COUNTS, key::isWhole);
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
                        Bytes.wrap(record.key()),
                        new Row(new TopicPartition(topic, record.partition()), record.key(), record.value()));
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

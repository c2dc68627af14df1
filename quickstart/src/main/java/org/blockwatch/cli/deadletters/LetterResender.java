package org.blockwatch.cli.deadletters;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.blockwatch.schemas.Topics;

/**
 * Sends records again as they were received, and marks their letters in the same transaction: a record is sent if and
 * only if that is recorded. Who opens one shuts out whoever was at it before, so that two people cannot send the same
 * letter twice.
 */
public final class LetterResender implements AutoCloseable {

    /** The one {@code transactional.id} of whoever works with dead letters. */
    public static final String TRANSACTIONAL_ID = "dead-letters-resend";

    /** Of the headers that a letter has got from us, those that say where the record lay and why it was refused. */
    private static final String OURS = "blockwatch.";

    private static final int PATIENCE_MS = 10_000;

    private final Producer<byte[], byte[]> producer;
    private final String by;

    /**
     * A letter on its way.
     *
     * @param home the one partition on which its patient's records count
     */
    public record Resend(StoredLetter letter, String key, TopicPartition home) {}

    /**
     * Opens one. What was sent before it and not recorded is undone; so read the letters after this.
     *
     * @param client Kafka client properties with {@code bootstrap.servers}
     * @param by who sends
     * @throws KafkaException if the brokers do not answer or refuse
     */
    public LetterResender(Map<String, String> client, String by) {
        var settings = new HashMap<String, Object>(client);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * PATIENCE_MS);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        this.by = by;
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close();
            throw e;
        }
    }

    /**
     * Sends letters again and marks them, all or none.
     *
     * @throws KafkaException if the brokers do not take them: none is sent
     */
    public void send(List<Resend> resends, Instant at) {
        producer.beginTransaction();
        try {
            for (var resend : resends) {
                var letter = resend.letter();
                var mark = new ResendMark(letter.id(), at, by, ResendMark.place(resend.home()));
                producer.send(record(resend, mark));
                producer.send(mark.record(
                        Topics.DEAD_LETTERS.topicName(), letter.record().key()));
            }
            producer.commitTransaction();
        } catch (KafkaException e) {
            producer.close(); // which undoes what is open; after a fatal error nothing else can be done with it
            throw e;
        }
    }

    /** Returns the record as it was received, but for its key and partition and what it bears of the letter. */
    private static ProducerRecord<byte[], byte[]> record(Resend resend, ResendMark mark) {
        var record = new ProducerRecord<>(
                resend.home().topic(),
                resend.home().partition(),
                resend.key().getBytes(StandardCharsets.UTF_8),
                resend.letter().record().value());
        for (var header : resend.letter().record().headers()) {
            if (!header.key().startsWith(OURS)) {
                record.headers().add(header);
            }
        }
        mark.tell(record.headers());
        return record;
    }

    @Override
    public void close() {
        producer.close();
    }
}

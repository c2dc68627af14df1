package org.blockwatch.bench.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's own clients and nothing else: every statement is written to another topic, exactly once, a transaction every 100 ms. The floor of
 * any engine that durably logs one change for each input.
 */
public final class TransactionalCopy implements MeasuredEngine {

    @Override
    public Running start(Assignment assignment) {
        return new Consuming(KafkaSettings.consumer(assignment), new Copying(assignment));
    }

    private static final class Copying implements Consuming.Work {
        private static final long COMMIT_NS = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(Assignment.COMMIT_MS));

        private final KafkaProducer<byte[], byte[]> producer;
        private final Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
        private long begunAt;

        private Copying(Assignment assignment) {
            Map<String, Object> settings = KafkaSettings.producer(assignment);
            settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, assignment.group());
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            producer.initTransactions();
        }

        @Override
        public void take(ConsumerRecords<byte[], byte[]> records, KafkaConsumer<byte[], byte[]> consumer) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (reached.isEmpty()) {
                    producer.beginTransaction();
                    begunAt = System.nanoTime();
                }
                producer.send(new ProducerRecord<>(OUTPUT, record.key(), record.value()));
                reached.put(
                        new TopicPartition(record.topic(), record.partition()),
                        new OffsetAndMetadata(record.offset() + 1));
            }
            if (!reached.isEmpty() && System.nanoTime() - begunAt >= COMMIT_NS) {
                producer.sendOffsetsToTransaction(reached, consumer.groupMetadata());
                producer.commitTransaction();
                reached.clear();
            }
        }

        @Override
        public void close() {
            producer.close();
        }
    }
}

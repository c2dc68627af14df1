package org.blockwatch.consumer.delivery;

import static org.blockwatch.schemas.Topics.PAGE_EVENTS;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.blockwatch.consumer.kafka.RecordSerdes;
import org.blockwatch.event.PageEvent;

/** What is recorded of a page, or of a request that could not be read. */
public sealed interface DeliveryReport {

    /** The record to be written. */
    ProducerRecord<byte[], byte[]> record(RecordSerdes wire);

    /** An attempt has ended, or the page as a whole can reach nobody. */
    record Ended(PageEvent event) implements DeliveryReport {
        @Override
        public ProducerRecord<byte[], byte[]> record(RecordSerdes wire) {
            return new ProducerRecord<>(
                    PAGE_EVENTS.topicName(),
                    event.getPatientId().getBytes(StandardCharsets.UTF_8),
                    wire.write(PAGE_EVENTS, event));
        }
    }

    /** A request could not be read. */
    record Refused(ProducerRecord<byte[], byte[]> deadLetter) implements DeliveryReport {
        @Override
        public ProducerRecord<byte[], byte[]> record(RecordSerdes wire) {
            return deadLetter;
        }
    }
}

package org.blockwatch.dispatch;

import static org.blockwatch.schemas.Topics.PAGE_EVENTS;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.blockwatch.event.PageEvent;

/** What is recorded of a page, or of a request that could not be read. */
sealed interface Outcome {

    /** The record to be written. */
    ProducerRecord<byte[], byte[]> record(Wire wire);

    /** An attempt has ended, or the page as a whole can reach nobody. */
    record Ended(PageEvent event) implements Outcome {
        @Override
        public ProducerRecord<byte[], byte[]> record(Wire wire) {
            return new ProducerRecord<>(
                    PAGE_EVENTS.topicName(),
                    event.getPatientId().getBytes(StandardCharsets.UTF_8),
                    wire.write(PAGE_EVENTS, event));
        }
    }

    /** A request could not be read. */
    record Refused(ProducerRecord<byte[], byte[]> deadLetter) implements Outcome {
        @Override
        public ProducerRecord<byte[], byte[]> record(Wire wire) {
            return deadLetter;
        }
    }
}

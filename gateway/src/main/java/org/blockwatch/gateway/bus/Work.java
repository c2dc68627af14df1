package org.blockwatch.gateway.bus;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.blockwatch.gateway.patient.OutgoingRecord;
import org.blockwatch.gateway.patient.PatientPlaces;
import org.blockwatch.gateway.patient.SentStatements;

/**
 * What is to be written for one message: decided when its turn has come, by what is remembered then. It may be decided again if the
 * transaction fails.
 *
 * @param <T> what the waiting connection is told
 */
@FunctionalInterface
public interface Work<T> {

    /**
     * Decides.
     *
     * @throws org.apache.kafka.common.KafkaException if what was sent before cannot be looked up now
     */
    Decision<T> decide(PatientPlaces places, SentStatements sent);

    /**
     * Records, and what to tell once they are committed.
     *
     * @param records of the contract
     * @param bytes records that are as received
     */
    record Decision<T>(List<OutgoingRecord> records, List<ProducerRecord<byte[], byte[]>> bytes, T outcome) {
        public Decision {
            records = List.copyOf(records);
            bytes = List.copyOf(bytes);
        }

        boolean isEmpty() {
            return records.isEmpty() && bytes.isEmpty();
        }
    }
}

package org.blockwatch.gateway.patient;

import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.schemas.Topics;

/** What was sent before, for corrections and merges. */
public interface SentStatements {

    /**
     * Returns the last version of a statement if it is at hand, without asking the topics.
     *
     * @param eventId the identity of the statement
     */
    Optional<SpecificRecord> atHand(String patientId, String eventId);

    /**
     * Returns the last version of a statement, from the topic if it is not at hand.
     *
     * @throws org.apache.kafka.common.KafkaException if the topic cannot be read now
     */
    Optional<SpecificRecord> find(Topics topic, String patientId, String eventId);

    /**
     * Returns the last version of every statement of a patient of the last 96 h.
     *
     * @throws org.apache.kafka.common.KafkaException if the topics cannot be read now
     */
    List<SpecificRecord> all(String patientId);

    /** Notes a version that is about to be sent. */
    void keep(String patientId, String eventId, SpecificRecord statement);
}

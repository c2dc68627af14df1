package org.blockwatch.gateway.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.gateway.patient.SentStatements;
import org.blockwatch.schemas.Topics;

/** What the samples before have said: there is no topic to ask. */
final class RememberedStatements implements SentStatements {

    private final Map<List<String>, SpecificRecord> statements = new LinkedHashMap<>();

    @Override
    public Optional<SpecificRecord> atHand(String patientId, String eventId) {
        return Optional.ofNullable(statements.get(List.of(patientId, eventId)));
    }

    @Override
    public Optional<SpecificRecord> find(Topics topic, String patientId, String eventId) {
        return atHand(patientId, eventId);
    }

    @Override
    public List<SpecificRecord> all(String patientId) {
        return statements.entrySet().stream()
                .filter(entry -> entry.getKey().get(0).equals(patientId))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public void keep(String patientId, String eventId, SpecificRecord statement) {
        statements.put(List.of(patientId, eventId), statement);
    }
}

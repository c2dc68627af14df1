package org.blockwatch.gateway.patient;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.schemas.Topics;

/**
 * A record that is to be written.
 *
 * @param headers texts by name
 */
public record OutgoingRecord(Topics topic, String key, SpecificRecord value, Map<String, String> headers) {
    public OutgoingRecord {
        headers = Map.copyOf(headers);
    }
}

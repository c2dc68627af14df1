package org.blockwatch.cli.endtoend;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.schemas.PlainJson;

/** Statements about a patient, as short as they can be. */
final class BedsideClient {

    private BedsideClient() {}

    static SpecificRecord block(String patient, Instant at) {
        return block(patient, at, "12");
    }

    static SpecificRecord block(String patient, Instant at, String bed) {
        return PlainJson.readStatement("""
                {"type":"BlockPerformed","eventId":"%1$s-block","blockId":"%1$s-block","patientId":"%1$s",
                 "occurredAt":"%2$s","laterality":"LEFT","guidance":"FLUOROSCOPY_WITH_CONTRAST","aspiration":"NEGATIVE",
                 "baseline":{},"location":{"unit":"PACU","bed":"%3$s"}}
                """.formatted(patient, at, bed));
    }

    static SpecificRecord weakLeg(String patient, Instant at) {
        return PlainJson.readStatement("""
                {"type":"NeuroAssessment","eventId":"%1$s-weak","patientId":"%1$s","occurredAt":"%2$s",
                 "exam":{"straightLegRaise":[{"side":"LEFT","result":"UNABLE"},{"side":"RIGHT","result":"ABLE"}]}}
                """.formatted(patient, at));
    }

    static SpecificRecord vitals(String patient, Instant at) {
        return PlainJson.readStatement("""
                {"type":"VitalSigns","eventId":"%1$s-vitals","patientId":"%1$s","occurredAt":"%2$s","heartRate":70}
                """.formatted(patient, at));
    }

    static SpecificRecord mobilisation(String patient, Instant at) {
        return PlainJson.readStatement("""
                {"type":"CareEvent","eventId":"%1$s-up","patientId":"%1$s","occurredAt":"%2$s",
                 "kind":"MOBILISATION_ORDERED"}
                """.formatted(patient, at));
    }
}

package org.blockwatch.gateway.chart;

import java.time.Instant;
import java.util.List;
import org.blockwatch.gateway.map.Code;
import org.jspecify.annotations.Nullable;

/**
 * Observations that were charted together: what an OBR holds, or a FHIR Observation with its components.
 *
 * @param patientId as the source names the patient
 * @param encounterId the stay, or null
 * @param identity the sender's own identity of the group
 * @param codes what the whole is, such as OBR-4
 * @param recordedAt when it was charted, or null
 * @param observations in their order
 */
public record ObservationGroup(
        String patientId,
        @Nullable String encounterId,
        String identity,
        List<Code> codes,
        @Nullable Instant recordedAt,
        List<Observed> observations) {

    public ObservationGroup {
        codes = List.copyOf(codes);
        observations = List.copyOf(observations);
    }
}

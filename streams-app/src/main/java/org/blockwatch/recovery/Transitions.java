package org.blockwatch.recovery;

import java.util.List;
import org.blockwatch.event.Alert;

/**
 * What one judgement of a patient changed, handed on in process: all of it at once, so that what belongs together can be
 * paged together.
 *
 * @param alerts the transitions, ends first; never empty
 */
public record Transitions(List<Alert> alerts) {

    public Transitions {
        alerts = List.copyOf(alerts);
    }

    /** Whose alerts they are. */
    public String patientId() {
        return alerts.get(0).getPatientId();
    }
}

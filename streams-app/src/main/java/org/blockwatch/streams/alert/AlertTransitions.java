package org.blockwatch.streams.alert;

import java.util.List;
import org.blockwatch.event.Alert;

/**
 * What one judgement of a patient changed, handed on in process: all of it at once, so that what belongs together can be
 * paged together.
 *
 * @param alerts the transitions, ends first; never empty
 */
public record AlertTransitions(List<Alert> alerts) {

    public AlertTransitions {
        alerts = List.copyOf(alerts);
    }

    /** Whose alerts they are. */
    public String patientId() {
        return alerts.get(0).getPatientId();
    }
}

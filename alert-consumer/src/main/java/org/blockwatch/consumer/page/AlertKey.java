package org.blockwatch.consumer.page;

import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;

/** Identifies an alert wherever it leaves its patient's key: two patients may have alerts of one id. */
public record AlertKey(String patientId, String alertId) {

    /** Returns the alert that this is a transition of. */
    public static AlertKey of(Alert alert) {
        return new AlertKey(alert.getPatientId(), alert.getAlertId());
    }

    /** Returns the alert that this answers. */
    public static AlertKey of(AlertResponse answer) {
        return new AlertKey(answer.getPatientId(), answer.getAlertId());
    }

    /** Returns the alert that was paged for. */
    public static AlertKey of(PageEvent event) {
        return new AlertKey(event.getPatientId(), event.getAlertId());
    }

    /** Returns the alert that is to be paged for. */
    public static AlertKey of(PageRequest request) {
        return new AlertKey(request.getPatientId(), request.getAlertId());
    }
}

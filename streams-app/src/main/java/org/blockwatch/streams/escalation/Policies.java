package org.blockwatch.streams.escalation;

import org.blockwatch.schemas.Canary;

/**
 * The policies by which alerts page.
 *
 * @param site for patients
 * @param canary for synthetic patients, whatever the site's own is
 */
public record Policies(Policy site, Policy canary) {

    /** Returns the policy for the alerts of a patient. */
    Policy of(String patientId) {
        return Canary.is(patientId) ? canary : site;
    }
}

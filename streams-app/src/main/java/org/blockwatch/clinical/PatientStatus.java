package org.blockwatch.clinical;

/**
 * What is known of a patient, whatever the block.
 *
 * @param died a DIED statement stands
 * @param stay where the patient is; the first dose of any block is an arrival
 */
public record PatientStatus(boolean died, Stay stay) {

    /** Nothing is known: alive and in house. */
    public static final PatientStatus UNKNOWN = new PatientStatus(false, Stay.IN_HOUSE);
}

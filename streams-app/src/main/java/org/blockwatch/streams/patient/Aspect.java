package org.blockwatch.streams.patient;

/** What of a patient an update may have changed. Whoever depends on none of what was touched need not look. */
public enum Aspect {
    /** What assessments found, and what follows from it: deficits, runs, red-flag episodes. */
    FINDINGS,
    /** Vital signs. */
    VITAL_SIGNS,
    /** Care events: mobilisation, discharge, transfer, MRI, anticoagulants, seizures. */
    CARE,
    /** Which blocks there are, what is fixed about them, and whether they are open. */
    BLOCKS,
    /** Where the patient lies. */
    PLACE,
    /** The open alerts, or the next instant at which they are judged. */
    ALERTS
}

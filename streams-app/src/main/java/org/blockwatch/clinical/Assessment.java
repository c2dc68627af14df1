package org.blockwatch.clinical;

import java.time.Instant;
import org.blockwatch.event.AssessmentPurpose;

/**
 * States that the legs were examined.
 *
 * @param purpose why; a PATIENT_REPORTED assessment is the patient's own word
 * @param exam what was found; of two entries for one component the worse
 * @param baseline what it says as the baseline of a later block: of two entries the better
 */
public record Assessment(String eventId, Instant occurredAt, AssessmentPurpose purpose, Exam exam, Exam baseline)
        implements Statement {

    /** Tells whether staff examined, and not the patient alone. */
    public boolean byStaff() {
        return purpose != AssessmentPurpose.PATIENT_REPORTED;
    }

    /**
     * Returns what counts of it. A straight-leg raise found ABLE with a hip too weak for it is taken as UNABLE. A
     * patient's own word counts against and hardly ever for.
     *
     * @param tooWeakToLift MRC grade of hip flexion up to which ABLE is a contradiction
     */
    Exam counting(int tooWeakToLift) {
        return byStaff() ? exam.takenAsUnable(exam.contradictions(tooWeakToLift)) : exam.saidByPatient();
    }
}

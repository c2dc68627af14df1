package org.blockwatch.followup.answer;

import java.time.Duration;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.Invitation;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.followup.form.Advice;

/** Turns an answer into the records that topics carry. The same answer gives the same records. */
final class AnswerRecords {

    /** The source of every assessment that a patient has made here. */
    static final String SOURCE = "follow-up";

    private AnswerRecords() {}

    /**
     * Returns the assessment: one statement a link. Its revision is the number of seconds since the invitation was made, so
     * that the last answer counts, and an answer that is sent again is the same.
     */
    static NeuroAssessment assessment(PatientAnswer answer, Invitation invitation) {
        long seconds = Duration.between(invitation.getMadeAt(), answer.at()).toSeconds();
        return NeuroAssessment.newBuilder()
                .setEventId(SOURCE + ":" + invitation.getLinkId())
                .setRevision((int) Math.max(0, Math.min(Integer.MAX_VALUE, seconds)))
                .setPatientId(invitation.getPatientId())
                .setSource(SOURCE)
                .setOccurredAt(answer.at())
                .setRecordedAt(answer.at())
                .setPurpose(AssessmentPurpose.PATIENT_REPORTED)
                .setExam(answer.replies().exam())
                .build();
    }

    /** Returns what is known of the invitation after the answer, unless a later answer is known already. */
    static Invitation answered(PatientAnswer answer, Invitation invitation) {
        if (invitation.getAnsweredAt() != null && invitation.getAnsweredAt().isAfter(answer.at())) {
            return invitation;
        }
        return Invitation.newBuilder(invitation)
                .setAnsweredAt(answer.at())
                .setCallAskedAt(answer.replies().advice() == Advice.THANKS ? null : answer.at())
                .build();
    }
}

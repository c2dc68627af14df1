package org.blockwatch.consumer.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.Aspiration;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.Finding;
import org.blockwatch.event.Guidance;
import org.blockwatch.event.Laterality;
import org.blockwatch.event.Location;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.schemas.Canary;

/**
 * One synthetic patient's minute: a block, and a saddle anaesthesia that must page at once (R4). Everything follows from
 * the instant at which the round begins, so all instances chart the very same: to the detector the second one's is a
 * duplicate, and nobody need agree on whose turn it is.
 *
 * <p>{@value #PATIENTS} patients take turns, and a round is a further revision of the same two statements, so that neither
 * histories nor stores grow.
 *
 * @param patientId whose turn it is
 * @param revision of the statements; the next takes them back
 * @param at when the round begins, by the engine's clock
 */
record CanaryRound(String patientId, int revision, Instant at) {

    static final int PATIENTS = 1440;

    private static final String SOURCE = "blockwatch";
    private static final Location NOWHERE = new Location("Blockwatch", "canary");

    /**
     * Returns the round that begins at a wall-clock instant.
     *
     * @param begin a whole multiple of {@code every} since the epoch
     * @param at the same, by the engine's clock
     */
    static CanaryRound of(Instant begin, Duration every, Instant at) {
        long number = begin.toEpochMilli() / every.toMillis();
        return new CanaryRound(patient(number), revision(begin), at);
    }

    /** Returns the latest beginning of a round that is not after {@code now}. */
    static Instant begin(Instant now, Duration every) {
        return Instant.ofEpochMilli(now.toEpochMilli() / every.toMillis() * every.toMillis());
    }

    /** Returns what takes back whatever an earlier round has left charted for a patient. */
    static CanaryRound leftBy(String patientId, Instant now, Instant at) {
        return new CanaryRound(patientId, revision(now), at);
    }

    /** Returns what is charted, in order. */
    List<SpecificRecord> statements() {
        return List.of(
                block(StatementStatus.FINAL, revision)
                        .setLaterality(Laterality.LEFT)
                        .setGuidance(Guidance.FLUOROSCOPY_WITH_CONTRAST)
                        .setAspiration(Aspiration.NEGATIVE)
                        .setBaseline(NeuroExam.newBuilder().build())
                        .setLocation(NOWHERE)
                        .build(),
                assessment(StatementStatus.FINAL, revision)
                        .setExam(NeuroExam.newBuilder()
                                .setSaddleAnaesthesia(Finding.PRESENT)
                                .build())
                        .setLocation(NOWHERE)
                        .build());
    }

    /** Returns what takes it back, in order: without its block the assessment would open an implicit one. */
    List<SpecificRecord> retractions() {
        return List.of(
                assessment(StatementStatus.ENTERED_IN_ERROR, revision + 1).build(),
                block(StatementStatus.ENTERED_IN_ERROR, revision + 1).build());
    }

    /** Returns the patient whose turn comes after this one's. */
    String next() {
        int number = Integer.parseInt(patientId.substring(Canary.PREFIX.length()));
        return patient(number + 1);
    }

    private BlockPerformed.Builder block(StatementStatus status, int revision) {
        return BlockPerformed.newBuilder()
                .setEventId("block")
                .setBlockId(patientId + "-block")
                .setPatientId(patientId)
                .setSource(SOURCE)
                .setRevision(revision)
                .setStatus(status)
                .setOccurredAt(at);
    }

    private NeuroAssessment.Builder assessment(StatementStatus status, int revision) {
        return NeuroAssessment.newBuilder()
                .setEventId("assessment")
                .setPatientId(patientId)
                .setSource(SOURCE)
                .setRevision(revision)
                .setStatus(status)
                .setOccurredAt(at);
    }

    private static String patient(long number) {
        return Canary.PREFIX + String.format(Locale.ROOT, "%04d", number % PATIENTS);
    }

    /** Even and ever greater, whatever {@code every} is or was: a patient's turn comes no oftener than every 1440 seconds. */
    private static int revision(Instant begin) {
        return Math.toIntExact(begin.getEpochSecond() / 60 * 2);
    }
}

package org.blockwatch.streams.detection;

import java.time.Instant;
import java.util.List;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.Side;
import org.blockwatch.event.StraightLegRaise;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.event.VitalSigns;

/** Statements about a patient, as short as the contract allows. */
public final class SampleStatements {
    public static final Instant T0 = Instant.parse("2026-03-01T09:00:00Z");

    private SampleStatements() {}

    public static BlockPerformed.Builder block(String patientId, Instant at) {
        return BlockPerformed.newBuilder()
                .setEventId("b1")
                .setPatientId(patientId)
                .setOccurredAt(at)
                .setBlockId("b1")
                .setBaseline(NeuroExam.newBuilder().build());
    }

    public static NeuroAssessment.Builder assessment(String patientId, String eventId, Instant at) {
        return NeuroAssessment.newBuilder()
                .setEventId(eventId)
                .setPatientId(patientId)
                .setOccurredAt(at)
                .setExam(legs(StraightLegRaiseResult.ABLE, StraightLegRaiseResult.ABLE));
    }

    public static VitalSigns.Builder vitals(String patientId, String eventId, Instant at) {
        return VitalSigns.newBuilder()
                .setEventId(eventId)
                .setPatientId(patientId)
                .setOccurredAt(at);
    }

    public static CareEvent.Builder care(String patientId, String eventId, Instant at, CareEventKind kind) {
        return CareEvent.newBuilder()
                .setEventId(eventId)
                .setPatientId(patientId)
                .setOccurredAt(at)
                .setKind(kind);
    }

    public static NeuroExam legs(StraightLegRaiseResult left, StraightLegRaiseResult right) {
        return NeuroExam.newBuilder()
                .setStraightLegRaise(
                        List.of(new StraightLegRaise(Side.LEFT, left), new StraightLegRaise(Side.RIGHT, right)))
                .build();
    }
}

package org.blockwatch.streams.patient;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.blockwatch.clinical.Care;
import org.blockwatch.clinical.CareGroup;
import org.blockwatch.clinical.LatestSigns;
import org.blockwatch.clinical.LatestSigns.ReportedScore;
import org.blockwatch.clinical.LatestSignsAndEvents;
import org.blockwatch.clinical.Position;
import org.blockwatch.clinical.Vitals;
import org.blockwatch.clinical.news2.Observations;
import org.blockwatch.clinical.news2.Observations.Oxygenation;
import org.blockwatch.state.CareState;
import org.blockwatch.state.CourseState;
import org.blockwatch.state.PositionState;
import org.blockwatch.state.ReportedScoreState;
import org.blockwatch.state.VitalsState;
import org.jspecify.annotations.Nullable;

/** Writes vital signs and care events as state, and reads them back. */
final class SignsAndEventsCodec {

    private SignsAndEventsCodec() {}

    static CourseState write(LatestSignsAndEvents latest) {
        LatestSigns signs = latest.signs();
        ReportedScore reported = signs.reported();
        return CourseState.newBuilder()
                .setEarlyHypotension(signs.earlyHypotension() == null ? null : write(signs.earlyHypotension()))
                .setMeasuredAt(signs.at())
                .setValues(write(signs.values()))
                .setReported(
                        reported == null
                                ? null
                                : new ReportedScoreState(
                                        new PositionState(
                                                reported.by().occurredAt(),
                                                reported.by().eventId()),
                                        reported.points(),
                                        write(reported.values())))
                .setMobilisation(write(latest.latest(CareGroup.MOBILISATION)))
                .setDischarge(write(latest.latest(CareGroup.DISCHARGE)))
                .setTransfer(write(latest.latest(CareGroup.TRANSFER)))
                .setMri(write(latest.latest(CareGroup.MRI)))
                .setAnticoagulant(write(latest.latest(CareGroup.ANTICOAGULANT)))
                .setSeizure(write(latest.latest(CareGroup.SEIZURE)))
                .build();
    }

    static LatestSignsAndEvents read(CourseState state) {
        VitalsState hypotension = state.getEarlyHypotension();
        ReportedScoreState reported = state.getReported();
        LatestSigns signs = new LatestSigns(
                state.getMeasuredAt(),
                read(state.getValues()),
                reported == null
                        ? null
                        : new ReportedScore(
                                new Position(
                                        reported.getBy().getOccurredAt(),
                                        reported.getBy().getEventId()),
                                reported.getPoints(),
                                read(reported.getValues())),
                hypotension == null ? null : read(hypotension));
        Map<CareGroup, Care> events = new EnumMap<>(CareGroup.class);
        put(CareGroup.MOBILISATION, state.getMobilisation(), events);
        put(CareGroup.DISCHARGE, state.getDischarge(), events);
        put(CareGroup.TRANSFER, state.getTransfer(), events);
        put(CareGroup.MRI, state.getMri(), events);
        put(CareGroup.ANTICOAGULANT, state.getAnticoagulant(), events);
        put(CareGroup.SEIZURE, state.getSeizure(), events);
        return new LatestSignsAndEvents(signs, events);
    }

    private static List<VitalsState> write(List<Vitals> values) {
        return values.stream().map(SignsAndEventsCodec::write).toList();
    }

    private static VitalsState write(Vitals vitals) {
        Observations observed = vitals.observed();
        return new VitalsState(
                vitals.eventId(),
                vitals.occurredAt(),
                observed.heartRate(),
                observed.respiratoryRate(),
                observed.spo2(),
                observed.spo2Scale(),
                observed.oxygen(),
                observed.systolic(),
                observed.temperature(),
                observed.consciousness(),
                null);
    }

    private static List<Vitals> read(List<VitalsState> values) {
        return values.stream().map(SignsAndEventsCodec::read).toList();
    }

    private static Vitals read(VitalsState vitals) {
        Observations observed = new Observations(
                vitals.getRespiratoryRate(),
                new Oxygenation(vitals.getSpo2(), vitals.getSpo2Scale(), vitals.getSupplementalOxygen()),
                vitals.getSystolic(),
                vitals.getHeartRate(),
                vitals.getConsciousness(),
                vitals.getTemperature());
        return new Vitals(vitals.getEventId(), vitals.getOccurredAt(), observed, null);
    }

    private static @Nullable CareState write(@Nullable Care care) {
        return care == null ? null : new CareState(care.eventId(), care.occurredAt(), care.kind());
    }

    private static void put(CareGroup group, @Nullable CareState care, Map<CareGroup, Care> events) {
        if (care != null) {
            events.put(group, new Care(care.getEventId(), care.getOccurredAt(), care.getKind()));
        }
    }
}

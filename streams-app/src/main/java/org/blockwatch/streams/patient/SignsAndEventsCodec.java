package org.blockwatch.streams.patient;

import org.blockwatch.clinical.Care;
import org.blockwatch.clinical.LatestSignsAndEvents;
import org.blockwatch.clinical.Vitals;
import org.blockwatch.clinical.news2.Observations;
import org.blockwatch.state.CareState;
import org.blockwatch.state.CourseState;
import org.blockwatch.state.VitalsState;
import org.jspecify.annotations.Nullable;

/** Vital signs and care events as state. */
final class SignsAndEventsCodec {

    private SignsAndEventsCodec() {}

    static CourseState write(LatestSignsAndEvents course) {
        return new CourseState(
                write(course.vitals()),
                write(course.temperature()),
                write(course.earlyHypotension()),
                write(course.seizure()),
                write(course.mobilisation()),
                write(course.discharge()),
                write(course.transfer()),
                write(course.mri()),
                write(course.anticoagulant()));
    }

    static LatestSignsAndEvents read(CourseState course) {
        return new LatestSignsAndEvents(
                read(course.getVitals()),
                read(course.getTemperature()),
                read(course.getEarlyHypotension()),
                read(course.getSeizure()),
                read(course.getMobilisation()),
                read(course.getDischarge()),
                read(course.getTransfer()),
                read(course.getMri()),
                read(course.getAnticoagulant()));
    }

    private static @Nullable VitalsState write(@Nullable Vitals vitals) {
        if (vitals == null) {
            return null;
        }
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
                vitals.reportedNews2());
    }

    private static @Nullable Vitals read(@Nullable VitalsState vitals) {
        if (vitals == null) {
            return null;
        }
        Observations observed = new Observations(
                vitals.getRespiratoryRate(),
                vitals.getSpo2(),
                vitals.getSpo2Scale(),
                vitals.getSupplementalOxygen(),
                vitals.getSystolic(),
                vitals.getHeartRate(),
                vitals.getConsciousness(),
                vitals.getTemperature());
        return new Vitals(vitals.getEventId(), vitals.getOccurredAt(), observed, vitals.getReportedNews2());
    }

    private static @Nullable CareState write(@Nullable Care care) {
        return care == null ? null : new CareState(care.eventId(), care.occurredAt(), care.kind());
    }

    private static @Nullable Care read(@Nullable CareState care) {
        return care == null ? null : new Care(care.getEventId(), care.getOccurredAt(), care.getKind());
    }
}

package org.blockwatch.streams.statement;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.Injection;
import org.blockwatch.event.MotorGrade;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.Sensation;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.service.meter.Audience;
import org.blockwatch.service.meter.Measure;
import org.blockwatch.streams.intake.Refusal;
import org.blockwatch.streams.intake.Refusal.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Drops values that no living or dying human can have: slips of the pen, and the sentinels of devices (-999, 8388607). So is a first
 * dose after the last, and a name that is none: it would be copied into every alert of the block. The limits are wide on purpose: an odd value is for the rules, only an impossible one is for here. Zero is a value: a pulse of 0 is an arrest.
 */
public final class PlausibilityFilter {
    private static final Measure DROPPED = Measure.counter(
                    "blockwatch.values.dropped",
                    "values",
                    "Values dropped on admission because no human can have them, by field",
                    Audience.FEEDS)
            .by(
                    "field",
                    List.of(
                            "heartRate",
                            "respiratoryRate",
                            "spo2",
                            "spo2Scale",
                            "systolic",
                            "diastolic",
                            "temperature",
                            "reportedNews2",
                            "grade",
                            "severity",
                            "concentrationPercent",
                            "volumeMl",
                            "firstDoseAt",
                            "proceduralistId"));

    public static final List<Measure> MEASURES = List.of(DROPPED);

    private final MeterRegistry meters;

    /** @param meters counts each value dropped, by field */
    public PlausibilityFilter(MeterRegistry meters) {
        this.meters = meters;
        DROPPED.atZero(meters);
    }

    /**
     * Drops the impossible values of a statement, in place: it was decoded for us alone.
     *
     * @throws Refusal IMPLAUSIBLE if something was dropped and nothing is left
     */
    void cleanse(StatementEnvelope envelope) {
        List<String> dropped = new ArrayList<>();
        if (envelope.statement() instanceof VitalSigns vitals) {
            cleanse(vitals, dropped);
        } else if (envelope.statement() instanceof NeuroAssessment assessment) {
            cleanse(assessment.getExam(), dropped);
        } else if (envelope.statement() instanceof BlockPerformed block) {
            cleanse(block.getBaseline(), dropped);
            if (block.getFirstDoseAt() != null && block.getFirstDoseAt().isAfter(block.getOccurredAt())) {
                block.setFirstDoseAt(null); // the first dose after the last: the clock runs from the last
                dropped.add("firstDoseAt");
            }
            if (block.getProceduralistId() != null && Identifiers.isTooLong(block.getProceduralistId())) {
                block.setProceduralistId(null);
                dropped.add("proceduralistId");
            }
            block.getInjections().forEach(injection -> cleanse(injection, dropped));
        }
        if (dropped.isEmpty()) {
            return;
        }
        dropped.forEach(field -> DROPPED.counter(meters, field).increment());
        if (isEmpty(envelope.statement())) {
            throw new Refusal(Reason.IMPLAUSIBLE, "nothing is left without " + String.join(", ", dropped));
        }
    }

    private static void cleanse(VitalSigns v, List<String> dropped) {
        keep("heartRate", v.getHeartRate(), 0, 400, v::setHeartRate, dropped);
        keep("respiratoryRate", v.getRespiratoryRate(), 0, 150, v::setRespiratoryRate, dropped);
        keep("spo2", v.getSpo2(), 0, 100, v::setSpo2, dropped);
        keep("spo2Scale", v.getSpo2Scale(), 1, 2, v::setSpo2Scale, dropped);
        keep("systolic", v.getSystolic(), 0, 400, v::setSystolic, dropped);
        keep("diastolic", v.getDiastolic(), 0, 300, v::setDiastolic, dropped);
        keep("temperature", v.getTemperature(), 10, 50, v::setTemperature, dropped);
        keep("reportedNews2", v.getReportedNews2(), 0, Integer.MAX_VALUE, v::setReportedNews2, dropped);
    }

    private static void cleanse(@Nullable NeuroExam exam, List<String> dropped) {
        if (exam == null) {
            return;
        }
        List<MotorGrade> grades = exam.getMotor().stream()
                .filter(grade -> isWithin(grade.getGrade(), 0, 5))
                .toList();
        exam.getMotor().stream().skip(grades.size()).forEach(grade -> dropped.add("grade"));
        exam.setMotor(grades);
        for (Sensation sensation : exam.getSensation()) {
            keep("severity", sensation.getSeverity(), 0, 10, sensation::setSeverity, dropped);
        }
    }

    private static void cleanse(Injection i, List<String> dropped) {
        keep("concentrationPercent", i.getConcentrationPercent(), 0, 100, i::setConcentrationPercent, dropped);
        keep("volumeMl", i.getVolumeMl(), 0, 1000, i::setVolumeMl, dropped);
    }

    private static <N extends Number> void keep(
            String field, @Nullable N value, int least, int most, Consumer<@Nullable N> setter, List<String> dropped) {
        if (value != null && !isWithin(value.doubleValue(), least, most)) {
            setter.accept(null);
            dropped.add(field);
        }
    }

    private static boolean isWithin(double value, int least, int most) {
        return value >= least && value <= most; // false for NaN
    }

    private static boolean isEmpty(SpecificRecord statement) {
        return statement instanceof VitalSigns vitals && isEmpty(vitals)
                || statement instanceof NeuroAssessment assessment && isEmpty(assessment.getExam());
    }

    private static boolean isEmpty(VitalSigns v) {
        return Stream.of(
                        v.getHeartRate(),
                        v.getRespiratoryRate(),
                        v.getSpo2(),
                        v.getSupplementalOxygen(),
                        v.getSystolic(),
                        v.getDiastolic(),
                        v.getTemperature(),
                        v.getConsciousness(),
                        v.getReportedNews2())
                .allMatch(Objects::isNull);
    }

    private static boolean isEmpty(NeuroExam e) {
        return e.equals(NeuroExam.newBuilder().build());
    }
}

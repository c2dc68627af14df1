package org.blockwatch.cli.ward;

import java.time.Instant;
import java.util.random.RandomGenerator;
import org.blockwatch.event.Consciousness;
import org.blockwatch.event.VitalSigns;

/** A set of vital signs, normal but for the stories that say otherwise. */
final class SimulatedVitals {

    private SimulatedVitals() {}

    static VitalSigns of(SimulatedPatient patient, long minute, Instant recordedAt, RandomGenerator random) {
        var toxic = patient.story() == PatientStory.TOXICITY && minute < 30;
        var worse = patient.story() == PatientStory.DETERIORATION && minute >= 120 && minute < 300;
        return VitalSigns.newBuilder()
                .setEventId("%s-vitals-%s".formatted(patient.id(), minute))
                .setPatientId(patient.id())
                .setSource("simulated-ward")
                .setOccurredAt(patient.at(minute))
                .setRecordedAt(recordedAt)
                .setHeartRate(toxic ? 44 : worse ? 118 : random.nextInt(60, 88))
                .setRespiratoryRate(worse ? 25 : random.nextInt(12, 19))
                .setSpo2(worse ? 92 : random.nextInt(96, 100))
                .setSupplementalOxygen(worse)
                .setSystolic(toxic ? 84 : worse ? 98 : random.nextInt(112, 150))
                .setDiastolic(toxic ? 45 : random.nextInt(60, 85))
                .setTemperature(worse ? 38.6 : (362 + random.nextInt(12)) / 10.0)
                .setConsciousness(toxic ? Consciousness.V : Consciousness.A)
                .build();
    }
}

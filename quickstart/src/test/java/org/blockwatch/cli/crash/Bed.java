package org.blockwatch.cli.crash;

import java.time.Duration;
import java.util.List;
import org.blockwatch.cli.detection.TestBus;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.Consciousness;
import org.blockwatch.event.Location;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.Side;
import org.blockwatch.event.StraightLegRaise;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.service.clock.EngineClock;

/**
 * A patient in a bed, half an hour after a block: a seizure brings one alert, LAST_SUSPECTED, HIGH at once; good vital signs end it.
 * No other alert comes near enough in time to disturb.
 */
record Bed(String unit, String name, TestBus bus, EngineClock clock) {

    String patientId() {
        return "patient-" + name;
    }

    void blocked() {
        bus.send(
                patientId(),
                BlockPerformed.newBuilder()
                        .setEventId("block")
                        .setPatientId(patientId())
                        .setOccurredAt(clock.now().minus(Duration.ofMinutes(30)))
                        .setBlockId(patientId() + "-block")
                        .setBaseline(NeuroExam.newBuilder().build())
                        .setLocation(
                                Location.newBuilder().setUnit(unit).setBed(name).build())
                        .build());
        bus.send(
                patientId(),
                NeuroAssessment.newBuilder()
                        .setEventId("legs")
                        .setPatientId(patientId())
                        .setOccurredAt(clock.now())
                        .setExam(NeuroExam.newBuilder()
                                .setStraightLegRaise(List.of(able(Side.LEFT), able(Side.RIGHT)))
                                .build())
                        .build());
    }

    void seizes() {
        bus.send(
                patientId(),
                CareEvent.newBuilder()
                        .setEventId("seizure")
                        .setPatientId(patientId())
                        .setOccurredAt(clock.now())
                        .setKind(CareEventKind.SEIZURE)
                        .build());
    }

    void recovers() {
        bus.send(
                patientId(),
                VitalSigns.newBuilder()
                        .setEventId("vitals")
                        .setPatientId(patientId())
                        .setOccurredAt(clock.now())
                        .setHeartRate(70)
                        .setRespiratoryRate(14)
                        .setSpo2(98)
                        .setSystolic(120)
                        .setTemperature(36.8)
                        .setConsciousness(Consciousness.A)
                        .build());
    }

    private static StraightLegRaise able(Side side) {
        return new StraightLegRaise(side, StraightLegRaiseResult.ABLE);
    }
}

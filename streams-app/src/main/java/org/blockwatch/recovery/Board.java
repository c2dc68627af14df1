package org.blockwatch.recovery;

import java.time.Instant;
import java.util.List;
import org.blockwatch.clinical.Briefing;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Place;
import org.blockwatch.clinical.Position;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Run;
import org.blockwatch.event.BlockView;
import org.blockwatch.event.Location;
import org.blockwatch.event.OpenAlertView;
import org.blockwatch.event.RecoveryView;
import org.jspecify.annotations.Nullable;

/** Writes what a ward board shows of a patient. */
final class Board {
    private final Protocols protocols;

    Board(Protocols protocols) {
        this.protocols = protocols;
    }

    /** What is to be shown at an instant. */
    RecoveryView show(Remembered patient, Instant now) {
        return RecoveryView.newBuilder()
                .setPatientId(patient.recovery().patientId())
                .setAt(now)
                .setBlocks(blocks(patient, now))
                .build();
    }

    /** Whether a board shows something else after than before, at one instant. */
    boolean differs(Remembered before, Remembered after, Instant now) {
        return !blocks(before, now).equals(blocks(after, now));
    }

    private List<BlockView> blocks(Remembered patient, Instant now) {
        return patient.recovery().pictures().stream()
                .filter(picture -> patient.recovery().open(picture, now, protocols))
                .map(picture -> block(patient, picture, now))
                .toList();
    }

    private BlockView block(Remembered patient, Picture picture, Instant now) {
        Position assessed = picture.lastAssessment();
        return BlockView.newBuilder()
                .setBlockId(picture.block().blockId())
                .setClockBasis(picture.block().basis())
                .setBlockAt(picture.block().t0())
                .setLaterality(picture.block().laterality())
                .setLocation(location(picture.place()))
                .setLastAssessedAt(assessed == null ? null : assessed.occurredAt())
                .setDeficitSince(picture.since().get(Run.DEFICIT))
                .setMotorDeficitSince(picture.since().get(Run.MOTOR_DEFICIT))
                .setStraightLegRaiseDemonstrated(picture.straightLegRaiseDemonstrated())
                .setRecovered(picture.recovered())
                .setFindings(
                        Briefing.on(picture, now, protocols.of(picture.block())).findings())
                .setOpenAlerts(patient.threads().open().values().stream()
                        .filter(alert -> alert.blockId().equals(picture.block().blockId()))
                        .map(Board::alert)
                        .toList())
                .setNextAt(patient.next())
                .build();
    }

    private static OpenAlertView alert(OpenAlert alert) {
        return new OpenAlertView(
                alert.alertId(),
                alert.condition().code(),
                alert.condition().priority(),
                alert.startedAt(),
                alert.condition().dueAt());
    }

    private static @Nullable Location location(@Nullable Place place) {
        return place == null ? null : new Location(place.unit(), place.bed());
    }
}

package org.blockwatch.streams.detection;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.blockwatch.clinical.Briefing;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Position;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Run;
import org.blockwatch.event.BlockView;
import org.blockwatch.event.OpenAlertView;
import org.blockwatch.event.RecoveryView;
import org.blockwatch.streams.alert.OpenAlert;
import org.blockwatch.streams.patient.PatientState;
import org.blockwatch.streams.statement.StatementMapper;

/** Writes what a ward board shows of a patient. */
final class RecoveryViewWriter {
    private final Protocols protocols;

    RecoveryViewWriter(Protocols protocols) {
        this.protocols = protocols;
    }

    /**
     * What is to be shown after and was not before.
     *
     * @param anyway whether it is to be shown even if it was
     */
    Optional<RecoveryView> news(PatientState before, PatientState after, boolean anyway, Instant now) {
        if (!anyway && showAlike(before, after)) {
            return Optional.empty();
        }
        List<BlockView> blocks = blocks(after, now);
        return anyway || differ(before, after, blocks, now)
                ? Optional.of(new RecoveryView(after.recovery().patientId(), now, blocks))
                : Optional.empty();
    }

    /** Whether it can be told without writing it out that both show the same. */
    private boolean showAlike(PatientState before, PatientState after) {
        List<Picture> was = before.recovery().pictures();
        List<Picture> is = after.recovery().pictures();
        boolean alike = was.size() == is.size()
                && before.recovery().died() == after.recovery().died()
                && after.tellsTheSameAs(before);
        for (int i = 0; alike && i < is.size(); i++) {
            alike = Briefing.readsAlike(
                    was.get(i), is.get(i), protocols.of(is.get(i).block()));
        }
        return alike;
    }

    /** First what costs little to compare: an assessment, for instance, nearly always moves the next instant. */
    private boolean differ(PatientState before, PatientState after, List<BlockView> blocks, Instant now) {
        boolean nextShows = !blocks.isEmpty() && !Objects.equals(before.next(), after.next());
        return nextShows || !blocks(before, now).equals(blocks);
    }

    private List<BlockView> blocks(PatientState patient, Instant now) {
        return patient.recovery().pictures().stream()
                .filter(picture -> patient.recovery().open(picture, now, protocols))
                .map(picture -> block(patient, picture, now))
                .toList();
    }

    private BlockView block(PatientState patient, Picture picture, Instant now) {
        Position assessed = picture.lastAssessment();
        return BlockView.newBuilder()
                .setBlockId(picture.block().blockId())
                .setClockBasis(picture.block().basis())
                .setBlockAt(picture.block().t0())
                .setLaterality(picture.block().laterality())
                .setLocation(StatementMapper.location(picture.place()))
                .setLastAssessedAt(assessed == null ? null : assessed.occurredAt())
                .setDeficitSince(picture.since().get(Run.DEFICIT))
                .setMotorDeficitSince(picture.since().get(Run.MOTOR_DEFICIT))
                .setStraightLegRaiseDemonstrated(picture.straightLegRaiseDemonstrated())
                .setRecovered(picture.recovered())
                .setFindings(
                        Briefing.on(picture, now, protocols.of(picture.block())).findings())
                .setOpenAlerts(patient.threads().open().values().stream()
                        .filter(alert -> alert.blockId().equals(picture.block().blockId()))
                        .map(RecoveryViewWriter::alert)
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
}

package org.blockwatch.streams.detection;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.blockwatch.clinical.Briefing;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Position;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Run;
import org.blockwatch.event.BlockView;
import org.blockwatch.event.OpenAlertView;
import org.blockwatch.event.RecoveryView;
import org.blockwatch.streams.alert.OpenAlert;
import org.blockwatch.streams.alert.Trigger;
import org.blockwatch.streams.patient.Aspect;
import org.blockwatch.streams.patient.PatientState;
import org.blockwatch.streams.patient.StateUpdate;
import org.blockwatch.streams.statement.StatementMapper;

/** Writes what a ward board shows of a patient. */
final class RecoveryViewWriter {
    /** All that is shown, but for the lines that tell of vital signs. */
    private static final Set<Aspect> SHOWN =
            Set.of(Aspect.FINDINGS, Aspect.CARE, Aspect.BLOCKS, Aspect.PLACE, Aspect.ALERTS);

    private final Protocols protocols;

    RecoveryViewWriter(Protocols protocols) {
        this.protocols = protocols;
    }

    /** Returns what is to be shown now and was not before. What was shown before a tick is not kept: after one, all is shown again. */
    Optional<RecoveryView> news(StateUpdate update, Instant now) {
        boolean byTime = update.trigger() instanceof Trigger.Tick;
        if (!byTime && !update.touches(SHOWN) && vitalSignsReadAlike(update)) {
            return Optional.empty();
        }
        List<BlockView> blocks = blocks(update.after(), now);
        return byTime || differ(update, blocks, now)
                ? Optional.of(new RecoveryView(update.patientId(), now, blocks))
                : Optional.empty();
    }

    /** Most vital signs change no line of what was found. */
    private boolean vitalSignsReadAlike(StateUpdate update) {
        List<Picture> was = update.before().recovery().pictures();
        List<Picture> is = update.after().recovery().pictures();
        for (int n = 0; n < is.size(); n++) { // the same blocks, or more would be touched
            Protocol protocol = protocols.of(is.get(n).block());
            if (!Briefing.vitalSignsReadAlike(was.get(n), is.get(n), protocol)) {
                return false;
            }
        }
        return true;
    }

    /** First what costs little to compare: an assessment, for instance, nearly always moves the next instant. */
    private boolean differ(StateUpdate update, List<BlockView> blocks, Instant now) {
        boolean nextShows = !blocks.isEmpty()
                && !Objects.equals(update.before().next(), update.after().next());
        return nextShows || !blocks(update.before(), now).equals(blocks);
    }

    private List<BlockView> blocks(PatientState patient, Instant now) {
        return patient.recovery().pictures().stream()
                .filter(picture -> patient.recovery().open(picture, now, protocols))
                .map(picture -> block(patient, picture, now))
                .toList();
    }

    private BlockView block(PatientState patient, Picture picture, Instant now) {
        Position assessed = picture.progress().lastAssessment();
        return BlockView.newBuilder()
                .setBlockId(picture.block().blockId())
                .setClockBasis(picture.block().clock().basis())
                .setBlockAt(picture.block().t0())
                .setLaterality(picture.block().laterality())
                .setLocation(StatementMapper.location(patient.place()))
                .setLastAssessedAt(assessed == null ? null : assessed.occurredAt())
                .setDeficitSince(picture.progress().since().get(Run.DEFICIT))
                .setMotorDeficitSince(picture.progress().since().get(Run.MOTOR_DEFICIT))
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

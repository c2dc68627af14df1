package org.blockwatch.streams.detection;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.blockwatch.clinical.Briefing;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Position;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Run;
import org.blockwatch.clinical.rule.AssessmentOverdue;
import org.blockwatch.clinical.rule.Judge;
import org.blockwatch.clinical.rule.RuleBook;
import org.blockwatch.clinical.rule.RuleContext;
import org.blockwatch.event.BlockView;
import org.blockwatch.event.OpenAlertView;
import org.blockwatch.event.RecoveryView;
import org.blockwatch.event.RuleView;
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

    /** What reaches the comparison with these touched has changed what is shown: a look, or a score. */
    private static final Set<Aspect> SIGNS_AND_LOOKS = Set.of(Aspect.FINDINGS, Aspect.VITAL_SIGNS);

    private final Protocols protocols;

    private final ShownLooks looks;

    RecoveryViewWriter(Protocols protocols, ShownLooks looks) {
        this.protocols = protocols;
        this.looks = looks;
    }

    /** Returns what is to be shown now and was not before. What was shown before a tick is not kept: after one, all is shown again. */
    Optional<RecoveryView> news(StateUpdate update, Instant now) {
        boolean byTime = update.trigger() instanceof Trigger.Tick;
        if (!byTime && !update.touches(SHOWN) && vitalSignsReadAlike(update)) {
            return Optional.empty();
        }
        List<BlockView> blocks = blocks(update.after(), now);
        return byTime || differ(update, blocks, now) ? Optional.of(whole(update, blocks, now)) : Optional.empty();
    }

    /** Adds what is not compared: it differs only where something that is compared does, or a look was added. */
    private RecoveryView whole(StateUpdate update, List<BlockView> blocks, Instant now) {
        PatientState patient = update.after();
        Judge judge = new Judge(protocols);
        Map<String, RuleContext> contexts = judge.contexts(patient.recovery(), now);
        for (BlockView block : blocks) {
            RuleContext context = Objects.requireNonNull(contexts.get(block.getBlockId()));
            block.setLooks(looks.of(update.patientId(), context.picture()));
            block.setRules(RuleBook.RULES.stream()
                    .filter(rule -> context.protocol().judges(rule.code()))
                    .map(rule -> new RuleView(
                            rule.id(), rule.code(), rule.judge(context).condition() != null, rule.because(context)))
                    .toList());
            block.setAssessmentDueAt(AssessmentOverdue.nextDue(context));
        }
        return RecoveryView.newBuilder()
                .setPatientId(update.patientId())
                .setAt(now)
                .setBlocks(blocks)
                .setVitalSigns(blocks.isEmpty() ? null : SignsView.of(latestOpen(patient, now), protocols))
                .build();
    }

    /** The block on which vital signs are judged: the latest that is open. */
    private Picture latestOpen(PatientState patient, Instant now) {
        return patient.recovery().pictures().stream()
                .filter(picture -> patient.recovery().open(picture, now, protocols))
                .max(Comparator.comparing((Picture picture) -> picture.block().t0())
                        .thenComparing(picture -> picture.block().blockId()))
                .orElseThrow();
    }

    /** Most vital signs change no line of what was found. */
    private boolean vitalSignsReadAlike(StateUpdate update) {
        List<Picture> was = update.before().recovery().pictures();
        List<Picture> is = update.after().recovery().pictures();
        for (int n = 0; n < is.size(); n++) { // the same blocks, or more would be touched
            Protocol protocol = protocols.of(is.get(n).block());
            if (!Briefing.vitalSignsReadAlike(was.get(n), is.get(n), protocol)
                    || !SignsView.alike(was.get(n), is.get(n), protocol)) {
                return false;
            }
        }
        return true;
    }

    /** First what costs little to compare: an assessment, for instance, nearly always moves the next instant. */
    private boolean differ(StateUpdate update, List<BlockView> blocks, Instant now) {
        boolean nextShows = !blocks.isEmpty()
                && !Objects.equals(update.before().next(), update.after().next());
        return nextShows
                || update.touches(SIGNS_AND_LOOKS)
                || !blocks(update.before(), now).equals(blocks);
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
                .setSetting(picture.setting())
                .setLocation(StatementMapper.location(patient.place()))
                .setLastAssessedAt(assessed == null ? null : assessed.occurredAt())
                .setDeficitSince(picture.progress().since().get(Run.DEFICIT))
                .setMotorDeficitSince(picture.progress().since().get(Run.MOTOR_DEFICIT))
                .setStraightLegRaiseDemonstrated(picture.straightLegRaiseDemonstrated())
                .setRecovered(picture.recovered())
                .setFindings(Briefing.on(picture, now, protocols.of(picture.block()), protocols.zone())
                        .findings())
                .setOpenAlerts(patient.threads().open().values().stream()
                        .filter(alert -> alert.blockId().equals(picture.block().blockId()))
                        .map(RecoveryViewWriter::alert)
                        .toList())
                .setNextAt(patient.next())
                .setProceduralistId(picture.block().performed().proceduralistId())
                .setWatchEndsAt(picture.watchEnds(protocols.of(picture.block())))
                .setRiskTags(List.copyOf(picture.riskTags()))
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

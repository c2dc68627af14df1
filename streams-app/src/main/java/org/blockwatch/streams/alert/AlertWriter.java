package org.blockwatch.streams.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.blockwatch.clinical.Anticoagulation;
import org.blockwatch.clinical.Block;
import org.blockwatch.clinical.Briefing;
import org.blockwatch.clinical.Condition;
import org.blockwatch.clinical.Judgement.BlockJudgement;
import org.blockwatch.clinical.Place;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertLimits;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.Setting;
import org.blockwatch.streams.statement.StatementMapper;
import org.jspecify.annotations.Nullable;

/**
 * Writes transitions of a patient's alerts as the contract has them.
 *
 * @param place where the patient lies, or null where that is not known
 * @param at the engine's clock
 */
record AlertWriter(String patientId, @Nullable Place place, Instant at) {

    /** A transition of an alert that is open. */
    Alert of(OpenAlert alert, AlertPhase phase, BlockJudgement judged) {
        return bare(alert, phase, judged).build();
    }

    /** The end of an alert, of a block that may no longer be known. */
    Alert ended(OpenAlert alert, EndReason reason, Optional<BlockJudgement> judged) {
        Alert.Builder end =
                judged.map(block -> bare(alert, AlertPhase.END, block)).orElseGet(() -> bare(alert, AlertPhase.END));
        judged.ifPresent(block ->
                end.setActions(List.of(block.protocol().texts().endTexts().get(reason))));
        return end.setEndReason(reason).build();
    }

    private Alert.Builder bare(OpenAlert alert, AlertPhase phase, BlockJudgement judged) {
        Block block = judged.picture().block();
        Protocol protocol = judged.protocol();
        Briefing briefing = Briefing.on(judged.picture(), at, protocol, judged.zone());
        Condition condition = alert.condition();
        return bare(alert, phase)
                .setAnticoagulated(anticoagulated(judged.picture().anticoagulation()))
                .setFindings(told(protocol.text(condition.code()).says(), briefing.findings()))
                .setMissing(condition.missing().stream()
                        .map(protocol.wording()::missing)
                        .toList())
                .setRiskTags(List.copyOf(judged.picture().riskTags()))
                .setDifferential(briefing.differential())
                .setActions(protocol.toDo(condition.code(), condition.priority(), judged.picture(), at))
                .setCitation(protocol.text(condition.code()).citation())
                .setLimits(limits(briefing))
                .setRefusedCauses(protocol.texts().refusedCauses())
                .setProceduralistId(block.performed().proceduralistId());
    }

    private Alert.Builder bare(OpenAlert alert, AlertPhase phase) {
        Condition condition = alert.condition();
        return Alert.newBuilder()
                .setAlertId(alert.alertId())
                .setPatientId(patientId)
                .setBlockId(alert.blockId())
                .setClockBasis(alert.clockBasis())
                .setBlockAt(alert.blockAt())
                .setCode(condition.code())
                .setRule(condition.rule())
                .setProtocolVersion(alert.protocolVersion())
                .setPriority(condition.priority())
                .setPhase(phase)
                .setDueAt(condition.dueAt())
                .setAt(at)
                .setStartedAt(alert.startedAt())
                .setLateBy(alert.lateBy().toMillis())
                .setSetting(alert.told().setting())
                .setLocation(StatementMapper.location(atHome(alert) ? unitOf(place) : place))
                .setFlags(List.copyOf(condition.flags()))
                .setEvidence(List.copyOf(condition.evidence()));
    }

    private static @Nullable Boolean anticoagulated(Anticoagulation anticoagulation) {
        return anticoagulation == Anticoagulation.NOT_STATED ? null : anticoagulation == Anticoagulation.YES;
    }

    private static boolean atHome(OpenAlert alert) {
        return alert.told().setting() == Setting.HOME;
    }

    /** Who is at home lies in no bed; the unit says whose patient it is. */
    private static @Nullable Place unitOf(@Nullable Place place) {
        return place == null ? null : new Place(place.unit(), null);
    }

    /** What the alert says, then what was found. */
    private static List<String> told(String says, List<String> findings) {
        List<String> lines = new ArrayList<>();
        lines.add(says);
        lines.addAll(findings);
        return lines;
    }

    private static @Nullable AlertLimits limits(Briefing briefing) {
        boolean none = briefing.mriBy() == null && briefing.decompressSoft() == null;
        return none ? null : new AlertLimits(briefing.mriBy(), briefing.decompressSoft(), briefing.decompressHard());
    }
}

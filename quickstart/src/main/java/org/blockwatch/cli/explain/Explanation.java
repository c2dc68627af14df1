package org.blockwatch.cli.explain;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.blockwatch.cli.replay.Replay;
import org.blockwatch.clinical.Condition;
import org.blockwatch.clinical.Judgement;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.clinical.rule.Judge;
import org.blockwatch.event.Alert;
import org.blockwatch.event.Priority;
import org.blockwatch.schemas.StatementLine;
import org.blockwatch.schemas.Topics;
import org.blockwatch.streams.alert.AlertThreads;
import org.blockwatch.streams.patient.PatientSnapshot;
import org.blockwatch.streams.patient.PatientState;
import org.blockwatch.streams.site.SitePractice;

/**
 * What the live topology knows of a patient at an instant, and what follows from it.
 *
 * @param charted what has been charted of the patient, by whether it counts
 * @param judgement what every block shows, and which rules hold
 * @param open the open alerts
 * @param transitions every transition until then
 * @param change the first later judgement in which another rule holds, if nothing is charted until then
 */
public record Explanation(
        String patientId,
        Charted charted,
        Judgement judgement,
        AlertThreads open,
        List<Alert> transitions,
        Optional<Judgement> change) {

    /**
     * What has been charted, by whether it counts.
     *
     * @param statements those that had been let in by then
     * @param refused those that had arrived and were set aside, with the reason
     * @param unknownYet arrivals after the instant: nothing rests on them
     */
    public record Charted(
            List<PatientSnapshot.Stated> statements,
            Map<StatementLine, String> refused,
            List<StatementLine> unknownYet) {}

    /**
     * Drives the statements of one patient through the live topology up to an instant.
     *
     * @param lines in order of arrival, also of other patients
     * @param stateDir an empty directory; the caller's to delete
     * @return empty where nothing of the patient has arrived by then
     */
    public static Optional<Explanation> of(
            List<StatementLine> lines, String patientId, Instant at, SitePractice practice, Path stateDir) {
        var arrived = new ArrayList<StatementLine>();
        var unknownYet = new ArrayList<StatementLine>();
        for (var line : lines) {
            if (Topics.key(line.statement()).equals(patientId)) {
                (line.receivedAt().isAfter(at) ? unknownYet : arrived).add(line);
            }
        }
        if (arrived.isEmpty()) {
            return Optional.empty();
        }
        try (var replay = new Replay(arrived.get(0).receivedAt(), practice, stateDir)) {
            var refused = new LinkedHashMap<StatementLine, String>();
            for (var line : arrived) {
                replay.arrives(line.receivedAt(), patientId, line.statement())
                        .refused()
                        .ifPresent(why -> refused.put(line, why.toString()));
            }
            replay.runUntil(at);
            var known = replay.known(patientId);
            var recovery = known.remembered().map(PatientState::recovery).orElse(Recovery.unknown(patientId));
            var judge = new Judge(practice.protocols());
            var judgement = judge.judge(recovery, at);
            return Optional.of(new Explanation(
                    patientId,
                    new Charted(known.statements(), refused, List.copyOf(unknownYet)),
                    judgement,
                    known.remembered().map(PatientState::threads).orElse(AlertThreads.NONE),
                    replay.alerts(),
                    change(judgement, recovery, judge)));
        }
    }

    /** Returns the text for people to read. */
    public String text() {
        return new ExplanationText(this).text();
    }

    /** Rules that hold on open blocks: block and rule, and the priority. */
    static Map<String, Priority> holding(Judgement judgement) {
        var holding = new TreeMap<String, Priority>();
        for (var block : judgement.blocks()) {
            for (var condition : block.open() ? block.conditions() : List.<Condition>of()) {
                holding.put(
                        "%s %s on %s"
                                .formatted(
                                        condition.rule(),
                                        condition.code(),
                                        block.picture().block().blockId()),
                        condition.priority());
            }
        }
        return holding;
    }

    private static Optional<Judgement> change(Judgement now, Recovery recovery, Judge judge) {
        for (var next = now.next(); next != null; ) {
            var then = judge.judge(recovery, next);
            if (!holding(then).equals(holding(now))) {
                return Optional.of(then);
            }
            next = then.next();
        }
        return Optional.empty();
    }
}

package org.blockwatch.streams.alert;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.blockwatch.clinical.Judgement;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Statement;
import org.blockwatch.clinical.rule.Judge;

/** Says whether a condition held at an earlier instant, judged with what is known now. */
@FunctionalInterface
public interface Hindsight {

    /** Where the statements are no longer kept: what was told then cannot be denied. */
    Hindsight UNKNOWABLE = (thread, at) -> true;

    /** Returns whether the condition of a thread held. */
    boolean held(AlertThread thread, Instant at);

    /**
     * Folds what stands. That takes as long as the history is, and is done only when an instant is asked for.
     *
     * @param standing gives the statements of the patient that stand
     */
    static Hindsight of(String patientId, Supplier<List<Statement>> standing, Protocols protocols) {
        return of(new PastRecoveries(patientId, protocols), (after, through) -> standing.get(), protocols);
    }

    /**
     * Folds what stands on top of what is known of the past already.
     *
     * @param past of the patient; takes more in
     * @param statements of the patient that stand
     */
    static Hindsight of(PastRecoveries past, PastRecoveries.Statements statements, Protocols protocols) {
        Judge judge = new Judge(protocols);
        Map<Instant, Judgement> judged = new HashMap<>();
        return (thread, at) ->
                judged
                        .computeIfAbsent(at, instant -> judge.judge(past.at(instant, statements), instant))
                        .blocks()
                        .stream()
                        .filter(block -> block.open()
                                && block.picture().block().blockId().equals(thread.blockId()))
                        .flatMap(block -> block.conditions().stream())
                        .anyMatch(condition -> condition.code() == thread.code());
    }
}

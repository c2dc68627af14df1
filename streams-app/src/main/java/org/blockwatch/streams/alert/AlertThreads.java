package org.blockwatch.streams.alert;

import static org.blockwatch.event.AlertPhase.DEESCALATE;
import static org.blockwatch.event.AlertPhase.ESCALATE;
import static org.blockwatch.event.AlertPhase.START;
import static org.blockwatch.event.AlertPhase.UPDATE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.blockwatch.clinical.Condition;
import org.blockwatch.clinical.Judgement;
import org.blockwatch.clinical.Judgement.BlockJudgement;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.jspecify.annotations.Nullable;

/**
 * A patient's alerts: those that are open, and how many each thread has had. A judgement moves them on, and only what
 * changes is told.
 *
 * @param open the open alerts
 * @param counted how many alerts a thread has had; never reset
 */
public record AlertThreads(Map<AlertThread, OpenAlert> open, Map<AlertThread, Integer> counted) {

    /** No alert yet. */
    public static final AlertThreads NONE = new AlertThreads(Map.of(), Map.of());

    public AlertThreads {
        open = Collections.unmodifiableMap(new TreeMap<>(open));
        counted = Collections.unmodifiableMap(new TreeMap<>(counted));
    }

    /**
     * What a judgement led to.
     *
     * @param threads the alerts after it
     * @param transitions what to tell, ends first
     */
    public record Step(AlertThreads threads, List<Alert> transitions) {}

    /**
     * Moves the alerts on to what a judgement says.
     *
     * @param onTime how long after it was due an alert may start and still be on time, by the engine's clock
     */
    public Step after(Judgement judgement, Trigger occasion, String patientId, Duration onTime) {
        Map<AlertThread, OpenAlert> openNow = new TreeMap<>();
        Map<AlertThread, Integer> started = new TreeMap<>();
        List<Alert> transitions = new ArrayList<>();
        AlertWriter record = new AlertWriter(patientId, judgement.at());
        for (BlockJudgement block : judgement.blocks()) {
            for (Condition condition : block.open() ? block.conditions() : List.<Condition>of()) {
                AlertThread thread = new AlertThread(block.picture().block().blockId(), condition.code());
                OpenAlert before = open.get(thread);
                OpenAlert now;
                AlertPhase phase;
                if (before == null) {
                    int n = counted.getOrDefault(thread, 0) + 1;
                    started.put(thread, n);
                    now = OpenAlert.started(thread.alertId(n), condition, block, judgement.at(), onTime);
                    phase = START;
                } else {
                    now = before.continued(condition, block);
                    phase = phase(before.condition(), condition);
                }
                openNow.put(thread, now);
                if (phase != null) {
                    transitions.add(record.of(now, phase, block));
                }
            }
        }
        List<Alert> ends = new ArrayList<>();
        open.forEach((thread, alert) -> {
            if (!openNow.containsKey(thread)) {
                Optional<BlockJudgement> block = block(thread.blockId(), judgement);
                ends.add(record.ended(alert, EndReasons.of(thread, alert, judgement, occasion), block));
            }
        });
        ends.addAll(transitions);
        return new Step(with(openNow, started), ends);
    }

    private AlertThreads with(Map<AlertThread, OpenAlert> openNow, Map<AlertThread, Integer> started) {
        if (started.isEmpty()) {
            return openNow.equals(open) ? this : new AlertThreads(openNow, counted);
        }
        Map<AlertThread, Integer> countedNow = new TreeMap<>(counted);
        countedNow.putAll(started);
        return new AlertThreads(openNow, countedNow);
    }

    static Optional<BlockJudgement> block(String blockId, Judgement judgement) {
        return judgement.blocks().stream()
                .filter(block -> block.picture().block().blockId().equals(blockId))
                .findFirst();
    }

    private static @Nullable AlertPhase phase(Condition before, Condition now) {
        int graver = now.priority().compareTo(before.priority());
        if (graver != 0) {
            return graver > 0 ? ESCALATE : DEESCALATE;
        }
        boolean same = Objects.equals(before.evidence(), now.evidence())
                && Objects.equals(before.flags(), now.flags())
                && Objects.equals(before.missing(), now.missing());
        return same ? null : UPDATE;
    }
}

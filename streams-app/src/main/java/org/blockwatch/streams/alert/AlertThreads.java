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
import org.blockwatch.clinical.Judgement.BlockJudgement;
import org.blockwatch.clinical.rule.RuleBook;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.streams.alert.OpenAlert.Told;
import org.jspecify.annotations.Nullable;

/**
 * Holds a patient's alerts: those that are open, and how many each thread has had. A judgement moves them on, and only what
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
     * Holds what a judgement led to.
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
    public Step after(JudgedPatient patient, Duration onTime) {
        Map<AlertThread, OpenAlert> openNow = new TreeMap<>();
        Map<AlertThread, Integer> started = new TreeMap<>();
        List<Alert> transitions = new ArrayList<>();
        AlertWriter writer = new AlertWriter(patient.patientId(), patient.place(), patient.at());
        for (BlockJudgement block : patient.judgement().blocks()) {
            for (Condition condition : block.open() ? block.conditions() : List.<Condition>of()) {
                AlertThread thread = new AlertThread(block.picture().block().blockId(), condition.code());
                Told told = new Told(condition, patient.place(), block.picture().setting());
                OpenAlert before = open.get(thread);
                AlertPhase phase = before == null ? START : phase(before.told(), told);
                OpenAlert now;
                if (before == null) {
                    int n = counted.getOrDefault(thread, 0) + 1;
                    started.put(thread, n);
                    now = OpenAlert.started(thread.alertId(n), told, block, patient.at(), onTime);
                } else if (phase == null) {
                    boolean vitalSigns = RuleBook.of(thread.code()).readsVitalSigns();
                    now = before.continued(patient.trigger(), vitalSigns, block);
                } else {
                    now = before.told(told, block);
                }
                openNow.put(thread, now);
                if (phase != null) {
                    transitions.add(writer.of(now, phase, block));
                }
            }
        }
        List<Alert> ends = new ArrayList<>();
        open.forEach((thread, alert) -> {
            if (!openNow.containsKey(thread)) {
                Optional<BlockJudgement> block = patient.block(thread.blockId());
                ends.add(writer.ended(alert, EndReasons.of(thread, alert, patient), block));
            }
        });
        ends.addAll(transitions);
        return new Step(with(openNow, started), ends);
    }

    /** Returns these alerts where statements came that were not judged: what was known of their past may have changed. */
    public AlertThreads uncertain() {
        Map<AlertThread, OpenAlert> all = new TreeMap<>(open);
        all.replaceAll((thread, alert) -> alert.uncertain());
        return with(all, Map.of());
    }

    private AlertThreads with(Map<AlertThread, OpenAlert> openNow, Map<AlertThread, Integer> started) {
        if (started.isEmpty()) {
            return openNow.equals(open) ? this : new AlertThreads(openNow, counted);
        }
        Map<AlertThread, Integer> countedNow = new TreeMap<>(counted);
        countedNow.putAll(started);
        return new AlertThreads(openNow, countedNow);
    }

    private static @Nullable AlertPhase phase(Told before, Told now) {
        int graver = now.condition().priority().compareTo(before.condition().priority());
        if (graver != 0) {
            return graver > 0 ? ESCALATE : DEESCALATE;
        }
        boolean same = Objects.equals(
                        before.condition().evidence(), now.condition().evidence())
                && Objects.equals(before.condition().flags(), now.condition().flags())
                && Objects.equals(before.condition().missing(), now.condition().missing())
                && Objects.equals(before.place(), now.place())
                && before.setting() == now.setting();
        return same ? null : UPDATE;
    }
}

package org.blockwatch.streams.detection;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.schemas.Canary;
import org.blockwatch.service.meter.SummedGauge.Share;
import org.blockwatch.streams.alert.AlertThreads;
import org.blockwatch.streams.alert.OpenAlert;
import org.blockwatch.streams.patient.Aspect;
import org.blockwatch.streams.patient.PatientState;
import org.blockwatch.streams.patient.PatientStates;
import org.blockwatch.streams.patient.StateUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is open in one task: each change costs the same however many patients there are. What the store holds when the task comes
 * is counted once, so many patients at a tick, so that a task with a million of them judges from the first moment; until a patient's turn
 * has come, changes of theirs are left to it.
 *
 * <p>What a patient counts for is a function of what is kept of them and nothing else, so that what was added is what is taken away.
 */
final class OpenCounter implements AutoCloseable {
    /** Where nothing is due, time alone changes nothing: any later instant shows the same. */
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    /** What the stage of a block depends on, and which alerts are open; vital signs and places are not among it. */
    private static final Set<Aspect> COUNTED = Set.of(Aspect.FINDINGS, Aspect.CARE, Aspect.BLOCKS, Aspect.ALERTS);

    private final Share blocks;
    private final Share alerts;
    private final PatientStates states;
    private final Protocols protocols;
    private final int rows;
    private @Nullable String countedThrough;
    private boolean complete;

    /** @param rows of the store that are counted at once */
    OpenCounter(Share blocks, Share alerts, PatientStates states, Protocols protocols, int rows) {
        this.blocks = blocks;
        this.alerts = alerts;
        this.states = states;
        this.protocols = protocols;
        this.rows = rows;
    }

    /** Has what the store held when the task came counted bit by bit. To be called once. */
    void start(ProcessingContext context, Duration interval) {
        AtomicReference<@Nullable Cancellable> counting = new AtomicReference<>();
        counting.set(context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, tick -> {
            Cancellable schedule = counting.get();
            if (countMore() && schedule != null) {
                schedule.cancel();
            }
        }));
    }

    /** Counts what has become of a patient in the place of what was. */
    void changed(StateUpdate update) {
        if (update.touches(COUNTED) && !Canary.is(update.patientId()) && isCounted(update.patientId())) {
            PatientState before = update.before();
            PatientState after = update.after();
            List<BlockStage> was = stages(before);
            List<BlockStage> is = stages(after);
            if (!is.equals(was)) {
                count(was, -1);
                count(is, 1);
            }
            if (!after.threads().open().equals(before.threads().open())) {
                count(before.threads(), -1);
                count(after.threads(), 1);
            }
        }
    }

    /**
     * Counts some more of what the store held when the task came.
     *
     * @return whether all is counted
     */
    boolean countMore() {
        if (!complete) {
            PatientStates.Part part = states.after(countedThrough, rows);
            for (PatientState patient : part.open()) {
                if (!Canary.is(patient.recovery().patientId())) {
                    count(stages(patient), 1);
                    count(patient.threads(), 1);
                }
            }
            countedThrough = part.through();
            complete = part.complete();
        }
        return complete;
    }

    private boolean isCounted(String patientId) {
        return complete
                || countedThrough != null
                        && Arrays.compareUnsigned(bytes(patientId), bytes(countedThrough))
                                <= 0; // the store's own order
    }

    /** The stage of each open block. */
    private List<BlockStage> stages(PatientState patient) {
        Recovery recovery = patient.recovery();
        Instant instant = patient.next() == null ? NEVER : patient.next().minusMillis(1);
        List<BlockStage> stages = new ArrayList<>();
        for (Picture picture : recovery.pictures()) {
            if (recovery.open(picture, instant, protocols)) {
                stages.add(BlockStage.of(picture.at(instant, protocols.of(picture.block()))));
            }
        }
        return stages;
    }

    private void count(List<BlockStage> stages, int more) {
        stages.forEach(stage -> blocks.add(more, stage.name()));
    }

    private void count(AlertThreads threads, int more) {
        for (OpenAlert alert : threads.open().values()) {
            alerts.add(
                    more,
                    alert.condition().code().name(),
                    alert.condition().priority().name());
        }
    }

    private static byte[] bytes(String patientId) {
        return patientId.getBytes(StandardCharsets.UTF_8);
    }

    /** The task leaves. */
    @Override
    public void close() {
        blocks.close();
        alerts.close();
    }
}

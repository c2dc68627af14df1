package org.blockwatch.streams.detection;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.schemas.Canary;
import org.blockwatch.service.meter.SummedGauge.Share;
import org.blockwatch.streams.alert.AlertThreads;
import org.blockwatch.streams.alert.OpenAlert;
import org.blockwatch.streams.patient.PatientState;
import org.blockwatch.streams.patient.PatientStates;
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

    private final Share blocks;
    private final Share alerts;
    private final PatientStates recoveries;
    private final Protocols protocols;
    private final int rows;
    private @Nullable String countedThrough;
    private boolean complete;

    /** @param rows of the store that are counted at once */
    OpenCounter(Share blocks, Share alerts, PatientStates recoveries, Protocols protocols, int rows) {
        this.blocks = blocks;
        this.alerts = alerts;
        this.recoveries = recoveries;
        this.protocols = protocols;
        this.rows = rows;
    }

    /** What is remembered of a patient has changed. */
    void changed(PatientState before, PatientState after) {
        String patientId = after.recovery().patientId();
        if (!Canary.is(patientId) && isCounted(patientId) && !countAlike(before, after)) {
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

    /** Whether it can be told without working it out that both count for the same, as after most vital signs. */
    private static boolean countAlike(PatientState before, PatientState after) {
        return after.tellsTheSameAs(before) && after.recovery().differsInCourseOnly(before.recovery());
    }

    /**
     * Counts some more of what the store held when the task came.
     *
     * @return whether all is counted
     */
    boolean goOn() {
        if (!complete) {
            PatientStates.Some some = recoveries.after(countedThrough, rows);
            for (PatientState patient : some.open()) {
                if (!Canary.is(patient.recovery().patientId())) {
                    count(stages(patient), 1);
                    count(patient.threads(), 1);
                }
            }
            countedThrough = some.through();
            complete = some.complete();
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

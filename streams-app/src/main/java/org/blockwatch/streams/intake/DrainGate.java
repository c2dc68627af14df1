package org.blockwatch.streams.intake;

import java.time.Instant;

/**
 * Keeps timers from firing until what lay in the topics when a task came here has been read and processed: a recovery charted while
 * nobody was reading must be able to suppress the alert whose deadline has passed meanwhile.
 *
 * <p>A partition number is a task here: all topics have the same partitions.
 */
public interface DrainGate {
    /** Under this key Kafka Streams hands the one instance to the exception handlers that it creates by class name. */
    String CONFIG = "blockwatch.drain.gate";

    /** The gate of a topology that has no past: one that is fed by hand. */
    DrainGate OPEN = new DrainGate() {
        @Override
        public void processed(String topic, int partition, long offset) {}

        @Override
        public boolean isOpen(int partition) {
            return true;
        }

        @Override
        public void judged(int partition, Instant through, Instant now) {}

        @Override
        public boolean isJudged(int partition) {
            return true;
        }
    };

    /** The record at {@code offset} is in hand: done before the task's next punctuation. */
    void processed(String topic, int partition, long offset);

    /** Whether patients of the task of {@code partition} may be judged. To be asked by the task's own thread. */
    boolean isOpen(int partition);

    /**
     * Patients have been judged behind the open gate.
     *
     * @param through up to when all who were due have been
     * @param now the engine's clock
     */
    void judged(int partition, Instant through, Instant now);

    /**
     * Whether all whom the past has changed have been judged, so that ladders may take their next steps: one that went on as soon as
     * the gate opens would climb for an alert that is about to end. To be asked by the task's own thread.
     */
    boolean isJudged(int partition);
}

package org.blockwatch.intake;

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
    };

    /** The record at {@code offset} is in hand: done before the task's next punctuation. */
    void processed(String topic, int partition, long offset);

    /** Whether the timers of the task of {@code partition} may fire. To be asked by the task's own thread. */
    boolean isOpen(int partition);
}

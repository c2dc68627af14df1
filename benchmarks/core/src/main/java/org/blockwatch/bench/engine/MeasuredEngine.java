package org.blockwatch.bench.engine;

/** Something that reads the statements of a hospital and durably tells what follows from them. Has a constructor without arguments. */
public interface MeasuredEngine {
    /** The topic on which engines other than Blockwatch and Flink tell what follows; keyed by patient. */
    String OUTPUT = "bench.out";

    /** Begins, and returns when its threads run. */
    Running start(Assignment assignment) throws Exception;

    /** An engine at work. */
    interface Running extends AutoCloseable {
        /** Whether it has what it needs and reads. */
        boolean isReady();
    }
}

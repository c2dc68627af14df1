package org.blockwatch.bench;

/** One thing to measure. */
interface Benchmark {
    /** By which it is asked for, and under which its figures stand. */
    String name();

    /** What it measures, in a sentence. */
    String what();

    /** Measures, and adds figures to the session's results. */
    void run(BenchSession session) throws Exception;
}

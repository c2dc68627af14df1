package org.blockwatch.cli.crash;

/** Something that pages a receiver for what is wrong with a bed, and can be killed. */
interface Pager extends AutoCloseable {

    String name();

    /** Where its pages arrive. */
    Collector collector();

    /** Starts it again, with what it has on its disk, and waits until it works. */
    void start();

    /** {@code kill -9}. */
    void kill();

    /** Something is wrong from now on: one page. Returns when it has been told. */
    void raise(String bed);

    /** Says again what is wrong, as its sources do by themselves. */
    void remind(String bed);

    /** Something becomes wrong, and it is killed before it can page. */
    void raiseAndKillBeforePaging(String bed);

    /** Nothing is wrong any more. */
    void end(String bed);
}

package org.blockwatch.cli.crash;

/** How a process ends that gets no chance to do anything more. */
public enum Death {
    /** At that very instruction: no other thread takes another step. */
    HALT,

    /** {@code kill -9} from outside while the thread stands at the instruction and all others go on. */
    KILL
}

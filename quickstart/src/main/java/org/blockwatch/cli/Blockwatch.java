package org.blockwatch.cli;

import org.blockwatch.cli.command.CommandLines;
import org.blockwatch.cli.embedded.Interrupt;

/** The command line of Blockwatch: {@code blockwatch --help} tells the rest. */
public final class Blockwatch {

    private Blockwatch() {}

    /** Runs a command; its exit status is the process's. */
    public static void main(String... args) {
        Interrupt.install();
        System.exit(CommandLines.run(args));
    }
}

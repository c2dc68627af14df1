package org.blockwatch.cli;

import org.blockwatch.cli.command.CommandLines;

/** The command line of Blockwatch: {@code blockwatch --help} tells the rest. */
public final class Blockwatch {

    private Blockwatch() {}

    /** Runs a command; its exit status is the process's. */
    public static void main(String... args) {
        System.exit(CommandLines.run(args));
    }
}

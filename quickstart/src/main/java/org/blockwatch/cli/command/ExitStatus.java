package org.blockwatch.cli.command;

/** What a command's exit status says. 2, wrong arguments, is picocli's. */
final class ExitStatus {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int SOME_LINES_REFUSED = 3;
    static final int GAPS = 3;

    private ExitStatus() {}
}

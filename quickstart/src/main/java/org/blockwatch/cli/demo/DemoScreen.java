package org.blockwatch.cli.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a demonstration is shown. On a terminal its last line always tells the state of things, below all that has been
 * printed; elsewhere such a line is printed now and then.
 */
public final class DemoScreen {

    private static final String ERASE_LINE = "\r\033[K";

    private final PrintStream target;
    private final boolean terminal;
    private final PrintStream out;
    private String status = "";
    private boolean muted;

    public DemoScreen(PrintStream target, boolean terminal) {
        this.target = target;
        this.terminal = terminal;
        this.out = new PrintStream(new AboveStatus(), true, StandardCharsets.UTF_8);
    }

    /** Returns the screen on stdout; the start script says whether that is a terminal, since Java 17 cannot tell. */
    public static DemoScreen onStdout(PrintStream stdout) {
        return new DemoScreen(stdout, Boolean.getBoolean("blockwatch.terminal"));
    }

    /** Returns the stream for everything but the status. */
    public PrintStream out() {
        return out;
    }

    /** Returns whether the status can be redrawn as often as it changes. */
    boolean redraws() {
        return terminal;
    }

    synchronized void status(String line) {
        if (terminal) {
            target.print(ERASE_LINE + line);
            target.flush();
            status = line;
        } else {
            target.println(line);
        }
    }

    /** Shows nothing from now on but the status and the last words. */
    synchronized void mute() {
        muted = true;
    }

    /** Prints the last words; whatever comes after them is not shown. */
    synchronized void end(String lastWords) {
        target.println((terminal ? ERASE_LINE : "") + lastWords);
        target.flush();
        muted = true;
    }

    /** What is printed takes the status's place, and the status moves down. */
    private final class AboveStatus extends OutputStream {

        private boolean midLine;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            synchronized (DemoScreen.this) {
                if (length == 0 || muted) {
                    return;
                }
                if (terminal && !midLine) {
                    target.print(ERASE_LINE);
                }
                target.write(bytes, offset, length);
                midLine = bytes[offset + length - 1] != '\n';
                if (terminal && !midLine) {
                    target.print(status);
                }
                target.flush();
            }
        }
    }
}

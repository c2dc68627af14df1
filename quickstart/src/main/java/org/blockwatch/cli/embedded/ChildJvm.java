package org.blockwatch.cli.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Processes on the Java that runs this one. A child that ends when its stdin does never outlives this process, whatever
 * becomes of it: the other end of that pipe is here. Ctrl-C, which a terminal sends to all of its processes, does not
 * reach it: whoever started it stops it in order.
 */
public final class ChildJvm {

    private static final Path SHELL = Path.of("/bin/sh");

    private ChildJvm() {}

    /**
     * Returns a process that is not started yet.
     *
     * @param options of {@code java}
     * @param classpath as of {@code java -cp}
     * @param main a main class, then its arguments
     */
    public static ProcessBuilder of(List<String> options, String classpath, String... main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classpath));
        command.addAll(List.of(main));
        if (Files.isExecutable(SHELL)) { // else there is no such thing as a terminal's process group
            command.addAll(0, List.of(SHELL.toString(), "-c", "trap '' INT; exec \"$@\"", "child"));
        }
        return new ProcessBuilder(command);
    }

    /** Ends the stdin of such a child and waits for its end; beyond the limit, or if this thread is interrupted, kills it. */
    public static void stop(Process child, Duration limit) {
        try {
            child.getOutputStream().close();
            if (!child.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                child.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            child.destroyForcibly();
        } catch (InterruptedException e) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

package org.blockwatch.channel.console;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blockwatch.channel.Channel;
import org.blockwatch.channel.Delivery;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.page.OutgoingPage;

/**
 * Prints each page as staff would read it. A terminal has no idempotency keys, so a page that has been printed before,
 * or is asked for again, says {@code (repeat)}.
 */
public final class ConsoleChannel implements Channel {

    private static final int REMEMBERED = 10_000;
    private static final String INDENT = "      ";

    private final PrintStream out;
    private final Map<String, Boolean> printed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Prints to {@code out}, which stays open when the channel closes. */
    public ConsoleChannel(PrintStream out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public synchronized Delivery send(OutgoingPage page) {
        boolean repeat = printed.put(page.attemptId(), true) != null || page.attempt() > 1;
        out.print(layout(page, repeat));
        out.flush();
        return out.checkError()
                ? new Delivery.Failed(PageOutcome.CONNECTION_LOST, "the terminal takes no more output")
                : new Delivery.Accepted(null);
    }

    private static String layout(OutgoingPage page, boolean repeat) {
        String priority = page.priority().name();
        String head = page.summary().startsWith(priority) ? page.summary() : priority + " " + page.summary();
        Stream<String> rest = page.text().lines().filter(line -> !line.equals(page.summary()));
        Stream<String> to = page.roles().isEmpty() ? Stream.of() : Stream.of("To: " + String.join(", ", page.roles()));
        return Stream.concat(
                        Stream.of("PAGE  " + head + (repeat ? "  (repeat)" : "")),
                        Stream.concat(rest, to).map(line -> INDENT + line))
                .map(ConsoleChannel::printable)
                .collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
    }

    /** What came from other systems must not steer the terminal. */
    private static String printable(String line) {
        return line.replaceAll("\\p{Cntrl}", "?");
    }
}

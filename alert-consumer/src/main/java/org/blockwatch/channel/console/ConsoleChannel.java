package org.blockwatch.channel.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blockwatch.channel.Channel;
import org.blockwatch.channel.Delivery;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.page.OutgoingPage;
import org.jspecify.annotations.Nullable;

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
        String head = Stream.of(
                        "PAGE  " + page.priority(),
                        place(page.unit(), page.bed()),
                        age(page.blockAge()) + " after block",
                        page.code().name(),
                        repeat ? "(repeat)" : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("  "));
        String text = page.text().isBlank() ? page.summary() : page.text();
        String to = page.roles().isEmpty() ? "" : "\nto " + String.join(", ", page.roles());
        return Stream.concat(Stream.of(head), (text.strip() + to).lines().map(line -> INDENT + line))
                .map(ConsoleChannel::printable)
                .collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
    }

    private static String place(@Nullable String unit, @Nullable String bed) {
        String place = Stream.of(unit == null ? "" : unit, bed == null ? "" : "bed " + bed)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return place.isEmpty() ? "bed not stated" : place;
    }

    private static String age(Duration age) {
        return "%s%d h %02d min"
                .formatted(age.isNegative() ? "-" : "", Math.abs(age.toMinutes()) / 60, Math.abs(age.toMinutes()) % 60);
    }

    /** What came from other systems must not steer the terminal. */
    private static String printable(String line) {
        return line.replaceAll("\\p{Cntrl}", "?");
    }
}

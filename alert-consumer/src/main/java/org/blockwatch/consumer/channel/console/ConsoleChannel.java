package org.blockwatch.consumer.channel.console;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blockwatch.consumer.channel.Channel;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.service.collect.BoundedMap;

/**
 * Prints each page as staff would read it. A terminal has no idempotency keys, so a page that has been printed before,
 * or is asked for again, says {@code (repeat)}.
 */
public final class ConsoleChannel implements Channel {

    private static final int REMEMBERED = 10_000;
    private static final String INDENT = "      ";

    private final PrintStream out;
    private final Map<String, Boolean> printed = BoundedMap.ofLatest(REMEMBERED);

    private List<Object> last = List.of();

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
        out.print(lines(page, repeat).map(line -> line + System.lineSeparator()).collect(Collectors.joining()));
        out.flush();
        return out.checkError()
                ? new Delivery.Failed(PageOutcome.CONNECTION_LOST, "the terminal takes no more output")
                : new Delivery.Accepted(null);
    }

    /** To a further person the same page is but a line: whose it is too. */
    private Stream<String> lines(OutgoingPage page, boolean repeat) {
        List<String> body = body(page, repeat);
        List<Object> identity = List.of(page.alert().name(), page.step().number(), body);
        boolean told = !repeat && identity.equals(last);
        last = identity;
        return Stream.concat(told ? Stream.of() : body.stream(), whom(page).map(line -> INDENT + line));
    }

    private static List<String> body(OutgoingPage page, boolean repeat) {
        String priority = page.alert().priority().name();
        String head = page.content().summary().startsWith(priority)
                ? page.content().summary()
                : priority + " " + page.content().summary();
        Stream<String> rest = page.content()
                .text()
                .lines()
                .filter(line -> !line.equals(page.content().summary()));
        return Stream.concat(Stream.of("PAGE  " + head + (repeat ? "  (repeat)" : "")), rest.map(line -> INDENT + line))
                .toList();
    }

    private static Stream<String> whom(OutgoingPage page) {
        String roles = String.join(", ", page.to().roles());
        String person = page.to().recipient().equals(roles) ? "" : page.to().recipient() + ", ";
        Stream<String> to = roles.isEmpty() ? Stream.of() : Stream.of("To: " + person + roles + why(page));
        return page.to().link() == null
                ? to
                : Stream.concat(to, Stream.of("Answer: " + page.to().link()));
    }

    /** Why people are paged at all is in the text; why now, where it is not the first page. */
    private static String why(OutgoingPage page) {
        return page.step().reason() == PageReason.ALERT_STARTED
                ? ""
                : "  (tier %s, %s)"
                        .formatted(
                                page.step().tier(),
                                page.step()
                                        .reason()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' '));
    }
}

package org.blockwatch.consumer.channel.peer;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.consumer.page.Pages;
import org.jspecify.annotations.Nullable;

/**
 * A page that a channel is to take, for tests: about a weak leg four hours after the block of patient 4711, whose number
 * must not leave the house.
 *
 * @param to the recipient's address on the channel
 */
public record Letter(
        @Nullable String to,
        int attempt,
        @Nullable URI link,
        List<OutgoingPage.AlertName> also,
        String summary,
        String text) {

    private static final OutgoingPage PAGE = Pages.outgoing("4711", 1, "channel");

    public static Letter to(@Nullable String address) {
        return new Letter(
                address,
                1,
                null,
                List.of(),
                PAGE.content().summary(),
                PAGE.content().text());
    }

    public Letter attempt(int number) {
        return new Letter(to, number, link, also, summary, text);
    }

    public Letter link(String address) {
        return new Letter(to, attempt, URI.create(address), also, summary, text);
    }

    public Letter also(OutgoingPage.AlertName... more) {
        return new Letter(to, attempt, link, List.of(more), summary, text);
    }

    public Letter summary(String words) {
        return new Letter(to, attempt, link, also, words, text);
    }

    public Letter text(String words) {
        return new Letter(to, attempt, link, also, summary, words);
    }

    public OutgoingPage page() {
        return new OutgoingPage(
                PAGE.attemptId(),
                attempt,
                Stream.concat(PAGE.alerts().stream(), also.stream()).toList(),
                PAGE.step(),
                new OutgoingPage.Addressee(PAGE.to().roles(), PAGE.to().recipient(), to, link),
                new OutgoingPage.Content(PAGE.content().unit(), PAGE.content().bed(), summary, text));
    }
}

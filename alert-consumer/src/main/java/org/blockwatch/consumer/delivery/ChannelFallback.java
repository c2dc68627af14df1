package org.blockwatch.consumer.delivery;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.blockwatch.consumer.roster.Recipient.Way;
import org.blockwatch.event.PageEventKind;

/**
 * Falls back from each of a recipient's ways to the next, the best first, until a channel takes what they are to be
 * told. Whatever fails, or is refused, goes on over the next way at once; the ladder has the failed one tried again
 * later. What the trail tells of already is not done again, so that a page that a crash has stopped goes on from where it
 * stood.
 */
final class ChannelFallback {

    private static final Set<PageEventKind> DONE = EnumSet.of(PageEventKind.ACCEPTED, PageEventKind.SUPPRESSED);

    private final ChannelSender next;

    ChannelFallback(ChannelSender next) {
        this.next = next;
    }

    /** A page, and what has become of it on the ways behind it. */
    private record Progress(RecipientPage page, PageEventKind ended) {

        Progress after(PageEventKind way) {
            PageEventKind now = way == PageEventKind.UNDELIVERABLE ? ended : way;
            if (DONE.contains(now)) {
                page.ended().complete(now); // those it went with may have further to go
            }
            return new Progress(page, now);
        }

        boolean isDone() {
            return DONE.contains(ended);
        }
    }

    /** Tells a recipient of all these pages, which are for the same one, in one message. Never blocks. */
    void deliver(List<RecipientPage> pages) {
        List<Way> ways = pages.get(0).recipient().ways();
        over(
                ways,
                pages.stream()
                        .map(page -> new Progress(page, PageEventKind.UNDELIVERABLE))
                        .toList());
    }

    private void over(List<Way> ways, List<Progress> pages) {
        if (pages.isEmpty()) {
            return;
        }
        if (ways.isEmpty()) {
            pages.forEach(page -> page.page().ended().complete(page.ended()));
            return;
        }
        List<CompletableFuture<PageEventKind>> ends =
                next.send(ways.get(0), pages.stream().map(Progress::page).toList());
        List<CompletableFuture<Progress>> after = IntStream.range(0, pages.size())
                .mapToObj(i -> ends.get(i).thenApply(pages.get(i)::after))
                .toList();
        CompletableFuture.allOf(after.toArray(CompletableFuture[]::new))
                .thenRun(() -> over(
                        ways.subList(1, ways.size()),
                        after.stream()
                                .map(CompletableFuture::join)
                                .filter(page -> !page.isDone())
                                .toList()));
    }

    /** Returns whether this page has been begun: it goes on then, alone, rather than wait for others. */
    boolean hasBegun(RecipientPage page) {
        return page.recipient().ways().stream().anyMatch(way -> next.hasBegun(page, way));
    }
}

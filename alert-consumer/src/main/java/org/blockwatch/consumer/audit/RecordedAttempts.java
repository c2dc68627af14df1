package org.blockwatch.consumer.audit;

import static org.blockwatch.event.PageEventKind.ACCEPTED;
import static org.blockwatch.event.PageEventKind.UNDELIVERABLE;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.blockwatch.consumer.page.PageKey;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.service.collect.BoundedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the trail already tells of pages and of the attempts to send them, so that no page is sent again because its
 * request is read again: after a crash, since results are recorded before the offsets of earlier requests can be, and by
 * a fresh consumer group that reads the topic from the beginning.
 *
 * <p>Remembers the latest {@value #MOST} of each. Thread-safe.
 */
public final class RecordedAttempts {

    private static final int MOST = 200_000;

    private final Map<String, End> ends = BoundedMap.ofLatest(MOST);
    private final Map<PageKey, Begun> pages = BoundedMap.ofLatest(MOST);

    /**
     * What is told of a page that has been sent, or tried, before.
     *
     * @param at when the first attempt of it ended
     * @param rosterVersion the roster by which its recipients were found then
     * @param recipients those of whom the trail tells
     * @param hopeless it is recorded that nobody can be reached with it
     */
    public record Begun(Instant at, String rosterVersion, Set<String> recipients, boolean hopeless) {}

    /** How the latest try of an attempt ended. */
    private record End(int attempt, PageEventKind kind) {}

    /** Takes in an event of the trail. Hearing it twice changes nothing. */
    public synchronized void heard(PageEvent event) {
        switch (event.getKind()) {
            case ACCEPTED, DELIVERED, READ -> ended(event, ACCEPTED);
            case FAILED, UNDELIVERABLE, SUPPRESSED -> ended(event, event.getKind());
            default -> {} // not the end of an attempt
        }
    }

    private void ended(PageEvent event, PageEventKind kind) {
        if (!event.getAttemptId().isEmpty()) {
            ends.merge(event.getAttemptId(), new End(event.getAttempt(), kind), RecordedAttempts::later);
            begun(event, event.getRecipient(), false);
        } else if (kind == UNDELIVERABLE) {
            begun(event, null, true);
        }
    }

    private void begun(PageEvent event, @Nullable String recipient, boolean hopeless) {
        Begun before = pages.getOrDefault(
                PageKey.of(event), new Begun(event.getAt(), event.getRosterVersion(), Set.of(), false));
        Set<String> recipients = new TreeSet<>(before.recipients());
        Optional.ofNullable(recipient).ifPresent(recipients::add);
        pages.put(
                PageKey.of(event),
                new Begun(before.at(), before.rosterVersion(), recipients, before.hopeless() || hopeless));
    }

    /** A page that was accepted once needs no later try; otherwise the latest try counts. */
    private static End later(End one, End other) {
        if (one.kind() == ACCEPTED || other.kind() == ACCEPTED) {
            return new End(Integer.MAX_VALUE, ACCEPTED);
        }
        return other.attempt() >= one.attempt() ? other : one;
    }

    /** Returns how this attempt ended, if that is recorded; or that the page was accepted at another. */
    public synchronized Optional<PageEventKind> end(String attemptId, int attempt) {
        return Optional.ofNullable(ends.get(attemptId))
                .filter(end -> end.kind() == ACCEPTED || end.attempt() >= attempt)
                .map(End::kind);
    }

    /** Returns what is told of this page, if it has been sent, or tried, before. */
    public synchronized Optional<Begun> begun(PageKey page) {
        return Optional.ofNullable(pages.get(page));
    }
}

package org.blockwatch.consumer.delivery;

import static java.util.Comparator.naturalOrder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which pages go to a person by themselves, and which wait for each other. What reaches a person opens a window; further
 * pages wait until it closes, and then go as one message, which opens the next window. What is urgent never waits. If
 * what opened a window reaches nobody, the window closes at once.
 *
 * <p>A page that was asked for in a window belongs to it even if it comes after its end: then it is read again after a
 * crash, and the others of its window are about to come too. So the same pages make the same message as before.
 *
 * <p>Knows neither clock nor channel. Used by one thread at a time.
 *
 * @param <P> a page to one person
 */
final class BundleWindows<P> {

    private final Duration length;
    private final Duration settling;
    private final Map<String, Window<P>> windows = new HashMap<>(); // one for each person who was ever paged: few

    /**
     * Windows of this length.
     *
     * @param settling how long what comes after the end of its window waits for others that do
     */
    BundleWindows(Duration length, Duration settling) {
        this.length = length;
        this.settling = settling;
    }

    /** Pages that go to a person as one message. */
    record Message<P>(String person, List<P> pages) {}

    /**
     * Returns a page for this person.
     *
     * @param askedAt when it was asked for
     * @return what is to be sent now: the page, or nothing because it waits
     */
    List<Message<P>> comes(String person, P page, boolean urgent, Instant askedAt, Instant now) {
        Window<P> window = windows.get(person);
        if (!urgent && window != null && (window.isBusy(now) || askedAt.isBefore(window.closesAt))) {
            window.take(page, askedAt, now, settling);
            return List.of();
        }
        Message<P> message = new Message<>(person, List.of(page));
        if (window == null || !window.isBusy(now)) {
            Instant since = window == null ? Instant.MIN : window.closesAt;
            windows.put(person, new Window<>(since, now.plus(length), message));
        }
        return List.of(message);
    }

    /**
     * Notes that something has reached this person at this instant, whoever sent it. May be heard late, and twice.
     *
     * @param bundled it was a message of several pages: what had waited in the window before
     */
    void reached(String person, Instant at, boolean bundled) {
        Window<P> window = windows.get(person);
        if (window == null || !window.isBusy(at)) {
            windows.put(person, new Window<>(Instant.MIN, at.plus(length), null));
        } else if (bundled && window.closesAt.isBefore(at.plus(length))) {
            window.closesAt = at.plus(length);
        }
    }

    /** Notes that this message has reached nobody: no page has to wait because of it. */
    void missed(Message<P> message, Instant now) {
        Window<P> window = windows.get(message.person());
        if (window != null && window.opener == message && window.isOpen(now)) {
            window.closesAt = Instant.MIN; // as if it had never been
        }
    }

    /** Returns what is to be sent now because a window has closed. */
    List<Message<P>> due(Instant now) {
        List<Message<P>> due = new ArrayList<>();
        windows.replaceAll((person, window) -> {
            if (window.isOpen(now) || window.waiting.isEmpty() || now.isBefore(window.settledAt)) {
                return window;
            }
            Message<P> message = new Message<>(person, window.together());
            due.add(message);
            return window.next(now.plus(length), message);
        });
        return due;
    }

    /** Forgets the pages that wait and are meant by this. */
    Collection<P> giveUp(Predicate<P> meant) {
        List<P> given = new ArrayList<>();
        windows.values()
                .forEach(window -> window.waiting.removeIf(waiting -> {
                    boolean gone = meant.test(waiting.page());
                    if (gone) {
                        given.add(waiting.page());
                    }
                    return gone;
                }));
        return given;
    }

    /** Of which window a page that waits is: messages go in this order. */
    private enum Turn {
        EARLIER,
        THIS,
        NEXT
    }

    private record Waiting<P>(P page, Turn turn) {}

    private static final class Window<P> {
        final Instant since; // what was asked for before is of an earlier window
        final @Nullable Message<P> opener; // null: what another process sent, or this one before it was started again
        final List<Waiting<P>> waiting = new ArrayList<>();
        Instant closesAt;
        Instant settledAt = Instant.MIN;

        Window(Instant since, Instant closesAt, @Nullable Message<P> opener) {
            this.since = since;
            this.closesAt = closesAt;
            this.opener = opener;
        }

        boolean isOpen(Instant at) {
            return at.isBefore(closesAt);
        }

        boolean isBusy(Instant at) {
            return isOpen(at) || !waiting.isEmpty();
        }

        void take(P page, Instant askedAt, Instant now, Duration settling) {
            Turn own = isOpen(now) || askedAt.isBefore(closesAt) ? Turn.THIS : Turn.NEXT;
            waiting.add(new Waiting<>(page, askedAt.isBefore(since) ? Turn.EARLIER : own));
            if (!isOpen(now) && settledAt.equals(Instant.MIN)) { // once: a storm must not put it off for ever
                settledAt = now.plus(settling);
            }
        }

        List<P> together() {
            Turn first = waiting.stream().map(Waiting::turn).min(naturalOrder()).orElseThrow();
            return waiting.stream()
                    .filter(one -> one.turn() == first)
                    .map(Waiting::page)
                    .toList();
        }

        Window<P> next(Instant closesAt, Message<P> opener) {
            Window<P> next = new Window<>(Instant.MIN, closesAt, opener);
            waiting.stream()
                    .filter(one -> !opener.pages().contains(one.page()))
                    .forEach(one -> next.waiting.add(new Waiting<>(one.page(), Turn.THIS)));
            return next;
        }
    }
}

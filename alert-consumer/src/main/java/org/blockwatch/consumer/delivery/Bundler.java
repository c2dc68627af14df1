package org.blockwatch.consumer.delivery;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.service.clock.EngineClock;

/**
 * Bundles a storm: after what has reached a person, further pages to them wait for the window to close and go as one
 * message. A rise to HIGH does not wait, nor does a try that is made again, nor what is for no person but for roles.
 *
 * <p>Pages that wait are in memory alone. Their requests are not finished, so the next owner of their partition reads
 * them again; since when a person has been told, the trail tells. Thread-safe.
 */
final class Bundler {

    private static final Set<PageReason> RISES = EnumSet.of(PageReason.ALERT_STARTED, PageReason.ALERT_ESCALATED);

    /** What a restarted process reads again comes within this time of each other, by the wall. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private final ChannelFallback next;
    private final EngineClock clock;
    private final BundleWindows<RecipientPage> windows;

    /**
     * Bundles for the next stage.
     *
     * @param window how long further pages wait, in engine time
     */
    Bundler(ChannelFallback next, EngineClock clock, Duration window) {
        this.next = next;
        this.clock = clock;
        this.windows = new BundleWindows<>(window, clock.engine(SETTLING));
    }

    /** Sends this page on now, or when the person's window closes. Never blocks. */
    void bundle(RecipientPage page) {
        boolean again = page.request().getReason() == PageReason.RETRY || next.hasBegun(page);
        if (again || !page.recipient().person()) {
            next.deliver(List.of(page));
            return;
        }
        List<BundleWindows.Message<RecipientPage>> now;
        synchronized (this) {
            now = windows.comes(
                    page.recipient().id(),
                    page,
                    isRiseToHigh(page.request()),
                    page.request().getRequestedAt(),
                    clock.now());
        }
        now.forEach(this::send);
    }

    private static boolean isRiseToHigh(PageRequest page) {
        return page.getPriority() == Priority.HIGH && RISES.contains(page.getReason());
    }

    /** Sends on what has waited until now. To be called again and again. */
    void sendDue() {
        List<BundleWindows.Message<RecipientPage>> due;
        synchronized (this) {
            due = windows.due(clock.now());
        }
        due.forEach(this::send);
    }

    /** One message, or one for each set of ways: how a person is reached may depend on how urgent it is. */
    private void send(BundleWindows.Message<RecipientPage> message) {
        message.pages().stream()
                .collect(groupingBy(page -> page.recipient().ways()))
                .values()
                .forEach(next::deliver);
        CompletableFuture.allOf(
                        message.pages().stream().map(RecipientPage::ended).toArray(CompletableFuture[]::new))
                .whenComplete((all, givenUp) -> closeIfMissed(message));
    }

    private void closeIfMissed(BundleWindows.Message<RecipientPage> message) {
        if (message.pages().stream().noneMatch(page -> page.hasEnded(PageEventKind.ACCEPTED))) {
            synchronized (this) {
                windows.missed(message, clock.now());
            }
        }
    }

    /** Takes in an event of the trail. */
    synchronized void heard(PageEvent event) {
        if (event.getKind() == PageEventKind.ACCEPTED
                && event.getRecipient() != null
                && !PageIds.isNews(event.getAttemptId())) {
            Instant now = clock.now();
            Instant at = event.getAt().isAfter(now) ? now : event.getAt(); // a clock ahead must not hold pages back
            windows.reached(event.getRecipient(), at, event.getBundle() != null);
        }
    }

    /** Gives up what waits of these partitions: their next owner reads it again. */
    void giveUp(Collection<TopicPartition> partitions) {
        Collection<RecipientPage> given;
        synchronized (this) {
            given = windows.giveUp(page -> partitions.contains(page.from()));
        }
        given.forEach(page -> page.ended().cancel(false));
    }
}

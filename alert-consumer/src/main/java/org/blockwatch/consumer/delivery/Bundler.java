package org.blockwatch.consumer.delivery;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
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
 * Keeps a storm from a person: after what has reached them, further pages wait for the window to close and go as one
 * message. A rise to HIGH does not wait, nor does a try that is made again, nor what is for no person but for roles.
 *
 * <p>Pages that wait are in memory alone. Their requests are not finished, so the next owner of their partition reads
 * them again; since when a person has been told, the trail tells. Thread-safe.
 */
public final class Bundler {

    private static final Set<PageReason> RISES = EnumSet.of(PageReason.ALERT_STARTED, PageReason.ALERT_ESCALATED);

    /** What a restarted process reads again comes within this time of each other, by the wall. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private final ChannelFallback walks;
    private final EngineClock clock;
    private final BundleWindows<RecipientPage> bundles;

    /**
     * A pace for these walks.
     *
     * @param window how long further pages wait, in engine time
     */
    public Bundler(ChannelFallback walks, EngineClock clock, Duration window) {
        this.walks = walks;
        this.clock = clock;
        this.bundles = new BundleWindows<>(window, clock.engine(SETTLING));
    }

    /** Sends this notice now, or when the person's window closes. Never blocks. */
    void take(RecipientPage notice) {
        boolean again = notice.request().getReason() == PageReason.RETRY || walks.hasBegun(notice);
        if (again || !notice.recipient().person()) {
            walks.begin(List.of(notice));
            return;
        }
        List<BundleWindows.Message<RecipientPage>> now;
        synchronized (this) {
            now = bundles.comes(
                    notice.recipient().id(),
                    notice,
                    isRiseToHigh(notice.request()),
                    notice.request().getRequestedAt(),
                    clock.now());
        }
        now.forEach(this::send);
    }

    private static boolean isRiseToHigh(PageRequest page) {
        return page.getPriority() == Priority.HIGH && RISES.contains(page.getReason());
    }

    /** Sends what has waited until now. To be called again and again. */
    void look() {
        List<BundleWindows.Message<RecipientPage>> due;
        synchronized (this) {
            due = bundles.due(clock.now());
        }
        due.forEach(this::send);
    }

    /** One message, or one for each set of ways: how a person is reached may depend on how urgent it is. */
    private void send(BundleWindows.Message<RecipientPage> message) {
        message.pages().stream()
                .collect(groupingBy(RecipientPage::ways))
                .values()
                .forEach(walks::begin);
        CompletableFuture.allOf(
                        message.pages().stream().map(RecipientPage::reached).toArray(CompletableFuture[]::new))
                .thenRun(() -> ended(message));
    }

    private void ended(BundleWindows.Message<RecipientPage> message) {
        if (message.pages().stream().noneMatch(notice -> notice.reached().join() == RecipientResult.REACHED)) {
            synchronized (this) {
                bundles.missed(message, clock.now());
            }
        }
    }

    /** Takes in an event of the trail. */
    public synchronized void heard(PageEvent event) {
        if (event.getKind() == PageEventKind.ACCEPTED
                && event.getRecipient() != null
                && !PageIds.isNews(event.getAttemptId())) {
            bundles.reached(event.getRecipient(), event.getAt(), event.getBundle() != null);
        }
    }

    /** Gives up what waits of these partitions: their next owner reads it again. */
    void giveUp(Collection<TopicPartition> partitions) {
        Collection<RecipientPage> given;
        synchronized (this) {
            given = bundles.giveUp(notice -> partitions.contains(notice.from()));
        }
        given.forEach(notice -> notice.reached().complete(RecipientResult.GIVEN_UP));
    }
}

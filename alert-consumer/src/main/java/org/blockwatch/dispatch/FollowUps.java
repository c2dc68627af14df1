package org.blockwatch.dispatch;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.blockwatch.audit.PageTrail;
import org.blockwatch.audit.RecordedAttempts;
import org.blockwatch.audit.RecordedBundles.Bundle;
import org.blockwatch.channel.Delivery;
import org.blockwatch.channel.IncidentNews;
import org.blockwatch.channel.Lane;
import org.blockwatch.channel.Load;
import org.blockwatch.channel.Passage;
import org.blockwatch.clock.EngineClock;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.page.PageIds;

/**
 * Tells channels what has become of the pages for which they keep incidents open: of each incident in the order in which
 * the ladder asks for it, so that none is reopened. Several pages in one message are one incident: it is taken on, or
 * over, when the last of them is. Thread-safe.
 */
final class FollowUps {

    private static final Passage NO_SUCH_CHANNEL = new Passage(
            new Delivery.Undeliverable(PageOutcome.NO_RECIPIENT, "no such channel is set up here"), Duration.ZERO);
    private static final Passage OTHERS_OPEN = new Passage(new Delivery.Suppressed(PageOutcome.BUNDLED), Duration.ZERO);

    private final Map<String, Lane> lanes;
    private final PageIds ids;
    private final EngineClock clock;
    private final RecordedAttempts recorded;
    private final SharedIncidents shared;
    private final Attempts attempts;
    private final Map<String, CompletableFuture<Passage>> latest = new HashMap<>();

    /** Follow-ups over these lanes, by channel. */
    FollowUps(
            Map<String, Lane> lanes,
            PageIds ids,
            EngineClock clock,
            RecordedAttempts recorded,
            SharedIncidents shared,
            Attempts attempts) {
        this.lanes = lanes;
        this.ids = ids;
        this.clock = clock;
        this.recorded = recorded;
        this.shared = shared;
        this.attempts = attempts;
    }

    /** Whether this request is to tell a channel, rather than to page anybody. */
    static boolean isFor(PageRequest request) {
        return request.getReason() == PageReason.ANSWERED || request.getReason() == PageReason.ENDED;
    }

    /**
     * Tells the channel. Never blocks.
     *
     * @return completes, never exceptionally, with true when it has been told or could not be
     */
    CompletableFuture<Boolean> tell(PageRequest request, Consumer<Outcome> report) {
        String recipient = Objects.requireNonNullElse(request.getRecipient(), "");
        String channel = Objects.requireNonNullElse(request.getChannel(), "");
        String id = ids.news(request.getPageId(), recipient, channel, request.getReason());
        if (recorded.end(id, request.getAttempt()).isPresent()) {
            return completedFuture(true);
        }
        return attempts.join(id, request.getAttempt(), () -> tell(request, recipient, channel))
                .thenApply(sent -> {
                    PageTrail.Attempt attempt = new PageTrail.Attempt(id, recipient, channel, "", sent.bundle());
                    report.accept(new Outcome.Ended(PageTrail.ended(request, attempt, sent.passage(), clock.now())));
                    return true;
                });
    }

    private CompletableFuture<Sent> tell(PageRequest request, String recipient, String channel) {
        String attemptId = ids.attempt(request.getPageId(), recipient, channel);
        Optional<Bundle> bundle = shared.of(attemptId);
        if (bundle.isPresent() && !shared.isLast(bundle.get(), request, recipient, channel)) {
            return completedFuture(new Sent(OTHERS_OPEN, bundle.get().id()));
        }
        IncidentNews news = new IncidentNews(
                bundle.map(Bundle::id).orElse(attemptId),
                Objects.requireNonNullElse(request.getIncident(), ""),
                request.getReason() == PageReason.ENDED);
        return afterEarlier(news, () -> send(channel, news))
                .thenApply(passage -> new Sent(passage, bundle.map(Bundle::id).orElse(null)));
    }

    private synchronized CompletableFuture<Passage> afterEarlier(
            IncidentNews news, Supplier<CompletableFuture<Passage>> send) {
        CompletableFuture<Passage> told =
                latest.getOrDefault(news.attemptId(), completedFuture(null)).thenCompose(earlier -> send.get());
        latest.put(news.attemptId(), told);
        told.thenRun(() -> forget(news, told));
        return told;
    }

    private synchronized void forget(IncidentNews news, CompletableFuture<Passage> told) {
        latest.remove(news.attemptId(), told);
    }

    private CompletableFuture<Passage> send(String channel, IncidentNews news) {
        Lane lane = lanes.get(channel);
        return lane == null ? completedFuture(NO_SUCH_CHANNEL) : lane.carry(Load.of(news));
    }
}

package org.blockwatch.consumer.delivery;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.blockwatch.consumer.audit.PageTrail;
import org.blockwatch.consumer.audit.RecordedAttempts;
import org.blockwatch.consumer.audit.RecordedBundles.Bundle;
import org.blockwatch.consumer.channel.ChannelExecutor;
import org.blockwatch.consumer.channel.ChannelTask;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.IncidentNews;
import org.blockwatch.consumer.channel.TaskResult;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.service.clock.EngineClock;

/**
 * Tells channels what has become of the pages for which they keep incidents open: of each incident in the order in which
 * the ladder asks for it, so that none is reopened. Several pages in one message are one incident: it is taken on, or
 * over, when the last of them is. Thread-safe.
 */
public final class IncidentUpdates {

    private static final TaskResult NO_SUCH_CHANNEL = new TaskResult(
            new Delivery.Undeliverable(PageOutcome.NO_RECIPIENT, "no such channel is set up here"), Duration.ZERO);
    private static final TaskResult OTHERS_OPEN =
            new TaskResult(new Delivery.Suppressed(PageOutcome.BUNDLED), Duration.ZERO);

    private final Map<String, ChannelExecutor> lanes;
    private final PageIds ids;
    private final EngineClock clock;
    private final RecordedAttempts recorded;
    private final SharedIncidents shared;
    private final DeliveryAttempts attempts;
    private final Map<String, CompletableFuture<TaskResult>> latest = new HashMap<>();

    /** Follow-ups over these lanes, by channel. */
    public IncidentUpdates(
            Map<String, ChannelExecutor> lanes,
            PageIds ids,
            EngineClock clock,
            RecordedAttempts recorded,
            SharedIncidents shared,
            DeliveryAttempts attempts) {
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
    CompletableFuture<Boolean> tell(PageRequest request, Consumer<DeliveryReport> report) {
        String recipient = Objects.requireNonNullElse(request.getRecipient(), "");
        String channel = Objects.requireNonNullElse(request.getChannel(), "");
        String id = ids.news(request.getPageId(), recipient, channel, request.getReason());
        if (recorded.end(id, request.getAttempt()).isPresent()) {
            return completedFuture(true);
        }
        return attempts.join(id, request.getAttempt(), () -> tell(request, recipient, channel))
                .thenApply(sent -> {
                    PageTrail.Attempt attempt = new PageTrail.Attempt(id, recipient, channel, "", sent.bundle());
                    report.accept(
                            new DeliveryReport.Ended(PageTrail.ended(request, attempt, sent.passage(), clock.now())));
                    return true;
                });
    }

    private CompletableFuture<SendResult> tell(PageRequest request, String recipient, String channel) {
        String attemptId = ids.attempt(request.getPageId(), recipient, channel);
        Optional<Bundle> bundle = shared.of(attemptId);
        if (bundle.isPresent() && !shared.isLast(bundle.get(), request, recipient, channel)) {
            return completedFuture(new SendResult(OTHERS_OPEN, bundle.get().id()));
        }
        IncidentNews news = new IncidentNews(
                bundle.map(Bundle::id).orElse(attemptId),
                Objects.requireNonNullElse(request.getIncident(), ""),
                request.getReason() == PageReason.ENDED);
        return afterEarlier(news, () -> send(channel, news))
                .thenApply(passage ->
                        new SendResult(passage, bundle.map(Bundle::id).orElse(null)));
    }

    private synchronized CompletableFuture<TaskResult> afterEarlier(
            IncidentNews news, Supplier<CompletableFuture<TaskResult>> send) {
        CompletableFuture<TaskResult> told =
                latest.getOrDefault(news.attemptId(), completedFuture(null)).thenCompose(earlier -> send.get());
        latest.put(news.attemptId(), told);
        told.thenRun(() -> forget(news, told));
        return told;
    }

    private synchronized void forget(IncidentNews news, CompletableFuture<TaskResult> told) {
        latest.remove(news.attemptId(), told);
    }

    private CompletableFuture<TaskResult> send(String channel, IncidentNews news) {
        ChannelExecutor lane = lanes.get(channel);
        return lane == null ? completedFuture(NO_SUCH_CHANNEL) : lane.carry(ChannelTask.of(news));
    }
}

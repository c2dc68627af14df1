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
import org.blockwatch.consumer.audit.RecordedBundles.Bundle;
import org.blockwatch.consumer.channel.Channel;
import org.blockwatch.consumer.channel.ChannelExecutor;
import org.blockwatch.consumer.channel.ChannelTask;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.IncidentNews;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;

/**
 * Tells channels what has become of the pages for which they keep incidents open: of each incident in the order in which
 * the ladder asks for it, so that none is reopened. Several pages in one message are one incident: it is acknowledged, or
 * resolved, when the last of them is. Thread-safe.
 */
final class IncidentUpdates {

    private static final Delivery NO_SUCH_CHANNEL =
            new Delivery.Undeliverable(PageOutcome.NO_RECIPIENT, "no such channel is set up here");
    private static final Delivery OTHERS_OPEN = new Delivery.Suppressed(PageOutcome.BUNDLED);

    private final Map<String, ChannelExecutor> executors;
    private final PageIds ids;
    private final DeliveryState known;
    private final SharedIncidents shared;
    private final AttemptRecorder recorder;
    private final Map<String, CompletableFuture<Delivery>> latest = new HashMap<>();

    IncidentUpdates(
            Map<String, ChannelExecutor> executors, PageIds ids, DeliveryState known, AttemptRecorder recorder) {
        this.executors = executors;
        this.ids = ids;
        this.known = known;
        this.shared = new SharedIncidents(ids, known.recorded(), known.bundles());
        this.recorder = recorder;
    }

    /** Returns whether this request is to tell a channel, rather than to page anybody. */
    static boolean isFor(PageRequest request) {
        return request.getReason() == PageReason.ANSWERED || request.getReason() == PageReason.ENDED;
    }

    /**
     * Tells the channel. Never blocks.
     *
     * @return completes, never exceptionally, with true when it has been told or could not be
     */
    CompletableFuture<Boolean> tell(PageRequest request, Consumer<PageEvent> trail) {
        String attemptId = attemptId(request);
        String newsId = ids.news(attemptId, request.getReason());
        if (known.recorded().end(newsId, request.getAttempt()).isPresent()) {
            return completedFuture(true);
        }
        return known.unrecorded()
                .join(newsId, request.getAttempt(), () -> tell(request, attemptId, newsId))
                .thenApply(event -> {
                    trail.accept(event);
                    return true;
                });
    }

    /** Returns the attempt that opened the incident; a ladder of release 0.2.0 does not name it. */
    private String attemptId(PageRequest request) {
        return Objects.requireNonNullElseGet(
                request.getAttemptId(),
                () -> ids.attemptOfRelease2(request.getPageId(), recipient(request), channel(request)));
    }

    private CompletableFuture<PageEvent> tell(PageRequest request, String attemptId, String newsId) {
        Optional<Bundle> bundle = shared.of(attemptId);
        Update update = new Update(new IncidentNews(
                bundle.map(Bundle::id).orElse(attemptId),
                Objects.requireNonNullElse(request.getIncident(), ""),
                request.getReason() == PageReason.ENDED));
        CompletableFuture<Delivery> told =
                bundle.isPresent() && !shared.isLast(bundle.get(), attemptId, request.getReason())
                        ? completedFuture(OTHERS_OPEN)
                        : afterEarlier(update.news, () -> send(channel(request), update));
        return told.thenApply(delivery -> {
            AttemptRecorder.Attempt attempt = new AttemptRecorder.Attempt(
                    newsId,
                    recipient(request),
                    channel(request),
                    "",
                    bundle.map(Bundle::id).orElse(null),
                    update.took);
            PageEvent event = recorder.record(request, attempt, delivery);
            event.setIncident(request.getIncident()); // which of the page's incidents was told
            return event;
        });
    }

    private synchronized CompletableFuture<Delivery> afterEarlier(
            IncidentNews news, Supplier<CompletableFuture<Delivery>> send) {
        CompletableFuture<Delivery> told = latest.getOrDefault(news.attemptId(), completedFuture(OTHERS_OPEN))
                .thenCompose(earlier -> send.get());
        latest.put(news.attemptId(), told);
        told.thenRun(() -> forget(news, told));
        return told;
    }

    private synchronized void forget(IncidentNews news, CompletableFuture<Delivery> told) {
        latest.remove(news.attemptId(), told);
    }

    private CompletableFuture<Delivery> send(String channel, Update update) {
        ChannelExecutor executor = executors.get(channel);
        return executor == null ? completedFuture(NO_SUCH_CHANNEL) : executor.submit(update);
    }

    private static String recipient(PageRequest request) {
        return Objects.requireNonNullElse(request.getRecipient(), "");
    }

    private static String channel(PageRequest request) {
        return Objects.requireNonNullElse(request.getChannel(), "");
    }

    /** News of an incident, which are never needless. */
    private static final class Update implements ChannelTask {

        final IncidentNews news;
        volatile Duration took = Duration.ZERO;

        Update(IncidentNews news) {
            this.news = news;
        }

        @Override
        public Delivery over(Channel channel) throws InterruptedException {
            return channel.tell(news);
        }

        @Override
        public void took(Duration time) {
            took = time;
        }
    }
}

package org.blockwatch.consumer.delivery;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.blockwatch.consumer.channel.Channel;
import org.blockwatch.consumer.channel.ChannelTask;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.page.AlertStates;
import org.blockwatch.consumer.page.Bundle;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What goes to one recipient over one channel at once: one page, or several as one. A page that is not needed any more
 * when the message leaves is left out of it.
 */
final class OutgoingMessage implements ChannelTask {

    private final String channel;
    private final List<Part> parts;
    private final PageIds ids;
    private final AlertStates alerts;
    private final AttemptRecorder recorder;
    private final Map<Part, PageOutcome> leftOut = new IdentityHashMap<>();
    private Duration took = Duration.ZERO;

    /**
     * One page in a message.
     *
     * @param page as it would leave in a message of its own
     * @param ended completes with the event that ends the attempt
     */
    record Part(RecipientPage of, OutgoingPage page, CompletableFuture<PageEvent> ended) {}

    OutgoingMessage(String channel, List<Part> parts, PageIds ids, AlertStates alerts, AttemptRecorder recorder) {
        this.channel = channel;
        this.parts = List.copyOf(parts);
        this.ids = ids;
        this.alerts = alerts;
        this.recorder = recorder;
    }

    @Override
    public synchronized Optional<PageOutcome> whyNot() {
        parts.forEach(part -> reason(part).ifPresent(why -> leftOut.put(part, why)));
        return leftOut.size() < parts.size() ? Optional.empty() : Optional.ofNullable(leftOut.get(parts.get(0)));
    }

    @Override
    public Delivery over(Channel way) throws InterruptedException {
        Optional<PageOutcome> whyNot = whyNot();
        return whyNot.isPresent() ? new Delivery.Suppressed(whyNot.get()) : way.send(page(), this::allNeedless);
    }

    @Override
    public synchronized void took(Duration time) {
        took = time;
    }

    /** Once the message is composed it leaves as it is, or not at all. */
    private synchronized Optional<PageOutcome> allNeedless() {
        return parts.stream()
                        .allMatch(part ->
                                leftOut.containsKey(part) || reason(part).isPresent())
                ? whyNot()
                : Optional.empty();
    }

    private Optional<PageOutcome> reason(Part part) {
        return alerts.whyNot(part.of().request());
    }

    /** Tells each part what became of it. */
    void end(Delivery delivery) {
        parts.forEach(part -> part.ended().complete(ended(part, delivery)));
    }

    private synchronized PageEvent ended(Part part, Delivery delivery) {
        return leftOut.containsKey(part)
                ? ended(part, new Delivery.Suppressed(leftOut.get(part)), null, Duration.ZERO)
                : ended(part, delivery, bundle(), took);
    }

    private PageEvent ended(Part part, Delivery delivery, @Nullable String bundle, Duration time) {
        RecipientPage page = part.of();
        AttemptRecorder.Attempt attempt = new AttemptRecorder.Attempt(
                part.page().attemptId(), page.recipient().id(), channel, page.rosterVersion(), bundle, time);
        return recorder.record(page.request(), attempt, delivery);
    }

    private synchronized OutgoingPage page() {
        List<OutgoingPage> pages = leaving();
        return pages.size() == 1 ? pages.get(0) : Bundle.of(pages, ids);
    }

    private @Nullable String bundle() {
        List<OutgoingPage> pages = leaving();
        return pages.size() > 1 ? ids.bundle(pages) : null;
    }

    private List<OutgoingPage> leaving() {
        return parts.stream()
                .filter(part -> !leftOut.containsKey(part))
                .map(Part::page)
                .toList();
    }
}

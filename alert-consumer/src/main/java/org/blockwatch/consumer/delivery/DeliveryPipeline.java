package org.blockwatch.consumer.delivery;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;
import org.blockwatch.service.clock.EngineClock;

/**
 * Delivers what a ladder asks for, stage by stage: resolve → bundle → fall back → send → record. Each stage is a file
 * and hands on to the next; what ends an attempt goes to the trail, and a page is finished once it has ended for
 * everybody it is for. Knows nothing of Kafka but the names of partitions. Thread-safe.
 */
public final class DeliveryPipeline {

    private final DeliveryState known;
    private final RecipientResolver resolver;
    private final Bundler bundler;
    private final UnreachedPages unreached;
    private final IncidentUpdates incidents;

    /** Puts the stages together, the last first. */
    public DeliveryPipeline(SendingSetup setup, EngineClock clock) {
        known = new DeliveryState(clock);
        AttemptRecorder record = new AttemptRecorder(clock);
        ChannelSender send = new ChannelSender(setup.executors(), setup.ids(), setup.links(), known, record);
        ChannelFallback fallBack = new ChannelFallback(send);
        Bundler bundle = new Bundler(fallBack, clock, setup.bundleWindow());
        RecipientResolver resolve = new RecipientResolver(setup.onCall(), setup.ids(), known.recorded(), clock);
        this.resolver = resolve;
        this.bundler = bundle;
        this.unreached = new UnreachedPages(resolve, setup.ids(), known.recorded(), record);
        this.incidents = new IncidentUpdates(setup.executors(), setup.ids(), known, record);
    }

    /**
     * Does what a request asks for: pages its recipients, or tells a channel of an incident. Never blocks.
     *
     * @param from where the request came from
     * @param trail takes what is to be recorded, as soon as it is known; called by any thread
     * @return completes, never exceptionally, when nothing is under way any more: whether the request is finished, or
     *     given up
     */
    public CompletableFuture<Boolean> deliver(PageRequest request, TopicPartition from, Consumer<PageEvent> trail) {
        return IncidentUpdates.isFor(request) ? incidents.tell(request, trail) : page(request, from, trail);
    }

    private CompletableFuture<Boolean> page(PageRequest request, TopicPartition from, Consumer<PageEvent> trail) {
        RecipientResolver.Resolution found = resolver.resolve(request);
        if (found.recipients().isEmpty()) {
            unreached.nobodyOnCall(request, found.rosterVersion()).ifPresent(trail);
            return completedFuture(true);
        }
        List<RecipientPage> pages = found.recipients().stream()
                .map(to ->
                        new RecipientPage(request, from, to, found.rosterVersion(), trail, new CompletableFuture<>()))
                .toList();
        pages.forEach(bundler::bundle);
        return CompletableFuture.allOf(pages.stream().map(RecipientPage::ended).toArray(CompletableFuture[]::new))
                .handle((all, givenUp) -> {
                    Optional<PageEvent> nobody = unreached.nobodyReached(pages);
                    nobody.ifPresent(trail);
                    return pages.stream().noneMatch(page -> page.ended().isCancelled());
                });
    }

    /** Sends what has waited for its time. To be called again and again. */
    public void sendDue() {
        bundler.sendDue();
    }

    /** Gives up what waits for its time of these partitions: it is read again by their next owner. */
    public void giveUp(Collection<TopicPartition> partitions) {
        bundler.giveUp(partitions);
    }

    /** Takes in a transition of an alert. */
    public void heard(Alert alert) {
        known.alerts().heard(alert);
    }

    /**
     * Takes in an answer that lies where the patient's answers lie.
     *
     * @param offset where it stands among the answers to this patient's alerts
     */
    public void heard(AlertResponse answer, long offset) {
        known.alerts().heard(answer, offset);
    }

    /** Takes in an event of the trail. Hearing it twice changes nothing. */
    public void heard(PageEvent event) {
        known.alerts().heard(event);
        known.recorded().heard(event);
        known.bundles().heard(event);
        known.unrecorded().heard(event);
        bundler.heard(event);
    }
}

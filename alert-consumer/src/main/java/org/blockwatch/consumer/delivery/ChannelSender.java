package org.blockwatch.consumer.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.blockwatch.consumer.channel.ChannelExecutor;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.page.Links;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.consumer.roster.Recipient.Way;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;

/** Sends pages over one way of their recipient, in one message, unless the trail tells of it already. */
final class ChannelSender {

    private static final Delivery NO_SUCH_CHANNEL =
            new Delivery.Undeliverable(PageOutcome.NO_RECIPIENT, "no such channel is set up here");

    private final Map<String, ChannelExecutor> executors;
    private final PageIds ids;
    private final Links links;
    private final DeliveryState known;
    private final AttemptRecorder next;

    ChannelSender(
            Map<String, ChannelExecutor> executors,
            PageIds ids,
            Links links,
            DeliveryState known,
            AttemptRecorder next) {
        this.executors = executors;
        this.ids = ids;
        this.links = links;
        this.known = known;
        this.next = next;
    }

    /**
     * Sends these pages, which are for one recipient, once it is known whether an answer just heard makes them needless.
     * Never blocks.
     *
     * @return for each, in order, what ended the attempt; completes, never exceptionally, once it is handed on to be
     *     recorded
     */
    List<CompletableFuture<PageEventKind>> send(Way way, List<RecipientPage> pages) {
        List<CompletableFuture<PageEventKind>> ends = new ArrayList<>();
        List<OutgoingMessage.Part> fresh = new ArrayList<>();
        for (RecipientPage page : pages) {
            OutgoingMessage.Part part = part(page, way);
            ends.add(known.recorded()
                    .end(part.page().attemptId(), part.page().attempt())
                    .map(CompletableFuture::completedFuture)
                    .orElseGet(() -> join(part, fresh)));
        }
        if (!fresh.isEmpty()) {
            known.alerts()
                    .decided(pages.stream().map(RecipientPage::request).toList())
                    .thenRun(() -> send(way.channel(), fresh));
        }
        return ends;
    }

    /** Joins the attempt that is under way, or adds a new one to those that are to be sent. */
    private CompletableFuture<PageEventKind> join(OutgoingMessage.Part part, List<OutgoingMessage.Part> fresh) {
        return known.unrecorded()
                .join(part.page().attemptId(), part.page().attempt(), () -> {
                    fresh.add(part);
                    return part.ended();
                })
                .thenApply(event -> {
                    part.of().trail().accept(event);
                    return event.getKind();
                });
    }

    private void send(String channel, List<OutgoingMessage.Part> parts) {
        OutgoingMessage message = new OutgoingMessage(channel, parts, ids, known.alerts(), next);
        ChannelExecutor executor = executors.get(channel);
        if (executor == null) {
            message.end(NO_SUCH_CHANNEL);
        } else {
            executor.submit(message).thenAccept(message::end);
        }
    }

    private OutgoingMessage.Part part(RecipientPage page, Way way) {
        return new OutgoingMessage.Part(
                page,
                OutgoingPage.of(
                        page.request(), page.recipient(), way, links.link(page.recipient(), page.request()), ids),
                new CompletableFuture<>());
    }

    /** Returns whether this attempt has been made, or is under way. */
    boolean hasBegun(RecipientPage page, Way way) {
        String id = ids.attempt(page.key(), page.recipient().id(), way.channel(), way.address());
        int attempt = page.request().getAttempt();
        return known.recorded().end(id, attempt).isPresent()
                || known.unrecorded().has(id, attempt);
    }
}

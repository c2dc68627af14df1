package org.blockwatch.consumer.delivery;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.blockwatch.consumer.channel.Channel;
import org.blockwatch.consumer.channel.ChannelTask;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.TaskResult;
import org.blockwatch.consumer.page.Bundle;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * What goes to one recipient over one channel at once: one page, or several as one. A page that is not needed any more
 * when the message leaves is left out of it.
 */
final class OutgoingMessage implements ChannelTask {

    private final List<BundledPage> parts;
    private final Function<PageRequest, Optional<PageOutcome>> fence;
    private final PageIds ids;
    private final Map<BundledPage, PageOutcome> leftOut = new IdentityHashMap<>();

    /**
     * A message of these parts.
     *
     * @param fence why a page must not be sent now, if so
     */
    OutgoingMessage(List<BundledPage> parts, Function<PageRequest, Optional<PageOutcome>> fence, PageIds ids) {
        this.parts = parts;
        this.fence = fence;
        this.ids = ids;
    }

    @Override
    public synchronized Optional<PageOutcome> whyNot() {
        parts.forEach(part -> reason(part).ifPresent(why -> leftOut.put(part, why)));
        return leftOut.size() < parts.size() ? Optional.empty() : Optional.of(leftOut.get(parts.get(0)));
    }

    @Override
    public Delivery over(Channel channel) throws InterruptedException {
        Optional<PageOutcome> whyNot = whyNot();
        return whyNot.isPresent() ? new Delivery.Suppressed(whyNot.get()) : channel.send(page(), this::allNeedless);
    }

    /** Once the message is composed it leaves as it is, or not at all. */
    private synchronized Optional<PageOutcome> allNeedless() {
        return parts.stream()
                        .allMatch(part ->
                                leftOut.containsKey(part) || reason(part).isPresent())
                ? whyNot()
                : Optional.empty();
    }

    private Optional<PageOutcome> reason(BundledPage part) {
        return fence.apply(part.notice().request());
    }

    /** Tells each part what became of it. */
    void ended(TaskResult passage) {
        parts.forEach(part -> part.sent().complete(sent(part, passage)));
    }

    private synchronized SendResult sent(BundledPage part, TaskResult passage) {
        return leftOut.containsKey(part)
                ? new SendResult(new TaskResult(new Delivery.Suppressed(leftOut.get(part)), Duration.ZERO), null)
                : new SendResult(passage, bundle());
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
                .map(BundledPage::page)
                .toList();
    }
}

package org.blockwatch.dispatch;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.blockwatch.channel.Channel;
import org.blockwatch.channel.Delivery;
import org.blockwatch.channel.Load;
import org.blockwatch.channel.Passage;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;
import org.blockwatch.page.Bundle;
import org.blockwatch.page.OutgoingPage;
import org.blockwatch.page.PageIds;
import org.jspecify.annotations.Nullable;

/**
 * What goes to one recipient over one channel at once: one page, or several as one. A page that is not needed any more
 * when the message leaves is left out of it.
 */
final class Message implements Load {

    private final List<Part> parts;
    private final Function<PageRequest, Optional<PageOutcome>> fence;
    private final PageIds ids;
    private final Map<Part, PageOutcome> leftOut = new IdentityHashMap<>();

    /**
     * A message of these parts.
     *
     * @param fence why a page must not be sent now, if so
     */
    Message(List<Part> parts, Function<PageRequest, Optional<PageOutcome>> fence, PageIds ids) {
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

    private Optional<PageOutcome> reason(Part part) {
        return fence.apply(part.notice().request());
    }

    /** Tells each part what became of it. */
    void ended(Passage passage) {
        parts.forEach(part -> part.sent().complete(sent(part, passage)));
    }

    private synchronized Sent sent(Part part, Passage passage) {
        return leftOut.containsKey(part)
                ? new Sent(new Passage(new Delivery.Suppressed(leftOut.get(part)), Duration.ZERO), null)
                : new Sent(passage, bundle());
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

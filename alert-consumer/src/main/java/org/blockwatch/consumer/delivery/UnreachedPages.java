package org.blockwatch.consumer.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.blockwatch.consumer.audit.RecordedAttempts;
import org.blockwatch.consumer.audit.RecordedAttempts.Begun;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.consumer.page.PageKey;
import org.blockwatch.consumer.roster.Recipient;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;

/** Says of a page that it reaches nobody: then the ladder need not wait for an answer that cannot come. */
final class UnreachedPages {

    private static final Delivery NO_SUCH_WAY =
            new Delivery.Undeliverable(PageOutcome.NO_RECIPIENT, "there is no such way to them any more");

    private final RecipientResolver resolver;
    private final PageIds ids;
    private final RecordedAttempts recorded;
    private final AttemptRecorder recorder;

    UnreachedPages(RecipientResolver resolver, PageIds ids, RecordedAttempts recorded, AttemptRecorder recorder) {
        this.resolver = resolver;
        this.ids = ids;
        this.recorded = recorded;
        this.recorder = recorder;
    }

    /** Returns what is to be recorded of a page that nobody is on call for, or whose one way is gone. */
    Optional<PageEvent> nobodyOnCall(PageRequest request, String rosterVersion) {
        if (request.getChannel() != null) {
            return wayGone(request, request.getChannel(), rosterVersion);
        }
        if (recorded.begun(PageKey.of(request)).isPresent()) {
            return Optional.empty(); // recorded already, or a new roster has none of those to whom it was sent
        }
        String detail = "nobody holds " + PageIds.roles(request);
        return Optional.of(recorder.recordNobody(request, PageOutcome.NO_RECIPIENT, detail, rosterVersion));
    }

    /** One way was to be tried again, and the roster does not know it any more. */
    private Optional<PageEvent> wayGone(PageRequest request, String channel, String rosterVersion) {
        String recipient = Objects.requireNonNullElse(request.getRecipient(), PageIds.roles(request));
        String id = request.getAttemptId() == null
                ? ids.attempt(PageKey.of(request), recipient, channel, null)
                : request.getAttemptId();
        if (recorded.end(id, request.getAttempt()).isPresent()) {
            return Optional.empty();
        }
        AttemptRecorder.Attempt attempt =
                new AttemptRecorder.Attempt(id, recipient, channel, rosterVersion, null, Duration.ZERO);
        return Optional.of(recorder.record(request, attempt, NO_SUCH_WAY));
    }

    /** Returns what is to be recorded once a page has ended for all of these: that nobody is reached, if so. */
    Optional<PageEvent> nobodyReached(List<RecipientPage> pages) {
        RecipientPage one = pages.get(0);
        boolean known = recorded.begun(one.key()).map(Begun::hopeless).orElse(false);
        if (known || !pages.stream().allMatch(UnreachedPages::isHopeless) || !othersRefused(one)) {
            return Optional.empty();
        }
        String names = pages.stream().map(page -> page.recipient().id()).collect(Collectors.joining(", "));
        String detail = "no way to " + names + " is of any use";
        return Optional.of(
                recorder.recordNobody(one.request(), PageOutcome.NOBODY_REACHED, detail, one.rosterVersion()));
    }

    private static boolean isHopeless(RecipientPage page) {
        return page.hasEnded(PageEventKind.UNDELIVERABLE);
    }

    /** Where one way was tried again: whether all the others, to everybody, are known to be of no use. */
    private boolean othersRefused(RecipientPage retried) {
        PageRequest request = retried.request();
        if (request.getChannel() == null) {
            return true;
        }
        PageRequest whole = PageRequest.newBuilder(request)
                .setChannel(null)
                .setRecipient(null)
                .setAttemptId(null)
                .build();
        return resolver.resolve(whole).recipients().stream()
                .allMatch(to ->
                        to.ways().stream().allMatch(way -> isRetried(retried, to, way) || isRefused(request, to, way)));
    }

    private static boolean isRetried(RecipientPage page, Recipient to, Recipient.Way way) {
        return to.id().equals(page.recipient().id()) && page.recipient().ways().contains(way);
    }

    private boolean isRefused(PageRequest request, Recipient to, Recipient.Way way) {
        return recorded.end(ids.attempt(PageKey.of(request), to.id(), way.channel(), way.address()), 1)
                .filter(end -> end == PageEventKind.UNDELIVERABLE)
                .isPresent();
    }
}

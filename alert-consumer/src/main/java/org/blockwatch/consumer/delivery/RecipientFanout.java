package org.blockwatch.consumer.delivery;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.blockwatch.consumer.audit.PageTrail;
import org.blockwatch.consumer.audit.RecordedAttempts;
import org.blockwatch.consumer.audit.RecordedAttempts.Begun;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.TaskResult;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.consumer.roster.Recipient;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;
import org.blockwatch.service.clock.EngineClock;

/**
 * Takes a page to everybody it is for, and says so if that is nobody: then the ladder need not wait for an answer that
 * cannot come.
 */
public final class RecipientFanout {

    private final RecipientResolver addressees;
    private final Bundler pace;
    private final PageIds ids;
    private final EngineClock clock;
    private final RecordedAttempts recorded;

    /** Rounds to these, at this pace. */
    public RecipientFanout(
            RecipientResolver addressees, Bundler pace, PageIds ids, EngineClock clock, RecordedAttempts recorded) {
        this.addressees = addressees;
        this.pace = pace;
        this.ids = ids;
        this.clock = clock;
        this.recorded = recorded;
    }

    /**
     * Pages. Never blocks.
     *
     * @param from where the request came from
     * @return completes, never exceptionally, when nothing is under way any more: whether the request is finished, or
     *     given up
     */
    CompletableFuture<Boolean> page(PageRequest request, TopicPartition from, Consumer<DeliveryReport> report) {
        RecipientResolver.Found found = addressees.of(request);
        if (found.recipients().isEmpty()) {
            nobody(request, found.rosterVersion()).ifPresent(report);
            return completedFuture(true);
        }
        List<RecipientPage> notices = found.recipients().stream()
                .map(recipient -> new RecipientPage(request, from, recipient, found.rosterVersion(), report))
                .toList();
        notices.forEach(pace::take);
        return CompletableFuture.allOf(
                        notices.stream().map(RecipientPage::reached).toArray(CompletableFuture[]::new))
                .thenApply(all -> {
                    unreached(notices).ifPresent(report);
                    return notices.stream().noneMatch(notice -> notice.reached().join() == RecipientResult.GIVEN_UP);
                });
    }

    private Optional<DeliveryReport> nobody(PageRequest request, String rosterVersion) {
        if (request.getChannel() != null) {
            return lost(request, request.getChannel(), rosterVersion);
        }
        if (recorded.begun(request.getPageId()).isPresent()) {
            return Optional.empty(); // recorded already, or a new roster has none of those to whom it was sent
        }
        return Optional.of(
                hopeless(request, PageOutcome.NO_RECIPIENT, "nobody holds " + PageIds.roles(request), rosterVersion));
    }

    /** One way was to be tried again, and the roster does not know it any more. */
    private Optional<DeliveryReport> lost(PageRequest request, String channel, String rosterVersion) {
        String recipient = Objects.requireNonNullElse(request.getRecipient(), PageIds.roles(request));
        String id = ids.attempt(request.getPageId(), recipient, channel);
        if (recorded.end(id, request.getAttempt()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new DeliveryReport.Ended(PageTrail.ended(
                request,
                new PageTrail.Attempt(id, recipient, channel, rosterVersion, null),
                new TaskResult(
                        new Delivery.Undeliverable(PageOutcome.NO_RECIPIENT, "there is no such way to them any more"),
                        Duration.ZERO),
                clock.now())));
    }

    private Optional<DeliveryReport> unreached(List<RecipientPage> notices) {
        RecipientPage one = notices.get(0);
        boolean known =
                recorded.begun(one.request().getPageId()).map(Begun::hopeless).orElse(false);
        if (known || !notices.stream().allMatch(RecipientFanout::isHopeless) || !othersRefused(one)) {
            return Optional.empty();
        }
        String names = notices.stream().map(notice -> notice.recipient().id()).collect(Collectors.joining(", "));
        return Optional.of(hopeless(
                one.request(),
                PageOutcome.NOBODY_REACHED,
                "no way to " + names + " is of any use",
                one.rosterVersion()));
    }

    private static boolean isHopeless(RecipientPage notice) {
        return notice.reached().join() == RecipientResult.HOPELESS;
    }

    /** Where one way was tried again: whether all the others, to everybody, are known to be of no use. */
    private boolean othersRefused(RecipientPage retried) {
        PageRequest request = retried.request();
        return request.getChannel() == null
                || addressees
                        .of(PageRequest.newBuilder(request)
                                .setChannel(null)
                                .setRecipient(null)
                                .build())
                        .recipients()
                        .stream()
                        .allMatch(to -> to.ways().stream()
                                .allMatch(way -> isRetried(retried, to, way) || refused(request, to, way)));
    }

    private static boolean isRetried(RecipientPage notice, Recipient to, Recipient.Way way) {
        return to.id().equals(notice.recipient().id()) && notice.ways().contains(way);
    }

    private boolean refused(PageRequest request, Recipient to, Recipient.Way way) {
        return recorded.end(ids.attempt(request.getPageId(), to.id(), way.channel()), 1)
                .filter(end -> end == PageEventKind.UNDELIVERABLE)
                .isPresent();
    }

    private DeliveryReport hopeless(PageRequest request, PageOutcome why, String detail, String rosterVersion) {
        return new DeliveryReport.Ended(PageTrail.hopeless(request, why, detail, rosterVersion, clock.now()));
    }
}

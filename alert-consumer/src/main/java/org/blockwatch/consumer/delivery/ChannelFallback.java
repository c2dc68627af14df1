package org.blockwatch.consumer.delivery;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.blockwatch.consumer.audit.PageTrail;
import org.blockwatch.consumer.audit.RecordedAttempts;
import org.blockwatch.consumer.channel.ChannelExecutor;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.TaskResult;
import org.blockwatch.consumer.page.AlertStates;
import org.blockwatch.consumer.page.Links;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.consumer.roster.Recipient.Way;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.service.clock.EngineClock;

/**
 * Goes over a recipient's ways, the best first, until a channel takes what they are to be told. Whatever fails, or is
 * refused, goes on over the next way at once; the ladder has the failed one tried again later. What the trail tells of
 * already is not done again, so that a walk that a crash has ended goes on from where it stood.
 */
public final class ChannelFallback {

    private static final TaskResult NO_SUCH_CHANNEL = new TaskResult(
            new Delivery.Undeliverable(PageOutcome.NO_RECIPIENT, "no such channel is set up here"), Duration.ZERO);

    private static final Set<RecipientResult> DONE = EnumSet.of(RecipientResult.REACHED, RecipientResult.NEEDLESS);

    private final Map<String, ChannelExecutor> lanes;
    private final PageIds ids;
    private final Links links;
    private final EngineClock clock;
    private final AlertStates alerts;
    private final RecordedAttempts recorded;
    private final DeliveryAttempts attempts;

    /** Walks over these lanes, by channel. */
    public ChannelFallback(
            Map<String, ChannelExecutor> lanes,
            PageIds ids,
            Links links,
            EngineClock clock,
            AlertStates alerts,
            RecordedAttempts recorded,
            DeliveryAttempts attempts) {
        this.lanes = lanes;
        this.ids = ids;
        this.links = links;
        this.clock = clock;
        this.alerts = alerts;
        this.recorded = recorded;
        this.attempts = attempts;
    }

    /** A notice on its way, and how far it has come on the ways behind it. */
    private record Leg(RecipientPage notice, RecipientResult reach) {}

    /** Tells a recipient of all these, which are for the same one, in one message. Never blocks. */
    void begin(List<RecipientPage> notices) {
        over(
                0,
                notices.stream()
                        .map(notice -> new Leg(notice, RecipientResult.HOPELESS))
                        .toList());
    }

    /** Whether this notice has been begun: it goes on then, alone, rather than wait for others. */
    boolean hasBegun(RecipientPage notice) {
        return notice.ways().stream().anyMatch(way -> {
            String id = id(notice, way);
            int attempt = notice.request().getAttempt();
            return recorded.end(id, attempt).isPresent() || attempts.knows(id, attempt);
        });
    }

    private void over(int number, List<Leg> legs) {
        if (legs.isEmpty()) {
            return;
        }
        List<Way> ways = legs.get(0).notice().ways();
        if (number == ways.size()) {
            legs.forEach(leg -> leg.notice().reached().complete(leg.reach()));
            return;
        }
        List<CompletableFuture<Leg>> ends = send(ways.get(number), legs);
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                .thenRun(() -> over(
                        number + 1,
                        ends.stream()
                                .map(CompletableFuture::join)
                                .filter(leg -> !DONE.contains(leg.reach()))
                                .toList()));
    }

    /** One future for each, which completes with how far it has come after this way. */
    private List<CompletableFuture<Leg>> send(Way way, List<Leg> legs) {
        List<CompletableFuture<Leg>> ends = new ArrayList<>();
        List<Leg> open = new ArrayList<>();
        for (Leg leg : legs) {
            recorded.end(id(leg.notice(), way), leg.notice().request().getAttempt())
                    .ifPresentOrElse(end -> ends.add(completedFuture(after(leg, end))), () -> open.add(leg));
        }
        List<BundledPage> parts = open.stream()
                .map(leg -> new BundledPage(leg.notice(), page(leg.notice(), way)))
                .toList();
        List<CompletableFuture<SendResult>> sent = attempts.join(parts, fresh -> send(way.channel(), fresh));
        for (int i = 0; i < parts.size(); i++) {
            Leg leg = open.get(i);
            ends.add(sent.get(i).thenApply(end -> {
                report(leg.notice(), way, end);
                return after(leg, end.kind());
            }));
        }
        return ends;
    }

    private void send(String channel, List<BundledPage> parts) {
        OutgoingMessage message = new OutgoingMessage(parts, page -> alerts.whyNot(page, clock.now()), ids);
        ChannelExecutor lane = lanes.get(channel);
        if (lane == null) {
            message.ended(NO_SUCH_CHANNEL);
        } else {
            lane.carry(message).thenAccept(message::ended);
        }
    }

    private static Leg after(Leg leg, PageEventKind end) {
        RecipientResult reach = switch (end) {
            case ACCEPTED -> RecipientResult.REACHED;
            case SUPPRESSED -> RecipientResult.NEEDLESS;
            case UNDELIVERABLE -> leg.reach();
            default -> RecipientResult.TRIED;
        };
        if (DONE.contains(reach)) {
            leg.notice().reached().complete(reach); // those it went with may have further to go
        }
        return new Leg(leg.notice(), reach);
    }

    private void report(RecipientPage notice, Way way, SendResult sent) {
        PageTrail.Attempt attempt = new PageTrail.Attempt(
                id(notice, way), notice.recipient().id(), way.channel(), notice.rosterVersion(), sent.bundle());
        notice.report()
                .accept(new DeliveryReport.Ended(
                        PageTrail.ended(notice.request(), attempt, sent.passage(), clock.now())));
    }

    private String id(RecipientPage notice, Way way) {
        return ids.attempt(notice.request().getPageId(), notice.recipient().id(), way.channel());
    }

    private OutgoingPage page(RecipientPage notice, Way way) {
        return OutgoingPage.of(
                notice.request(), notice.recipient(), way, links.link(notice.recipient(), notice.request()), ids);
    }
}

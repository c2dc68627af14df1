package org.blockwatch.dispatch;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.blockwatch.audit.PageTrail;
import org.blockwatch.audit.RecordedAttempts;
import org.blockwatch.channel.Delivery;
import org.blockwatch.channel.Lane;
import org.blockwatch.channel.Passage;
import org.blockwatch.clock.EngineClock;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.page.AlertStates;
import org.blockwatch.page.Links;
import org.blockwatch.page.OutgoingPage;
import org.blockwatch.page.PageIds;
import org.blockwatch.roster.Recipient.Way;

/**
 * Goes over a recipient's ways, the best first, until a channel takes what they are to be told. Whatever fails, or is
 * refused, goes on over the next way at once; the ladder has the failed one tried again later. What the trail tells of
 * already is not done again, so that a walk that a crash has ended goes on from where it stood.
 */
final class Walks {

    private static final Passage NO_SUCH_CHANNEL = new Passage(
            new Delivery.Undeliverable(PageOutcome.NO_RECIPIENT, "no such channel is set up here"), Duration.ZERO);

    private static final Set<Reach> DONE = EnumSet.of(Reach.REACHED, Reach.NEEDLESS);

    private final Map<String, Lane> lanes;
    private final PageIds ids;
    private final Links links;
    private final EngineClock clock;
    private final AlertStates alerts;
    private final RecordedAttempts recorded;
    private final Attempts attempts;

    /** Walks over these lanes, by channel. */
    Walks(
            Map<String, Lane> lanes,
            PageIds ids,
            Links links,
            EngineClock clock,
            AlertStates alerts,
            RecordedAttempts recorded,
            Attempts attempts) {
        this.lanes = lanes;
        this.ids = ids;
        this.links = links;
        this.clock = clock;
        this.alerts = alerts;
        this.recorded = recorded;
        this.attempts = attempts;
    }

    /** A notice on its way, and how far it has come on the ways behind it. */
    private record Leg(Notice notice, Reach reach) {}

    /** Tells a recipient of all these, which are for the same one, in one message. Never blocks. */
    void begin(List<Notice> notices) {
        over(0, notices.stream().map(notice -> new Leg(notice, Reach.HOPELESS)).toList());
    }

    /** Whether this notice has been begun: it goes on then, alone, rather than wait for others. */
    boolean hasBegun(Notice notice) {
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
        List<Part> parts = open.stream()
                .map(leg -> new Part(leg.notice(), page(leg.notice(), way)))
                .toList();
        List<CompletableFuture<Sent>> sent = attempts.join(parts, fresh -> send(way.channel(), fresh));
        for (int i = 0; i < parts.size(); i++) {
            Leg leg = open.get(i);
            ends.add(sent.get(i).thenApply(end -> {
                report(leg.notice(), way, end);
                return after(leg, end.kind());
            }));
        }
        return ends;
    }

    private void send(String channel, List<Part> parts) {
        Message message = new Message(parts, page -> alerts.whyNot(page, clock.now()), ids);
        Lane lane = lanes.get(channel);
        if (lane == null) {
            message.ended(NO_SUCH_CHANNEL);
        } else {
            lane.carry(message).thenAccept(message::ended);
        }
    }

    private static Leg after(Leg leg, PageEventKind end) {
        Reach reach = switch (end) {
            case ACCEPTED -> Reach.REACHED;
            case SUPPRESSED -> Reach.NEEDLESS;
            case UNDELIVERABLE -> leg.reach();
            default -> Reach.TRIED;
        };
        if (DONE.contains(reach)) {
            leg.notice().reached().complete(reach); // those it went with may have further to go
        }
        return new Leg(leg.notice(), reach);
    }

    private void report(Notice notice, Way way, Sent sent) {
        PageTrail.Attempt attempt = new PageTrail.Attempt(
                id(notice, way), notice.recipient().id(), way.channel(), notice.rosterVersion(), sent.bundle());
        notice.report()
                .accept(new Outcome.Ended(PageTrail.ended(notice.request(), attempt, sent.passage(), clock.now())));
    }

    private String id(Notice notice, Way way) {
        return ids.attempt(notice.request().getPageId(), notice.recipient().id(), way.channel());
    }

    private OutgoingPage page(Notice notice, Way way) {
        return OutgoingPage.of(
                notice.request(), notice.recipient(), way, links.link(notice.recipient(), notice.request()), ids);
    }
}

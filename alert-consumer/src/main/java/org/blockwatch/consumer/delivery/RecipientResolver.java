package org.blockwatch.consumer.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.blockwatch.consumer.audit.RecordedAttempts;
import org.blockwatch.consumer.audit.RecordedAttempts.Begun;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.consumer.page.PageKey;
import org.blockwatch.consumer.roster.OnCall;
import org.blockwatch.consumer.roster.OnCallQuery;
import org.blockwatch.consumer.roster.Recipient;
import org.blockwatch.event.Location;
import org.blockwatch.event.PageRequest;
import org.blockwatch.schemas.Canary;
import org.blockwatch.service.clock.EngineClock;

/**
 * Resolves whom a page is for, when it is sent. A page that is sent again, because its request is read again or one way
 * is to be tried again, is for those who were on call when it was sent first, and for nobody whom a roster changed since
 * has put in their place.
 */
final class RecipientResolver {

    private final OnCall onCall;
    private final PageIds ids;
    private final RecordedAttempts recorded;
    private final EngineClock clock;

    RecipientResolver(OnCall onCall, PageIds ids, RecordedAttempts recorded, EngineClock clock) {
        this.onCall = onCall;
        this.ids = ids;
        this.recorded = recorded;
        this.clock = clock;
    }

    /**
     * Whom a page is for.
     *
     * @param rosterVersion the roster that says so
     * @param recipients each with the ways that this request may use
     */
    record Resolution(String rosterVersion, List<Recipient> recipients) {}

    /** Returns everybody whom this request is to reach. */
    Resolution resolve(PageRequest request) {
        if (Canary.is(request.getPatientId())) {
            return new Resolution("", List.of(loopBack()));
        }
        Optional<Begun> begun = recorded.begun(PageKey.of(request));
        String version = onCall.version();
        Stream<Recipient> all =
                onCall.recipients(query(request, begun.map(Begun::at).orElseGet(clock::now))).stream();
        if (request.getChannel() != null) {
            all = all.filter(to -> request.getRecipient() == null || to.id().equals(request.getRecipient()))
                    .map(to -> retried(request, to))
                    .filter(to -> !to.ways().isEmpty());
        } else if (begun.isPresent() && !begun.get().rosterVersion().equals(version)) {
            all = all.filter(to -> begun.get().recipients().contains(to.id()));
        }
        return new Resolution(version, all.toList());
    }

    /**
     * Returns the one way that is to be tried again; without an attemptId, from a ladder of release 0.2.0, all over the
     * channel.
     */
    private Recipient retried(PageRequest request, Recipient to) {
        List<Recipient.Way> ways = to.ways().stream()
                .filter(way -> way.channel().equals(request.getChannel()))
                .filter(way -> request.getAttemptId() == null
                        || ids.attempt(PageKey.of(request), to.id(), way.channel(), way.address())
                                .equals(request.getAttemptId()))
                .toList();
        return new Recipient(to.id(), to.person(), to.roles(), ways);
    }

    private static OnCallQuery query(PageRequest request, Instant at) {
        return new OnCallQuery(
                request.getRoles(),
                Optional.ofNullable(request.getLocation())
                        .map(Location::getUnit)
                        .orElse(null),
                request.getProceduralistId(),
                request.getPriority(),
                request.getChannels(),
                at);
    }

    private static Recipient loopBack() {
        return new Recipient(Canary.ROLE, false, List.of(Canary.ROLE), List.of(new Recipient.Way(Canary.ROLE, null)));
    }
}

package org.blockwatch.consumer.answer;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.blockwatch.consumer.page.Links;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.consumer.page.PageKey;
import org.blockwatch.consumer.roster.Recipient;
import org.blockwatch.event.PageAlert;
import org.blockwatch.event.PageRequest;
import org.blockwatch.service.clock.EngineClock;

/** Makes links. All to one page for one recipient have one identity, over whichever channel and however often sent. */
final class AnswerLinks implements Links {

    private final URI base;
    private final LinkSeal seal;
    private final PageIds ids;
    private final Duration lifetime;
    private final EngineClock clock;

    AnswerLinks(URI base, LinkSeal seal, PageIds ids, Duration lifetime, EngineClock clock) {
        this.base = base;
        this.seal = seal;
        this.ids = ids;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    @Override
    public URI link(Recipient recipient, PageRequest page) {
        List<String> alertIds = Stream.concat(
                        Stream.of(page.getAlertId()), page.getAlso().stream().map(PageAlert::getAlertId))
                .toList();
        Instant expiresAt = clock.now().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
        LinkToken token = new LinkToken(
                ids.link(PageKey.of(page), recipient.id()),
                recipient.person() ? recipient.id() : null,
                new AnsweredPage(page.getPatientId(), page.getPageId(), alertIds),
                expiresAt);
        return URI.create(base + LinkEndpoint.PATH + seal.seal(token));
    }
}

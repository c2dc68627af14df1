package org.blockwatch.consumer.channel.pagerduty;

import java.util.Map;
import java.util.Objects;
import org.blockwatch.consumer.channel.Channel;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.Fence;
import org.blockwatch.consumer.channel.IncidentNews;
import org.blockwatch.consumer.channel.http.HttpSender;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.event.PageOutcome;

/**
 * Pages by PagerDuty's Events API v2: each page triggers an incident of its own, which is acknowledged and resolved
 * under the same key and at the same service as the page.
 */
public final class PagerDutyChannel implements Channel {

    /** The service of a page without an address. */
    public static final String DEFAULT_SERVICE = "default";

    private static final String NAME = "pagerduty";

    private final Map<String, String> routingKeys;
    private final HttpSender sender;
    private final PagerDutyIncidents incidents = new PagerDutyIncidents();

    /**
     * A channel to PagerDuty.
     *
     * @param routingKeys the integration key of each service; the name of a service is a recipient's address
     * @param sender to where events are taken; the channel's own, to be closed with it
     */
    public PagerDutyChannel(Map<String, String> routingKeys, HttpSender sender) {
        this.routingKeys = Map.copyOf(routingKeys);
        this.sender = sender;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Delivery send(OutgoingPage page) throws InterruptedException {
        return send(page, Fence.OPEN);
    }

    @Override
    public Delivery send(OutgoingPage page, Fence fence) throws InterruptedException {
        String service = Objects.requireNonNullElse(page.to().address(), DEFAULT_SERVICE);
        String routingKey = routingKeys.get(service);
        if (routingKey == null) {
            return unknownService();
        }
        return incidents.alone(
                page.attemptId(),
                () -> incidents.resolved(page.attemptId())
                        ? new Delivery.Suppressed(PageOutcome.ALERT_ENDED)
                        : post(PagerDutyEvent.trigger(routingKey, page), new Delivery.Accepted(null, service), fence));
    }

    @Override
    public Delivery tell(IncidentNews news) throws InterruptedException {
        String routingKey = routingKeys.get(news.incident());
        if (routingKey == null) {
            return unknownService();
        }
        if (news.ended()) {
            incidents.resolve(news.attemptId());
        }
        return incidents.alone(
                news.attemptId(),
                () -> post(
                        PagerDutyEvent.followUp(routingKey, news),
                        new Delivery.Accepted(null, news.incident()),
                        Fence.OPEN));
    }

    private Delivery post(byte[] event, Delivery.Accepted accepted, Fence fence) throws InterruptedException {
        return sender.post(Map.of("content-type", "application/json"), event, accepted, fence);
    }

    private static Delivery unknownService() {
        return new Delivery.Undeliverable(
                PageOutcome.REJECTED, "the settings have no PagerDuty routing key for the service that is to be paged");
    }

    @Override
    public void close() {
        sender.close();
    }
}

package org.blockwatch.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.audit.PageMeters;
import org.blockwatch.audit.RecordedAttempts;
import org.blockwatch.channel.Channel;
import org.blockwatch.channel.Lane;
import org.blockwatch.clock.EngineClock;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageEvent;
import org.blockwatch.page.AlertStates;
import org.blockwatch.page.PageIds;
import org.blockwatch.schemas.Topics;

/** All of it, put together: from the topic of page requests through the channels to the trail. */
public final class Paging implements AutoCloseable {

    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final History history;
    private final PageLoop loop;

    /**
     * Who this instance is towards Kafka.
     *
     * @param groupId the consumer group
     * @param transactionalId its own name, unlike any other instance's
     */
    public record Member(String groupId, String transactionalId) {}

    /**
     * Paging over these channels; it runs from {@link #start} on.
     *
     * @param client properties of Kafka clients and serializers
     * @param lookBack how much of the past is read at the start
     * @throws org.apache.kafka.common.KafkaException if the serializers cannot be set up
     */
    public Paging(
            Map<String, String> client,
            Member member,
            List<Channel> channels,
            PageIds ids,
            Duration lookBack,
            EngineClock clock,
            MeterRegistry metrics) {
        channels.forEach(channel -> lanes.put(channel.name(), new Lane(channel, metrics)));
        PageMeters meters = new PageMeters(lanes.keySet(), metrics);
        Wire wire = new Wire(client, List.of(Topics.PAGES, Topics.PAGE_EVENTS, Topics.ALERTS, Topics.ALERT_RESPONSES));
        AlertStates alerts = new AlertStates();
        RecordedAttempts recorded = new RecordedAttempts();
        Attempts attempts = new Attempts();
        KafkaClients clients = new KafkaClients(client);
        history = new History(
                clients,
                Map.of(
                        Topics.ALERTS,
                        (value, arrival) -> alerts.heard(wire.read(Topics.ALERTS, Alert.class, value), arrival),
                        Topics.ALERT_RESPONSES,
                        (value, arrival) ->
                                alerts.heard(wire.read(Topics.ALERT_RESPONSES, AlertResponse.class, value), arrival),
                        Topics.PAGE_EVENTS,
                        (value, arrival) -> {
                            PageEvent event = wire.read(Topics.PAGE_EVENTS, PageEvent.class, value);
                            recorded.heard(event);
                            attempts.recorded(event);
                        }),
                lookBack,
                clock);
        Dispatcher dispatcher = new Dispatcher(lanes, ids, wire, clock, alerts, recorded, attempts);
        loop = new PageLoop(
                wire::prepare,
                () -> new Session(
                        clients.member(member.groupId()),
                        clients.producer(member.transactionalId()),
                        dispatcher,
                        history::caughtUp,
                        wire,
                        meters));
    }

    /** Begins to page; returns at once. */
    public void start() {
        history.start();
        loop.start();
    }

    /** Why no pages are sent just now, if so. */
    public Optional<String> problem() {
        return loop.problem();
    }

    /** Takes no more requests, records what ends within seconds, and leaves the group. */
    @Override
    public void close() {
        loop.close();
        history.close();
        lanes.values().forEach(Lane::close);
    }
}

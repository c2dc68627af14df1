package org.blockwatch.consumer;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.blockwatch.consumer.answer.AnswerEndpoints;
import org.blockwatch.consumer.audit.PageMeters;
import org.blockwatch.consumer.audit.RecordedAttempts;
import org.blockwatch.consumer.audit.RecordedBundles;
import org.blockwatch.consumer.channel.Channel;
import org.blockwatch.consumer.channel.ChannelExecutor;
import org.blockwatch.consumer.channel.RateLimit;
import org.blockwatch.consumer.channel.canary.CanaryChannel;
import org.blockwatch.consumer.delivery.Bundler;
import org.blockwatch.consumer.delivery.ChannelFallback;
import org.blockwatch.consumer.delivery.DeliveryAttempts;
import org.blockwatch.consumer.delivery.IncidentUpdates;
import org.blockwatch.consumer.delivery.RecipientFanout;
import org.blockwatch.consumer.delivery.RecipientResolver;
import org.blockwatch.consumer.delivery.RequestDispatcher;
import org.blockwatch.consumer.delivery.SharedIncidents;
import org.blockwatch.consumer.kafka.ConsumerSession;
import org.blockwatch.consumer.kafka.KafkaClients;
import org.blockwatch.consumer.kafka.OutcomeRecorder;
import org.blockwatch.consumer.kafka.PageLoop;
import org.blockwatch.consumer.kafka.RecordSerdes;
import org.blockwatch.consumer.kafka.TopicFollower;
import org.blockwatch.consumer.kafka.TopicListeners;
import org.blockwatch.consumer.page.AlertStates;
import org.blockwatch.consumer.page.Links;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.consumer.roster.OnCall;
import org.blockwatch.consumer.watch.Watch;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;

/** All of it, put together: from the topic of page requests through the channels to the trail. */
public final class PagingService implements AutoCloseable {

    private final Map<String, ChannelExecutor> lanes = new LinkedHashMap<>();
    private final TopicFollower history;
    private final PageLoop loop;

    /**
     * Who this instance is towards Kafka.
     *
     * @param groupId the consumer group
     * @param transactionalId its own name, unlike any other instance's
     */
    public record Member(String groupId, String transactionalId) {}

    /**
     * How pages leave.
     *
     * @param onCall whom they are for
     * @param channels the ways to people
     * @param limits how much some of them may send, by name
     * @param bundleWindow how long a person's further pages wait for each other, in engine time
     * @param ids the identities under which they leave
     * @param answers the doors by which people answer them; empty: there are none
     * @param watch hears what is heard of the topics
     */
    public record Sending(
            OnCall onCall,
            List<Channel> channels,
            Map<String, RateLimit> limits,
            Duration bundleWindow,
            PageIds ids,
            Optional<AnswerEndpoints> answers,
            Watch watch) {}

    /**
     * Paging; it runs from {@link #start} on.
     *
     * @param client properties of Kafka clients and serializers
     * @param lookBack how much of the past is read at the start
     * @throws org.apache.kafka.common.KafkaException if the serializers cannot be set up
     */
    public PagingService(
            Map<String, String> client,
            Member member,
            Sending sending,
            Duration lookBack,
            EngineClock clock,
            MeterRegistry metrics) {
        open(sending, metrics);
        PageMeters meters = new PageMeters(names(sending.channels()), metrics);
        RecordSerdes wire = new RecordSerdes(
                client, List.of(Topics.PAGES, Topics.PAGE_EVENTS, Topics.ALERTS, Topics.ALERT_RESPONSES));
        AlertStates alerts = new AlertStates();
        RecordedAttempts recorded = new RecordedAttempts();
        RecordedBundles bundles = new RecordedBundles();
        DeliveryAttempts attempts = new DeliveryAttempts();
        KafkaClients clients = new KafkaClients(client);
        PageIds ids = sending.ids();
        Links links = sending.answers().map(AnswerEndpoints::links).orElse(Links.NONE);
        ChannelFallback walks = new ChannelFallback(lanes, ids, links, clock, alerts, recorded, attempts);
        Bundler pace = new Bundler(walks, clock, sending.bundleWindow());
        TopicListeners hearers =
                new TopicListeners(wire, alerts, recorded, bundles, attempts, pace, sending.answers(), sending.watch());
        history = new TopicFollower(clients, hearers.byTopic(), lookBack, clock);
        sending.answers().ifPresent(doors -> doors.readyAfter(history.caughtUpAtLast()));
        RecipientFanout rounds = new RecipientFanout(
                new RecipientResolver(sending.onCall(), recorded, clock), pace, ids, clock, recorded);
        SharedIncidents shared = new SharedIncidents(ids, recorded, bundles);
        IncidentUpdates followUps = new IncidentUpdates(lanes, ids, clock, recorded, shared, attempts);
        RequestDispatcher dispatcher = new RequestDispatcher(wire, clock, rounds, pace, followUps);
        loop = new PageLoop(
                wire::prepare,
                () -> new ConsumerSession(
                        clients.member(member.groupId()),
                        new OutcomeRecorder(clients.producer(member.transactionalId()), wire, meters),
                        dispatcher,
                        history::caughtUp));
    }

    /** A lane for each channel, and one for synthetic patients that is in nobody's count. */
    private void open(Sending sending, MeterRegistry metrics) {
        for (Channel channel : sending.channels()) {
            RateLimit limit = sending.limits().getOrDefault(channel.name(), RateLimit.NONE);
            lanes.put(channel.name(), new ChannelExecutor(channel, limit, metrics));
        }
        Channel loopBack = new CanaryChannel();
        lanes.put(loopBack.name(), new ChannelExecutor(loopBack, RateLimit.NONE, new SimpleMeterRegistry()));
    }

    private static List<String> names(List<Channel> channels) {
        return channels.stream().map(Channel::name).toList();
    }

    /** Begins to page; returns at once. */
    public void start() {
        history.start();
        loop.start();
    }

    /**
     * Asks to have heard all that is written by now, of alerts, answers and the trail.
     *
     * @return completes, in the thread that hears, when that is so, however long it takes
     */
    public CompletableFuture<Void> caughtUp() {
        return history.caughtUpAtLast();
    }

    /** The channels that work, as far as is known. */
    public Set<String> workingChannels() {
        return lanes.values().stream()
                .filter(lane -> !lane.isLeftAlone())
                .map(ChannelExecutor::name)
                .collect(toUnmodifiableSet());
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
        lanes.values().forEach(ChannelExecutor::close);
    }
}

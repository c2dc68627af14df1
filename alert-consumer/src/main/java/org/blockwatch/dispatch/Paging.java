package org.blockwatch.dispatch;

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
import org.blockwatch.answer.Answers;
import org.blockwatch.audit.PageMeters;
import org.blockwatch.audit.RecordedAttempts;
import org.blockwatch.audit.RecordedBundles;
import org.blockwatch.channel.Channel;
import org.blockwatch.channel.Lane;
import org.blockwatch.channel.RateLimit;
import org.blockwatch.channel.canary.CanaryChannel;
import org.blockwatch.clock.EngineClock;
import org.blockwatch.page.AlertStates;
import org.blockwatch.page.Links;
import org.blockwatch.page.PageIds;
import org.blockwatch.roster.OnCall;
import org.blockwatch.schemas.Topics;
import org.blockwatch.watch.Watch;

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
            Optional<Answers> answers,
            Watch watch) {}

    /**
     * Paging; it runs from {@link #start} on.
     *
     * @param client properties of Kafka clients and serializers
     * @param lookBack how much of the past is read at the start
     * @throws org.apache.kafka.common.KafkaException if the serializers cannot be set up
     */
    public Paging(
            Map<String, String> client,
            Member member,
            Sending sending,
            Duration lookBack,
            EngineClock clock,
            MeterRegistry metrics) {
        open(sending, metrics);
        PageMeters meters = new PageMeters(names(sending.channels()), metrics);
        Wire wire = new Wire(client, List.of(Topics.PAGES, Topics.PAGE_EVENTS, Topics.ALERTS, Topics.ALERT_RESPONSES));
        AlertStates alerts = new AlertStates();
        RecordedAttempts recorded = new RecordedAttempts();
        RecordedBundles bundles = new RecordedBundles();
        Attempts attempts = new Attempts();
        KafkaClients clients = new KafkaClients(client);
        PageIds ids = sending.ids();
        Links links = sending.answers().map(Answers::links).orElse(Links.NONE);
        Walks walks = new Walks(lanes, ids, links, clock, alerts, recorded, attempts);
        Pace pace = new Pace(walks, clock, sending.bundleWindow());
        Hearers hearers =
                new Hearers(wire, alerts, recorded, bundles, attempts, pace, sending.answers(), sending.watch());
        history = new History(clients, hearers.byTopic(), lookBack, clock);
        sending.answers().ifPresent(doors -> doors.readyAfter(history.caughtUpAtLast()));
        Rounds rounds = new Rounds(new Addressees(sending.onCall(), recorded, clock), pace, ids, clock, recorded);
        SharedIncidents shared = new SharedIncidents(ids, recorded, bundles);
        FollowUps followUps = new FollowUps(lanes, ids, clock, recorded, shared, attempts);
        Dispatcher dispatcher = new Dispatcher(wire, clock, rounds, pace, followUps);
        loop = new PageLoop(
                wire::prepare,
                () -> new Session(
                        clients.member(member.groupId()),
                        new Recorder(clients.producer(member.transactionalId()), wire, meters),
                        dispatcher,
                        history::caughtUp));
    }

    /** A lane for each channel, and one for synthetic patients that is in nobody's count. */
    private void open(Sending sending, MeterRegistry metrics) {
        for (Channel channel : sending.channels()) {
            RateLimit limit = sending.limits().getOrDefault(channel.name(), RateLimit.NONE);
            lanes.put(channel.name(), new Lane(channel, limit, metrics));
        }
        Channel loopBack = new CanaryChannel();
        lanes.put(loopBack.name(), new Lane(loopBack, RateLimit.NONE, new SimpleMeterRegistry()));
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
                .map(Lane::name)
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
        lanes.values().forEach(Lane::close);
    }
}

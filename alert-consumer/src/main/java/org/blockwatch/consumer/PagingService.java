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
import org.blockwatch.consumer.channel.Channel;
import org.blockwatch.consumer.channel.ChannelExecutor;
import org.blockwatch.consumer.channel.RateLimit;
import org.blockwatch.consumer.channel.canary.CanaryChannel;
import org.blockwatch.consumer.delivery.DeliveryPipeline;
import org.blockwatch.consumer.delivery.SendingSetup;
import org.blockwatch.consumer.kafka.ConsumerSession;
import org.blockwatch.consumer.kafka.OutcomeRecorder;
import org.blockwatch.consumer.kafka.TopicListeners;
import org.blockwatch.consumer.page.Links;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.consumer.roster.OnCall;
import org.blockwatch.consumer.watch.Watch;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.kafka.KafkaClients;
import org.blockwatch.service.kafka.RecordSerdes;
import org.blockwatch.service.kafka.SessionLoop;
import org.blockwatch.service.kafka.TopicFollower;

/** Puts paging together: from the topic of page requests through the pipeline and the channels to the trail. */
public final class PagingService implements AutoCloseable {

    private static final List<Topics> READ =
            List.of(Topics.PAGES, Topics.PAGE_EVENTS, Topics.ALERTS, Topics.ALERT_RESPONSES);

    private final Map<String, ChannelExecutor> executors = new LinkedHashMap<>();
    private final TopicFollower follower;
    private final SessionLoop loop;

    /**
     * Who this instance is towards Kafka.
     *
     * @param client properties of Kafka clients and serializers
     * @param groupId the consumer group
     * @param transactionalId its own name, unlike any other instance's
     * @param lookBack how much of the past is read at the start
     */
    public record Member(Map<String, String> client, String groupId, String transactionalId, Duration lookBack) {}

    /**
     * How pages leave.
     *
     * @param onCall whom they are for
     * @param ids the identities under which they leave
     * @param bundleWindow how long a person's further pages wait for each other, in engine time
     * @param channels the ways to people
     * @param limits how much some of them may send, by name
     */
    public record Sending(
            OnCall onCall, PageIds ids, Duration bundleWindow, List<Channel> channels, Map<String, RateLimit> limits) {}

    /**
     * Sets up paging; it runs from {@link #start} on.
     *
     * @param answers the endpoints by which people answer pages; empty: there are none
     * @param watch hears what is heard of the topics
     * @throws org.apache.kafka.common.KafkaException if the serializers cannot be set up
     */
    public PagingService(
            Member member,
            Sending sending,
            Optional<AnswerEndpoints> answers,
            Watch watch,
            EngineClock clock,
            MeterRegistry metrics) {
        open(sending, metrics);
        PageMeters meters = new PageMeters(names(sending.channels()), metrics);
        RecordSerdes serdes = new RecordSerdes(member.client(), READ);
        KafkaClients clients = new KafkaClients(member.client());
        Links links = answers.map(AnswerEndpoints::links).orElse(Links.NONE);
        DeliveryPipeline pipeline = new DeliveryPipeline(
                new SendingSetup(sending.onCall(), executors, sending.ids(), links, sending.bundleWindow()), clock);
        TopicListeners listeners = new TopicListeners(serdes, pipeline, answers, watch);
        follower = new TopicFollower(clients, listeners.byTopic(), member.lookBack(), clock, metrics);
        answers.ifPresent(endpoints -> endpoints.readyAfter(follower.caughtUpAtLast()));
        loop = new SessionLoop(
                "pages",
                serdes::prepare,
                () -> new ConsumerSession(
                        clients.member(member.groupId()),
                        new OutcomeRecorder(clients.producer(member.transactionalId()), serdes, meters, clock),
                        serdes,
                        pipeline,
                        follower::caughtUp));
    }

    /** Makes an executor for each channel, and one for synthetic patients that is in nobody's count. */
    private void open(Sending sending, MeterRegistry metrics) {
        for (Channel channel : sending.channels()) {
            RateLimit limit = sending.limits().getOrDefault(channel.name(), RateLimit.NONE);
            executors.put(channel.name(), new ChannelExecutor(channel, limit, metrics));
        }
        Channel loopBack = new CanaryChannel();
        executors.put(loopBack.name(), new ChannelExecutor(loopBack, RateLimit.NONE, new SimpleMeterRegistry()));
    }

    private static List<String> names(List<Channel> channels) {
        return channels.stream().map(Channel::name).toList();
    }

    /** Begins to page; returns at once. */
    public void start() {
        follower.start();
        loop.start();
    }

    /**
     * Asks to have heard all that is written by now, of alerts, answers and the trail.
     *
     * @return completes, in the thread that hears, when that is so, however long it takes
     */
    public CompletableFuture<Void> caughtUp() {
        return follower.caughtUpAtLast();
    }

    /** Returns the channels that work, as far as is known. */
    public Set<String> workingChannels() {
        return executors.values().stream()
                .filter(executor -> !executor.isLeftAlone())
                .map(ChannelExecutor::name)
                .collect(toUnmodifiableSet());
    }

    /** Returns why no pages are sent just now, if so. */
    public Optional<String> problem() {
        return loop.problem();
    }

    /** Begins again with new Kafka clients, as a process that has just been started. Returns at once. */
    public void beginAgain() {
        follower.beginAgain();
        loop.beginAgain();
    }

    /** Takes no more requests, records what ends within seconds, and leaves the group. */
    @Override
    public void close() {
        loop.close();
        follower.close();
        executors.values().forEach(ChannelExecutor::close);
    }
}

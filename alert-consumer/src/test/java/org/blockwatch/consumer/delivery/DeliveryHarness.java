package org.blockwatch.consumer.delivery;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.blockwatch.consumer.channel.Channel;
import org.blockwatch.consumer.channel.ChannelExecutor;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.IncidentNews;
import org.blockwatch.consumer.channel.RateLimit;
import org.blockwatch.consumer.page.Links;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.consumer.page.Pages;
import org.blockwatch.consumer.roster.OnCall;
import org.blockwatch.consumer.roster.OnCallQuery;
import org.blockwatch.consumer.roster.Recipient;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.clock.VirtualClock;

/**
 * The sending side without Kafka: requests go in, events come out. Its channels answer what they are told to. A second
 * desk with the {@link #trail} of a first one is what starts after a crash.
 */
final class DeliveryHarness implements AutoCloseable {

    static final TopicPartition FROM = new TopicPartition("pages", 0);
    static final Delivery ACCEPTED = new Delivery.Accepted(null);
    static final Delivery FAILED = new Delivery.Failed(PageOutcome.SERVER_ERROR, "HTTP 503");
    static final Delivery REFUSED = new Delivery.Undeliverable(PageOutcome.REJECTED, "HTTP 410");

    final VirtualClock clock = EngineClock.virtual(Pages.REQUESTED_AT);
    final List<PageEvent> trail = new CopyOnWriteArrayList<>();
    final Played webhook = new Played("webhook");
    final Played mail = new Played("mail");
    final Played canary = new Played("canary");
    volatile String rosterVersion = "st-elsewhere/3";
    volatile Function<OnCallQuery, List<Recipient>> roster = call -> List.of(person("dr-7", "webhook", "mail"));

    private final Map<String, ChannelExecutor> executors = Stream.of(webhook, mail, canary)
            .collect(Collectors.toMap(
                    Played::name, channel -> new ChannelExecutor(channel, RateLimit.NONE, new SimpleMeterRegistry())));
    private final OnCall onCall = new OnCall() {
        @Override
        public String version() {
            return rosterVersion;
        }

        @Override
        public List<Recipient> recipients(OnCallQuery call) {
            return roster.apply(call);
        }
    };
    final DeliveryPipeline pipeline = new DeliveryPipeline(
            new SendingSetup(onCall, executors, Pages.ids(), Links.NONE, Duration.ofSeconds(60)), clock);

    /** A channel that takes everything until it is told otherwise. */
    static final class Played implements Channel {
        final String name;
        final BlockingQueue<OutgoingPage> got = new LinkedBlockingQueue<>();
        final BlockingQueue<IncidentNews> told = new LinkedBlockingQueue<>();
        volatile Function<OutgoingPage, Delivery> answer = page -> ACCEPTED;
        volatile Function<IncidentNews, Delivery> answerToNews = news -> ACCEPTED;

        Played(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Delivery send(OutgoingPage page) {
            got.add(page);
            return answer.apply(page);
        }

        @Override
        public Delivery tell(IncidentNews news) {
            told.add(news);
            return answerToNews.apply(news);
        }
    }

    static Recipient person(String id, String... channels) {
        return new Recipient(
                id,
                true,
                List.of("proceduralist"),
                Stream.of(channels)
                        .map(channel -> new Recipient.Way(channel, id + "@" + channel))
                        .toList());
    }

    /** A desk that knows this trail. */
    DeliveryHarness heard(List<PageEvent> earlier) {
        earlier.forEach(pipeline::heard);
        return this;
    }

    CompletableFuture<Boolean> comes(PageRequest request) {
        return pipeline.deliver(request, FROM, trail::add);
    }

    /** As {@link #comes}, and waits until nothing is under way any more. */
    boolean finishes(PageRequest request) {
        return comes(request).join();
    }

    /** Engine time passes, and it is looked what has waited until now. */
    void pass(Duration time) {
        clock.advance(time);
        pipeline.sendDue();
    }

    @Override
    public void close() {
        executors.values().forEach(ChannelExecutor::close);
    }
}

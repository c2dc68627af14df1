package org.blockwatch.dispatch;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.blockwatch.audit.PageTrail;
import org.blockwatch.audit.RecordedAttempts;
import org.blockwatch.channel.Delivery;
import org.blockwatch.channel.Lane;
import org.blockwatch.channel.Passage;
import org.blockwatch.clock.EngineClock;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;
import org.blockwatch.page.AlertStates;
import org.blockwatch.page.OutgoingPage;
import org.blockwatch.page.PageIds;
import org.blockwatch.schemas.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes of a request its attempts, one for each channel that it is to go over, and starts them all at once. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Map<String, Lane> lanes;
    private final PageIds ids;
    private final Wire wire;
    private final EngineClock clock;
    private final AlertStates alerts;
    private final RecordedAttempts recorded;
    private final Attempts attempts;

    /** A dispatcher to these lanes, by channel. */
    Dispatcher(
            Map<String, Lane> lanes,
            PageIds ids,
            Wire wire,
            EngineClock clock,
            AlertStates alerts,
            RecordedAttempts recorded,
            Attempts attempts) {
        this.lanes = lanes;
        this.ids = ids;
        this.wire = wire;
        this.clock = clock;
        this.alerts = alerts;
        this.recorded = recorded;
        this.attempts = attempts;
    }

    /**
     * Starts the attempts of a request, at least one. Never blocks.
     *
     * @return each completes, never exceptionally, with what is to be recorded; empty if the trail tells of it already
     * @throws RetriableException if the registry has to be asked how to read the request and does not answer
     */
    List<CompletableFuture<Optional<Outcome>>> dispatch(ConsumerRecord<byte[], byte[]> received) {
        PageRequest request;
        try {
            request = wire.read(Topics.PAGES, PageRequest.class, received.value());
        } catch (SerializationException e) {
            LOG.warn(
                    "A page request at {}-{} offset {} cannot be read; it goes to {}: {}",
                    received.topic(),
                    received.partition(),
                    received.offset(),
                    Topics.DEAD_LETTERS.topicName(),
                    e.getMessage());
            return List.of(completedFuture(
                    Optional.of(new Outcome.Refused(DeadLetter.of(received, e.getMessage(), clock.now())))));
        }
        Collection<String> channels = request.getChannel() == null ? lanes.keySet() : List.of(request.getChannel());
        return channels.stream().map(channel -> attempt(request, channel)).toList();
    }

    private CompletableFuture<Optional<Outcome>> attempt(PageRequest request, String channel) {
        OutgoingPage page = OutgoingPage.of(request, channel, ids);
        if (recorded.tellsOf(page)) {
            return completedFuture(Optional.empty());
        }
        return attempts.join(page, () -> send(request, page, channel))
                .thenApply(passage ->
                        Optional.of(new Outcome.Ended(PageTrail.ended(request, page, channel, passage, clock.now()))));
    }

    private CompletableFuture<Passage> send(PageRequest request, OutgoingPage page, String channel) {
        Lane lane = lanes.get(channel);
        if (lane == null) {
            return completedFuture(new Passage(
                    new Delivery.Undeliverable(PageOutcome.NO_RECIPIENT, "no such channel is set up here"),
                    Duration.ZERO));
        }
        return lane.send(page, () -> alerts.whyNot(request, clock.now()));
    }
}

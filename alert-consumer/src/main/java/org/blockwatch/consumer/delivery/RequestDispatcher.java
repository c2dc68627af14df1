package org.blockwatch.consumer.delivery;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.blockwatch.consumer.kafka.DeadLetter;
import org.blockwatch.consumer.kafka.RecordSerdes;
import org.blockwatch.event.PageRequest;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads requests, and has each done by those whose work it is: a page for its recipients, or news for a channel. */
public final class RequestDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(RequestDispatcher.class);

    private final RecordSerdes wire;
    private final EngineClock clock;
    private final RecipientFanout rounds;
    private final Bundler pace;
    private final IncidentUpdates followUps;

    /** A dispatcher to these. */
    public RequestDispatcher(
            RecordSerdes wire, EngineClock clock, RecipientFanout rounds, Bundler pace, IncidentUpdates followUps) {
        this.wire = wire;
        this.clock = clock;
        this.rounds = rounds;
        this.pace = pace;
        this.followUps = followUps;
    }

    /**
     * Does what a request asks for. Never blocks.
     *
     * @param report takes what is to be recorded, as soon as it is known; called by any thread
     * @return completes, never exceptionally, when nothing is under way any more: whether the request is finished, or
     *     given up
     * @throws RetriableException if the registry has to be asked how to read the request and does not answer
     */
    public CompletableFuture<Boolean> dispatch(
            ConsumerRecord<byte[], byte[]> received, Consumer<DeliveryReport> report) {
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
            report.accept(
                    new DeliveryReport.Refused(DeadLetter.of(received, String.valueOf(e.getMessage()), clock.now())));
            return completedFuture(true);
        }
        TopicPartition from = new TopicPartition(received.topic(), received.partition());
        return IncidentUpdates.isFor(request) ? followUps.tell(request, report) : rounds.page(request, from, report);
    }

    /** Sends what has waited for its time. To be called again and again. */
    public void look() {
        pace.look();
    }

    /** Gives up what waits for its time of these partitions: it is read again by their next owner. */
    public void giveUp(Collection<TopicPartition> partitions) {
        pace.giveUp(partitions);
    }
}

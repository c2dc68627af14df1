package org.blockwatch.dispatch;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.blockwatch.clock.EngineClock;
import org.blockwatch.event.PageRequest;
import org.blockwatch.schemas.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads requests, and has each done by those whose work it is: a page for its recipients, or news for a channel. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Wire wire;
    private final EngineClock clock;
    private final Rounds rounds;
    private final Pace pace;
    private final FollowUps followUps;

    /** A dispatcher to these. */
    Dispatcher(Wire wire, EngineClock clock, Rounds rounds, Pace pace, FollowUps followUps) {
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
    CompletableFuture<Boolean> dispatch(ConsumerRecord<byte[], byte[]> received, Consumer<Outcome> report) {
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
            report.accept(new Outcome.Refused(DeadLetter.of(received, String.valueOf(e.getMessage()), clock.now())));
            return completedFuture(true);
        }
        TopicPartition from = new TopicPartition(received.topic(), received.partition());
        return FollowUps.isFor(request) ? followUps.tell(request, report) : rounds.page(request, from, report);
    }

    /** Sends what has waited for its time. To be called again and again. */
    void look() {
        pace.look();
    }

    /** Gives up what waits for its time of these partitions: it is read again by their next owner. */
    void giveUp(Collection<TopicPartition> partitions) {
        pace.giveUp(partitions);
    }
}

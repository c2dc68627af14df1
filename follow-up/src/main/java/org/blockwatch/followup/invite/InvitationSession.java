package org.blockwatch.followup.invite;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.blockwatch.event.Invitation;
import org.blockwatch.event.InvitationState;
import org.blockwatch.schemas.HomePartition;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.kafka.KafkaSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the patients of the partitions that the group has given to this instance: makes their invitations, has them
 * sent, and writes down what became of that.
 *
 * <p>An invitation is on its topic, committed, before anybody hears of its link. The message about it has an id that comes
 * from the link's. So whoever goes on after a death at any step sends the same message under the same id again, and never
 * makes a second link for the slot: before it writes, it shuts out the writer of the partition before it, and reads all
 * that had been written.
 */
final class InvitationSession implements KafkaSession, ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(InvitationSession.class);
    private static final Duration STEP = Duration.ofMillis(200);
    private static final int MOST_AT_ONCE = 16;
    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(2);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Function<Integer, InvitationTopic> writers;
    private final Supplier<CompletableFuture<Void>> caughtUp;
    private final InvitationService service;
    private final EngineClock clock;

    private final Map<Integer, InvitationTopic> owned = new HashMap<>();
    private final Map<Integer, CompletableFuture<Void>> reading = new HashMap<>();
    private final Map<String, Retry> retries = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private final Queue<Posted> posted = new ConcurrentLinkedQueue<>();
    private final SecureRandom random = new SecureRandom();
    private int partitions;
    private boolean joined;
    private @Nullable Metric connections;

    private record Retry(int failures, long notBeforeNanos) {}

    private record Posted(String linkId, MessageKind kind, String slotId, MessageOutcome outcome) {}

    /**
     * A session that ends with this consumer.
     *
     * @param writers makes the writer of a partition, which shuts out the one before it
     * @param caughtUp asks to know all that is written by now
     */
    InvitationSession(
            Consumer<byte[], byte[]> consumer,
            Function<Integer, InvitationTopic> writers,
            Supplier<CompletableFuture<Void>> caughtUp,
            InvitationService service,
            EngineClock clock) {
        this.consumer = consumer;
        this.writers = writers;
        this.caughtUp = caughtUp;
        this.service = service;
        this.clock = clock;
    }

    @Override
    public void open() {
        consumer.subscribe(List.of(Topics.FOLLOW_UPS.topicName()), this);
        connections = consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("connection-count"))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void step() {
        consumer.poll(STEP); // the group alone: what is on the topic is heard by the follower
        recordPosted();
        if (owned.isEmpty()) {
            service.waitsSince(Optional.empty());
            return;
        }
        Instant now = clock.now();
        Optional<Instant> longest = Optional.empty();
        for (InvitationBook.Matter matter : service.book().matters()) {
            int partition = HomePartition.of(matter.patientId(), partitions);
            InvitationTopic writer = owned.get(partition);
            var read = reading.get(partition);
            if (writer != null && read != null && read.isDone()) {
                Optional<Instant> waits = look(matter, writer, now);
                longest =
                        longest.isEmpty() || waits.isPresent() && waits.get().isBefore(longest.get()) ? waits : longest;
            }
        }
        service.waitsSince(longest);
    }

    @Override
    public Optional<String> problem() {
        if (!joined) {
            return Optional.of("waits for its share of the partitions");
        }
        if (reading.values().stream().anyMatch(read -> !read.isDone())) {
            return Optional.of("reads what is known of earlier invitations");
        }
        return connections == null || (double) connections.metricValue() > 0
                ? Optional.empty()
                : Optional.of("has no connection to a broker");
    }

    /** Takes the next step, if there is one; returns since when a message waits, if one does. */
    private Optional<Instant> look(InvitationBook.Matter matter, InvitationTopic writer, Instant now) {
        InvitationStep step = service.rules().next(matter.slot(), matter.invitation(), now);
        switch (step) {
            case MAKE -> make(matter.slot().orElseThrow(), writer, now);
            case SEND, REMIND -> {
                return send(matter, step, now);
            }
            case CLOSE ->
                write(
                        writer,
                        Invitation.newBuilder(matter.invitation().orElseThrow())
                                .setState(InvitationState.CLOSED)
                                .build());
            case FORGET -> forget(writer, matter.invitation().orElseThrow().getLinkId());
            case NOTHING -> {}
        }
        return Optional.empty();
    }

    private void make(AskedSlot slot, InvitationTopic writer, Instant now) {
        PatientLink link = PatientLink.random(random);
        write(
                writer,
                Invitation.newBuilder()
                        .setLinkId(link.id())
                        .setPatientId(slot.key().patientId())
                        .setBlockId(slot.key().blockId())
                        .setSlotId(slot.key().slotId())
                        .setSealedLink(service.seal().seal(link.token()))
                        .setState(InvitationState.MADE)
                        .setDueAt(slot.key().dueAt())
                        .setMadeAt(now)
                        .setExpiresAt(slot.closesAt())
                        .build());
    }

    private Optional<Instant> send(InvitationBook.Matter matter, InvitationStep step, Instant now) {
        AskedSlot slot = matter.slot().orElseThrow();
        Invitation invitation = matter.invitation().orElseThrow();
        MessageKind kind = step == InvitationStep.REMIND
                ? MessageKind.REMINDS
                : slot.isAnytime() ? MessageKind.OFFERS : MessageKind.ASKS;
        Instant since = kind == MessageKind.REMINDS ? now : invitation.getMadeAt();
        Retry retry = retries.get(invitation.getLinkId());
        if (underWay.contains(invitation.getLinkId())
                || underWay.size() >= MOST_AT_ONCE
                || retry != null && System.nanoTime() - retry.notBeforeNanos() < 0) {
            return Optional.of(since);
        }
        Optional<PatientLink> link =
                service.seal().open(invitation.getSealedLink()).flatMap(PatientLink::parse);
        if (link.isEmpty()) {
            String why = "the link cannot be unsealed: has link.secret changed? Keep the old one beside the new one.";
            posted.add(
                    new Posted(invitation.getLinkId(), kind, slot.key().slotId(), new MessageOutcome.Later(why, null)));
            underWay.add(invitation.getLinkId());
            return Optional.of(since);
        }
        underWay.add(invitation.getLinkId());
        service.gateway()
                .post(service.messages().message(invitation, link.get(), slot.blockAt(), kind))
                .thenAccept(outcome -> posted.add(
                        new Posted(invitation.getLinkId(), kind, slot.key().slotId(), outcome)));
        return Optional.of(since);
    }

    private void recordPosted() {
        for (Posted next = posted.poll(); next != null; next = posted.poll()) {
            underWay.remove(next.linkId());
            service.meters().posted(next.outcome());
            Optional<Invitation> known = service.book().invitation(next.linkId());
            if (known.isPresent()) {
                record(next, known.get());
            }
        }
    }

    private void record(Posted post, Invitation known) {
        if (post.outcome() instanceof MessageOutcome.Later later) {
            Retry before = retries.getOrDefault(post.linkId(), new Retry(0, 0));
            Duration pause = SHORTEST_RETRY.multipliedBy(1L << Math.min(before.failures(), 6));
            pause = pause.compareTo(LONGEST_RETRY) < 0 ? pause : LONGEST_RETRY;
            Duration asked = later.retryAfter();
            pause = asked != null && asked.compareTo(pause) > 0 && asked.compareTo(LONGEST_RETRY) < 0 ? asked : pause;
            retries.put(post.linkId(), new Retry(before.failures() + 1, System.nanoTime() + pause.toNanos()));
            LOG.warn(
                    "A message to a patient did not get through; it goes out again in {} s: {}",
                    pause.toSeconds(),
                    later.why());
            return;
        }
        retries.remove(post.linkId());
        InvitationTopic writer = owned.get(HomePartition.of(known.getPatientId(), partitions));
        if (writer == null) {
            return; // the next owner sends it again under the same id
        }
        Invitation.Builder told = Invitation.newBuilder(known);
        if (post.outcome() instanceof MessageOutcome.Refused refused) {
            LOG.warn("The messaging gateway refuses a message to a patient for good: {}", refused.why());
            told.setState(InvitationState.REFUSED);
        } else if (post.kind() == MessageKind.REMINDS) {
            told.setRemindedAt(clock.now());
        } else {
            told.setState(known.getState() == InvitationState.CLOSED ? InvitationState.CLOSED : InvitationState.SENT)
                    .setSentAt(clock.now());
        }
        write(writer, told.build());
        if (post.outcome() instanceof MessageOutcome.Taken) {
            service.meters().invited(post.slotId(), post.kind());
        }
    }

    private void write(InvitationTopic writer, Invitation invitation) {
        long offset = writer.write(invitation.getLinkId(), Optional.of(invitation));
        service.book().heard(invitation.getLinkId(), Optional.of(invitation), offset);
    }

    private void forget(InvitationTopic writer, String linkId) {
        service.book().heard(linkId, Optional.empty(), writer.write(linkId, Optional.empty()));
    }

    /** Nothing is done for a partition's patients until its last owner is shut out, and all that it wrote is read. */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        joined = true;
        consumer.pause(assigned);
        if (assigned.isEmpty()) {
            return;
        }
        partitions = consumer.partitionsFor(Topics.FOLLOW_UPS.topicName()).size();
        assigned.forEach(partition -> owned.put(partition.partition(), writers.apply(partition.partition())));
        CompletableFuture<Void> known = caughtUp.get();
        assigned.forEach(partition -> reading.put(partition.partition(), known));
        service.owns(Set.copyOf(owned.keySet()), partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        for (TopicPartition partition : revoked) {
            reading.remove(partition.partition());
            InvitationTopic writer = owned.remove(partition.partition());
            if (writer != null) {
                writer.close();
            }
        }
        service.owns(Set.copyOf(owned.keySet()), partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        onPartitionsRevoked(lost);
    }

    @Override
    public void finish() {
        recordPosted();
    }

    @Override
    public void close() {
        try {
            consumer.close();
        } finally {
            owned.values().forEach(InvitationTopic::close);
            owned.clear();
        }
    }
}

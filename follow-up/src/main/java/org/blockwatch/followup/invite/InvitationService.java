package org.blockwatch.followup.invite;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.blockwatch.event.FollowUp;
import org.blockwatch.event.FollowUpSlotState;
import org.blockwatch.event.Invitation;
import org.blockwatch.schemas.HomePartition;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.kafka.KafkaClients;
import org.blockwatch.service.kafka.RecordSerdes;
import org.blockwatch.service.kafka.SessionLoop;
import org.blockwatch.service.kafka.TopicFollower;

/** Asks patients: follows what is due, and keeps a session that makes invitations and has them sent. */
public final class InvitationService implements AutoCloseable {

    private static final List<Topics> READ = List.of(Topics.FOLLOW_UPS, Topics.INVITATIONS);
    private static final Duration WHOLE = Duration.ofDays(365);

    private final InvitationBook book;
    private final Sending sending;
    private final InvitationMeters meters;
    private final RecordSerdes serdes;
    private final TopicFollower follower;
    private final SessionLoop loop;

    private volatile Set<Integer> owned = Set.of();
    private volatile int partitions = 1;
    private volatile Optional<Instant> waitsSince = Optional.empty();

    /** Of the follower's thread: the slots that were open when they were last told of. */
    private final Map<String, Set<AskedSlot.Key>> open = new HashMap<>();

    /**
     * How patients are asked.
     *
     * @param reminderAfter how long after the time that is asked about a patient is reminded
     * @param anytime whether a patient at home gets a link for any time
     */
    public record Sending(
            MessagingGateway gateway, MessageWriter messages, TextSeal seal, Duration reminderAfter, boolean anytime) {}

    /**
     * A service that runs from {@link #start} on.
     *
     * @param client properties of Kafka clients and serializers
     * @param groupId the consumer group, with which the names of writers begin
     * @throws org.apache.kafka.common.KafkaException if the serializers cannot be set up
     */
    public InvitationService(
            Map<String, String> client,
            String groupId,
            InvitationBook book,
            Sending sending,
            EngineClock clock,
            InvitationMeters meters) {
        this.book = book;
        this.sending = sending;
        this.meters = meters;
        serdes = new RecordSerdes(client, READ);
        KafkaClients clients = new KafkaClients(client);
        follower = new TopicFollower(
                clients,
                Map.of(Topics.FOLLOW_UPS, this::followUp, Topics.INVITATIONS, this::invitation),
                WHOLE,
                clock,
                meters.registry());
        follower.caughtUpAtLast().thenRun(book::markRead);
        loop = new SessionLoop(
                "invitations",
                serdes::prepare,
                () -> new InvitationSession(
                        clients.member(groupId),
                        partition -> new InvitationTopic(clients.producer(groupId + "-" + partition), serdes),
                        this::caughtUp,
                        this,
                        clock));
        meters.watch(
                () -> waitsSince
                        .map(since -> Duration.between(since, clock.now()))
                        .orElse(Duration.ZERO),
                sending.gateway()::isLeftAlone);
    }

    /** Begins; returns at once. */
    public void start() {
        follower.start();
        loop.start();
    }

    /** Why patients are not asked just now, if so. */
    public Optional<String> problem() {
        return loop.problem();
    }

    /** Begins again with new Kafka clients. Returns at once. */
    public void beginAgain() {
        follower.beginAgain();
        loop.beginAgain();
    }

    InvitationBook book() {
        return book;
    }

    InvitationRules rules() {
        return new InvitationRules(sending.reminderAfter(), sending.anytime());
    }

    MessagingGateway gateway() {
        return sending.gateway();
    }

    MessageWriter messages() {
        return sending.messages();
    }

    TextSeal seal() {
        return sending.seal();
    }

    InvitationMeters meters() {
        return meters;
    }

    void owns(Set<Integer> partitions, int of) {
        this.owned = partitions;
        this.partitions = of;
    }

    void waitsSince(Optional<Instant> since) {
        waitsSince = since;
    }

    /** All that has been written must be known, however long it takes: a link too many cannot be taken back. */
    private CompletableFuture<Void> caughtUp() {
        return follower.caughtUpAtLast();
    }

    private void followUp(ConsumerRecord<byte[], byte[]> record, boolean atHome) {
        String patientId = key(record);
        if (!atHome) {
            throw new SerializationException("it does not lie where its key belongs");
        }
        Optional<FollowUp> told = record.value() == null
                ? Optional.empty()
                : Optional.of(serdes.read(Topics.FOLLOW_UPS, FollowUp.class, record.value()));
        if (told.isPresent() && !told.get().getPatientId().equals(patientId)) {
            throw new SerializationException("its key is another patient's");
        }
        countMissed(patientId, told);
        book.heard(patientId, told);
    }

    /** Counts a slot that has closed without an answer once, where it is looked after. */
    private void countMissed(String patientId, Optional<FollowUp> told) {
        Set<AskedSlot.Key> before = open.getOrDefault(patientId, Set.of());
        List<AskedSlot> slots = told.map(AskedSlot::of).orElse(List.of());
        if (book.isRead() && owned.contains(HomePartition.of(patientId, partitions))) {
            slots.stream()
                    .filter(slot -> slot.state() == FollowUpSlotState.MISSED && before.contains(slot.key()))
                    .forEach(slot -> meters.notReached(slot.key().slotId()));
        }
        Set<AskedSlot.Key> now = slots.stream()
                .filter(slot -> slot.state() == FollowUpSlotState.OPEN)
                .map(AskedSlot::key)
                .collect(Collectors.toUnmodifiableSet());
        if (now.isEmpty()) {
            open.remove(patientId);
        } else {
            open.put(patientId, now);
        }
    }

    private void invitation(ConsumerRecord<byte[], byte[]> record, boolean atHome) {
        String linkId = key(record);
        Optional<Invitation> told = record.value() == null
                ? Optional.empty()
                : Optional.of(serdes.read(Topics.INVITATIONS, Invitation.class, record.value()));
        if (told.isPresent() && !told.get().getLinkId().equals(linkId)) {
            throw new SerializationException("its key is another link's");
        }
        book.heard(linkId, told, record.offset());
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            throw new SerializationException("it has no key");
        }
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        loop.close();
        follower.close();
        sending.gateway().close();
    }
}

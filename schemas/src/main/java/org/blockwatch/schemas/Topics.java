package org.blockwatch.schemas;

import static java.time.Duration.ofDays;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.blockwatch.event.AccessEvent;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.FeedState;
import org.blockwatch.event.FollowUp;
import org.blockwatch.event.Invitation;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.PatientPlace;
import org.blockwatch.event.RecoveryView;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.schemas.registry.RegistryClient;
import org.jspecify.annotations.Nullable;

/**
 * Every topic of the contract, once: its name, the one record that it carries, and how long it keeps it.
 *
 * <p>The key of a {@linkplain #keyed() keyed} topic is the patientId in UTF-8; all of these have the same partition
 * count, so that what concerns one patient meets in one task.
 */
public enum Topics {
    BLOCKS("blockwatch.blocks", BlockPerformed.class, ofDays(7)),
    ASSESSMENTS("blockwatch.assessments", NeuroAssessment.class, ofDays(7)),
    VITALS("blockwatch.vitals", VitalSigns.class, ofDays(7)),
    CARE_EVENTS("blockwatch.care-events", CareEvent.class, ofDays(7)),
    ALERT_RESPONSES("blockwatch.alert-responses", AlertResponse.class, ofDays(30)),
    ALERTS("blockwatch.alerts", Alert.class, ofDays(30)),
    PAGES("blockwatch.pages", PageRequest.class, ofDays(30)),
    PAGE_EVENTS("blockwatch.page-events", PageEvent.class, ofDays(365)),
    /** The latest view of each patient: compacted, so it keeps one record a patient and no age limit. */
    RECOVERY("blockwatch.recovery", RecoveryView.class, null),
    /** What is due from each patient at home: compacted, a tombstone when nothing remains. */
    FOLLOW_UPS("blockwatch.follow-ups", FollowUp.class, null),
    /** How each source of data stands, by its name: compacted. Not keyed by patient. */
    FEEDS("blockwatch.feeds", FeedState.class, null),
    /** Who looked at which patient or did what at a ward board, by user. Not keyed by patient. */
    ACCESS_EVENTS("blockwatch.access-events", AccessEvent.class, ofDays(365)),
    /** Each patient's link to a form, sealed: compacted. The key is the link's id. */
    INVITATIONS("blockwatch.invitations", Invitation.class, null),
    /** Where each patient lies and which identity they go by: the gateway's own memory, compacted. */
    PATIENTS("blockwatch.patients", PatientPlace.class, null),
    /** HL7 v2 messages as received, where the site turns that on. Not keyed. */
    HL7_RAW("blockwatch.hl7.raw", null, ofDays(7)),
    /** What could not be read or was refused: key and bytes as received, headers that say why. Not keyed. */
    DEAD_LETTERS("blockwatch.dead-letters", null, ofDays(30));

    /** The topics that carry statements about patients: what a hospital's bus publishes. */
    public static final List<Topics> STATEMENTS = List.of(BLOCKS, ASSESSMENTS, VITALS, CARE_EVENTS);

    static {
        ContractRecord.setUpAvro();
    }

    private static final Map<String, Topics> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Topics::topicName, Function.identity()));

    private static final Map<Class<?>, Topics> BY_VALUE = Arrays.stream(values())
            .filter(topic -> topic.valueType != null)
            .collect(Collectors.toUnmodifiableMap(topic -> topic.valueType, Function.identity()));

    private final String topicName;
    private final @Nullable Class<? extends SpecificRecord> valueType;
    private final @Nullable Duration retention;

    Topics(String topicName, @Nullable Class<? extends SpecificRecord> valueType, @Nullable Duration retention) {
        this.topicName = topicName;
        this.valueType = valueType;
        this.retention = retention;
    }

    /** Returns the name on the broker. */
    public String topicName() {
        return topicName;
    }

    /**
     * Returns the one record type of the values; empty for {@link #DEAD_LETTERS} and {@link #HL7_RAW}, which carry
     * bytes as received.
     */
    public Optional<Class<? extends SpecificRecord>> valueType() {
        return Optional.ofNullable(valueType);
    }

    /** Returns the Avro schema of the values; empty for a topic of bytes. */
    public Optional<Schema> schema() {
        return valueType().map(type -> SpecificData.get().getSchema(type));
    }

    /**
     * Returns how long a record is kept after it arrived; empty for a compacted topic, which keeps the latest of each
     * key.
     */
    public Optional<Duration> retention() {
        return Optional.ofNullable(retention);
    }

    /** Kafka's {@code cleanup.policy}: {@code delete} or {@code compact}. */
    public String cleanupPolicy() {
        return retention == null ? "compact" : "delete";
    }

    /** Returns whether the key is the patientId and the partition count that of all other keyed topics. */
    public boolean keyed() {
        return this != DEAD_LETTERS && this != FEEDS && this != ACCESS_EVENTS && this != INVITATIONS && this != HL7_RAW;
    }

    /** Returns the registry's subject for the values (TopicNameStrategy): {@code <topic>-value}. */
    public String subject() {
        return topicName + "-value";
    }

    /** Returns the topic of that name, or empty where the name is not in the contract. */
    public static Optional<Topics> named(String topicName) {
        return Optional.ofNullable(BY_NAME.get(topicName));
    }

    /**
     * Returns the topic on which records of this type are published.
     *
     * @throws IllegalArgumentException for a type that no topic carries
     */
    public static Topics carrying(Class<? extends SpecificRecord> valueType) {
        Topics topic = BY_VALUE.get(valueType);
        if (topic == null) {
            throw new IllegalArgumentException("no topic carries " + valueType.getName());
        }
        return topic;
    }

    /**
     * Creates the topics that are missing and leaves the existing ones as they are. May be called by several processes
     * at once.
     *
     * @param partitions partition count of every topic
     * @param replicationFactor copies of every partition; at most the number of brokers
     * @throws TopicMismatchException if an existing topic breaks the contract: nothing is created then
     * @throws org.apache.kafka.common.KafkaException if the brokers do not answer or refuse
     */
    public static void create(Admin admin, int partitions, int replicationFactor) {
        new TopicSetup(admin, partitions, replicationFactor).run();
    }

    /**
     * Makes the registry hold the schema of every topic and, where schemas are registered by us at all, guard it with
     * FULL_TRANSITIVE compatibility. What is learnt stays in the client.
     *
     * @throws org.blockwatch.schemas.registry.RegistryUnavailableException if no registry answers
     * @throws org.apache.kafka.common.errors.SerializationException if the registry refuses a schema
     */
    public static void register(RegistryClient registry) {
        for (Topics topic : values()) {
            topic.schema().ifPresent(schema -> registry.publish(topic.subject(), schema));
        }
    }

    /**
     * Returns the key of a record of the contract: its patientId; of a {@link #FEEDS} row its source, of an {@link
     * #ACCESS_EVENTS} record its user, of an invitation its linkId.
     *
     * @throws IllegalArgumentException for a record of no topic
     */
    public static String key(SpecificRecord record) {
        Topics topic = carrying(record.getClass());
        String name = switch (topic) {
            case FEEDS -> "source";
            case ACCESS_EVENTS -> "user";
            case INVITATIONS -> "linkId";
            default -> "patientId";
        };
        return (String) record.get(topic.schema().orElseThrow().getField(name).pos());
    }
}

package org.blockwatch.cli.access;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.blockwatch.cli.deadletters.LetterResender;
import org.blockwatch.cli.erase.Erasure;
import org.blockwatch.schemas.Topics;

/**
 * The least that each role needs on the cluster: the one place that says so. The page docs/security.md, the command {@code
 * acls} and the test against a secured broker all take it from here. READ and WRITE imply DESCRIBE.
 */
public final class Access {

    private static final Set<Topics> READ_BY_STREAMS_APP = Set.of(
            Topics.BLOCKS,
            Topics.ASSESSMENTS,
            Topics.VITALS,
            Topics.CARE_EVENTS,
            Topics.ALERT_RESPONSES,
            Topics.PAGE_EVENTS);
    private static final Set<Topics> WRITTEN_BY_STREAMS_APP = Set.of(
            Topics.ALERTS,
            Topics.RECOVERY,
            Topics.FOLLOW_UPS,
            Topics.PAGES,
            Topics.PAGE_EVENTS,
            Topics.FEEDS,
            Topics.DEAD_LETTERS);

    private static final List<Topics> SHOWN_BY_WARD_BOARD = List.of(
            Topics.RECOVERY,
            Topics.FEEDS,
            Topics.FOLLOW_UPS,
            Topics.INVITATIONS,
            Topics.ALERTS,
            Topics.ALERT_RESPONSES,
            Topics.PAGES,
            Topics.PAGE_EVENTS,
            Topics.BLOCKS,
            Topics.VITALS,
            Topics.CARE_EVENTS,
            Topics.DEAD_LETTERS);

    /** What the gateway's {@code transactional.id}s begin with. */
    private static final String GATEWAY_IDS = "blockwatch-gateway-";

    private final Names names;
    private final List<Grant> grants = new ArrayList<>();

    /**
     * The names that a site has given.
     *
     * @param applicationId streams-app's {@code application.id}
     * @param groupId alert-consumer's {@code group.id}
     * @param transactionalIds what alert-consumer's {@code transactional.id}s begin with
     * @param followUpGroup follow-up's {@code group.id}, with which its {@code transactional.id}s begin
     * @param canaries whether alert-consumer charts synthetic patients ({@code canary.every}); if not, it writes no statements
     */
    public record Names(
            String applicationId, String groupId, String transactionalIds, String followUpGroup, boolean canaries) {

        /** The names that the applications have by default. */
        public static final Names DEFAULT = new Names(
                "blockwatch", "blockwatch-alert-consumer", "blockwatch-alert-consumer-", "blockwatch-follow-up", true);
    }

    private Access(Names names) {
        this.names = names;
    }

    /** Returns every grant of every role. */
    public static List<Grant> grants(Names names) {
        Access access = new Access(names);
        access.streamsApp();
        access.alertConsumer();
        access.followUp();
        access.gateway();
        access.others();
        access.resender();
        access.eraser();
        return List.copyOf(access.grants);
    }

    private void streamsApp() {
        Role role = Role.STREAMS_APP;
        for (Topics topic : Topics.values()) {
            List<AclOperation> operations = new ArrayList<>(List.of(CREATE, DESCRIBE, DESCRIBE_CONFIGS));
            if (READ_BY_STREAMS_APP.contains(topic)) {
                operations.add(READ);
            }
            if (WRITTEN_BY_STREAMS_APP.contains(topic)) {
                operations.add(WRITE);
            }
            topic(role, topic, operations, "makes or checks the topic at the start" + use(topic));
        }
        String own = names.applicationId() + "-";
        allow(
                role,
                new ResourcePattern(ResourceType.TOPIC, own, PREFIXED),
                List.of(CREATE, DESCRIBE, DESCRIBE_CONFIGS, READ, WRITE),
                "its changelogs");
        allow(
                role,
                new ResourcePattern(ResourceType.GROUP, names.applicationId(), LITERAL),
                List.of(READ),
                "its group");
        allow(
                role,
                new ResourcePattern(ResourceType.TRANSACTIONAL_ID, own, PREFIXED),
                List.of(DESCRIBE, WRITE),
                "exactly once; Kafka Streams makes an id for every thread");
        brokersTime(role);
        for (String others : List.of(names.transactionalIds(), names.followUpGroup() + "-", GATEWAY_IDS)) {
            if (others.startsWith(own)) {
                add(
                        role,
                        AclPermissionType.DENY,
                        new ResourcePattern(ResourceType.TRANSACTIONAL_ID, others, PREFIXED),
                        List.of(WRITE),
                        "others', which begin like its own: it must not shut them out");
            }
        }
    }

    private static String use(Topics topic) {
        boolean read = READ_BY_STREAMS_APP.contains(topic);
        boolean written = WRITTEN_BY_STREAMS_APP.contains(topic);
        return read && written ? ", reads and writes it" : read ? ", reads it" : written ? ", writes it" : "";
    }

    private void alertConsumer() {
        Role role = Role.ALERT_CONSUMER;
        topic(role, Topics.PAGES, List.of(READ), "what is to be sent");
        topic(
                role,
                Topics.ALERTS,
                List.of(READ),
                "what has ended needs no page; what links and the JSON interface show");
        topic(role, Topics.ALERT_RESPONSES, List.of(READ, WRITE), "the fence before each send; answers from its doors");
        topic(role, Topics.PAGE_EVENTS, List.of(READ, WRITE), "what became of each page");
        topic(role, Topics.DEAD_LETTERS, List.of(WRITE), "requests that cannot be read");
        if (names.canaries()) {
            topic(role, Topics.BLOCKS, List.of(WRITE), "synthetic patients (not with canary.every = off)");
            topic(role, Topics.ASSESSMENTS, List.of(WRITE), "synthetic patients (not with canary.every = off)");
        }
        allow(role, new ResourcePattern(ResourceType.GROUP, names.groupId(), LITERAL), List.of(READ), "its group");
        allow(
                role,
                new ResourcePattern(ResourceType.TRANSACTIONAL_ID, names.transactionalIds(), PREFIXED),
                List.of(DESCRIBE, WRITE),
                "result and offset in one transaction; an id for every instance");
        brokersTime(role);
    }

    private void followUp() {
        Role role = Role.FOLLOW_UP;
        topic(role, Topics.FOLLOW_UPS, List.of(READ), "when a patient at home is to be asked");
        topic(role, Topics.INVITATIONS, List.of(READ, WRITE), "the links that it has given out");
        topic(role, Topics.ASSESSMENTS, List.of(WRITE), "what patients answer");
        allow(
                role,
                new ResourcePattern(ResourceType.GROUP, names.followUpGroup(), LITERAL),
                List.of(READ),
                "its group");
        allow(
                role,
                new ResourcePattern(ResourceType.TRANSACTIONAL_ID, names.followUpGroup() + "-", PREFIXED),
                List.of(DESCRIBE, WRITE),
                "one writer of invitations a partition");
        brokersTime(role);
    }

    private void brokersTime(Role role) {
        allow(
                role,
                new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", LITERAL),
                List.of(DESCRIBE),
                "the brokers' time, to hold its own clock against");
    }

    private void gateway() {
        Role role = Role.GATEWAY;
        Topics.STATEMENTS.forEach(topic ->
                topic(role, topic, List.of(READ, WRITE), "statements; to correct and to merge it reads what was sent"));
        topic(role, Topics.PATIENTS, List.of(READ, WRITE), "its own memory of places and merges");
        topic(role, Topics.FEEDS, List.of(WRITE), "how each source stands");
        topic(role, Topics.DEAD_LETTERS, List.of(WRITE), "messages that cannot be used");
        topic(role, Topics.HL7_RAW, List.of(WRITE), "messages as received (not with hl7.raw = false)");
        allow(
                role,
                new ResourcePattern(ResourceType.TRANSACTIONAL_ID, GATEWAY_IDS, PREFIXED),
                List.of(DESCRIBE, WRITE),
                "a message in one transaction; an id for every instance");
    }

    private void others() {
        Topics.STATEMENTS.forEach(topic -> topic(Role.PUBLISHER, topic, List.of(WRITE), "statements"));
        topic(Role.RESPONDER, Topics.ALERT_RESPONSES, List.of(WRITE), "answers");
        wardBoard();
        Arrays.stream(Topics.values())
                .forEach(topic -> topic(Role.OPERATIONS, topic, List.of(READ), "to look into; it commits no offsets"));
        for (String group : List.of(names.applicationId(), names.groupId(), names.followUpGroup())) {
            allow(
                    Role.OPERATIONS,
                    new ResourcePattern(ResourceType.GROUP, group, LITERAL),
                    List.of(DESCRIBE),
                    "how far it is behind");
        }
    }

    /** Answers go through alert-consumer's door: the board cannot write them. */
    private void wardBoard() {
        for (Topics topic : SHOWN_BY_WARD_BOARD) {
            topic(Role.WARD_BOARD, topic, List.of(READ), "what it shows; it commits no offsets");
        }
        topic(Role.WARD_BOARD, Topics.ASSESSMENTS, List.of(READ, WRITE), "the timeline; bedside examinations");
        topic(Role.WARD_BOARD, Topics.ACCESS_EVENTS, List.of(READ, WRITE), "who looked at whom; screens let in");
    }

    private void resender() {
        Role role = Role.RESENDER;
        topic(role, Topics.DEAD_LETTERS, List.of(READ, WRITE), "the letters; which of them it has sent");
        Topics.STATEMENTS.forEach(topic -> topic(role, topic, List.of(WRITE), "records sent again"));
        topic(role, Topics.ALERT_RESPONSES, List.of(WRITE), "records sent again");
        allow(
                role,
                new ResourcePattern(ResourceType.TRANSACTIONAL_ID, LetterResender.TRANSACTIONAL_ID, LITERAL),
                List.of(DESCRIBE, WRITE),
                "record and mark in one transaction; one at a time");
    }

    private void eraser() {
        Role role = Role.ERASER;
        for (Topics topic : Topics.values()) {
            if (topic.keyed() || topic == Topics.DEAD_LETTERS || topic == Topics.INVITATIONS) {
                boolean byAge = topic.retention().isPresent();
                topic(
                        role,
                        topic,
                        byAge ? List.of(READ, DESCRIBE_CONFIGS) : List.of(READ, WRITE),
                        byAge ? "the account: what stays, and until when" : "tombstones");
            }
        }
        allow(
                role,
                new ResourcePattern(ResourceType.TOPIC, names.applicationId() + "-", PREFIXED),
                List.of(READ, WRITE),
                "tombstones in the changelogs");
        allow(
                role,
                new ResourcePattern(ResourceType.GROUP, names.applicationId(), LITERAL),
                List.of(DESCRIBE),
                "whether a streams-app is running");
        allow(
                role,
                new ResourcePattern(ResourceType.TRANSACTIONAL_ID, Erasure.TRANSACTIONAL_ID, LITERAL),
                List.of(DESCRIBE, WRITE),
                "all or none; one at a time");
    }

    private void topic(Role role, Topics topic, List<AclOperation> operations, String why) {
        allow(role, new ResourcePattern(ResourceType.TOPIC, topic.topicName(), LITERAL), operations, why);
    }

    private void allow(Role role, ResourcePattern resource, List<AclOperation> operations, String why) {
        add(role, AclPermissionType.ALLOW, resource, operations, why);
    }

    private void add(
            Role role,
            AclPermissionType permission,
            ResourcePattern resource,
            List<AclOperation> operations,
            String why) {
        grants.add(new Grant(role, permission, resource, List.copyOf(operations), why));
    }
}

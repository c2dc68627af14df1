package org.blockwatch.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.blockwatch.schemas.Topics.ALERTS;
import static org.blockwatch.schemas.Topics.ALERT_RESPONSES;
import static org.blockwatch.schemas.Topics.DEAD_LETTERS;
import static org.blockwatch.schemas.Topics.PAGES;
import static org.blockwatch.schemas.Topics.PAGE_EVENTS;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.blockwatch.AlertConsumer;
import org.blockwatch.AlertConsumerSettings;
import org.blockwatch.clock.EngineClock;
import org.blockwatch.embedded.EmbeddedBroker;
import org.blockwatch.embedded.EmbeddedPlatform;
import org.blockwatch.embedded.Platform;
import org.blockwatch.embedded.WithPlatform;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.schemas.AvroDeserializer;
import org.blockwatch.schemas.AvroSerializer;
import org.blockwatch.schemas.Topics;
import org.blockwatch.schemas.registry.RegistryClient;
import org.blockwatch.service.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** alert-consumer on a real broker and registry, with a real receiver. */
@WithPlatform
@Timeout(120)
class PagerTest {

    private static final String TWO_PEOPLE = """
            name: two-people
            version: 1
            time-zone: Europe/Zurich
            people:
              dr-7:
                name: Dr Seven
                ways: [{channel: webhook}, {channel: console}]
              nurse-3:
                name: Nurse Three
                ways: [{channel: console}]
            roles:
              anaesthetist-on-call:
                - shifts: [{people: [dr-7]}]
              charge-nurse:
                - shifts: [{people: [nurse-3]}]
            """;

    private static final int PARTITIONS = 2;
    private static final int MANY = 20;
    private static final EngineClock CLOCK = EngineClock.system();

    private final Platform platform;
    private final Receiver receiver = new Receiver();
    private AvroSerializer<SpecificRecord> serializer;
    private AvroDeserializer<SpecificRecord> deserializer;
    private KafkaProducer<byte[], byte[]> producer;
    private String bootstrapServers;
    private String registryUrl;

    PagerTest(Platform platform) throws IOException {
        this.platform = platform;
    }

    @BeforeEach
    void connect() {
        connect(platform);
    }

    private void connect(Platform to) {
        registryUrl = to.registryUrl();
        serializer = new AvroSerializer<>(RegistryClient.of(Map.of("schema.registry.url", registryUrl)));
        deserializer = new AvroDeserializer<>(RegistryClient.of(Map.of("schema.registry.url", registryUrl)));
        connectTo(to.bootstrapServers());
    }

    private void connectTo(String brokers) {
        bootstrapServers = brokers;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            Topics.create(admin, PARTITIONS, 1);
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
        receiver.close();
    }

    @Test
    void shouldSendAPageOverEachChannelAndRecordWhatBecameOfIt() throws Exception {
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        try (AlertConsumer pager = started("both", console)) {
            ready(pager);
            send(PAGES, "p-both", page("p-both", 1));

            soon().until(() -> events("p-both").size() == 2);
            assertThat(events("p-both")).allSatisfy(event -> {
                assertThat(event.getKind()).isEqualTo(PageEventKind.ACCEPTED);
                assertThat(event.getLatencyMs()).isNotNull();
                assertThat(event.getPolicyVersion()).isEqualTo("default/1");
            });
            assertThat(events("p-both"))
                    .extracting(PageEvent::getChannel)
                    .containsExactlyInAnyOrder("console", "webhook");
            assertThat(receiver.ids())
                    .containsExactly(event("p-both", "webhook").getAttemptId());
            assertThat(console.toString(StandardCharsets.UTF_8))
                    .contains("PAGE  HIGH")
                    .doesNotContain("p-both");
        }
    }

    @Test
    void shouldSendNothingWhenAFreshGroupReadsTheTopicFromTheBeginning() throws Exception {
        try (AlertConsumer pager = started("first", new ByteArrayOutputStream())) {
            send(PAGES, "p-fresh", page("p-fresh", 1));
            send(PAGES, "p-old", expired("p-old"));
            soon().until(() -> events("p-fresh").size() == 2 && events("p-old").size() == 2);
        }
        assertThat(events("p-old")).extracting(PageEvent::getOutcome).containsOnly(PageOutcome.TOO_OLD);
        int sent = receiver.ids().size();

        ByteArrayOutputStream console = new ByteArrayOutputStream();
        try (AlertConsumer pager = started("fresh", console)) {
            ready(pager);
            send(PAGES, "p-fresh", page("p-fresh", 2));
            soon().until(() -> events("p-fresh").size() == 4); // it has read past all that was there
        }
        assertThat(receiver.ids()).hasSize(sent + 1);
        assertThat(console.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("PAGE")))
                .hasSize(1);
        assertThat(events("p-old")).hasSize(2);
    }

    @Test
    void shouldReachEachPersonOverTheNextWayWhenTheFirstIsDeadAndNobodyTwice(@TempDir Path directory) throws Exception {
        Path roster = Files.writeString(directory.resolve("roster.yaml"), TWO_PEOPLE);
        Map<String, String> settings = settings("people", "people");
        settings.put("roster", roster.toString());
        settings.put("webhook.url", "http://127.0.0.1:1/pages");
        try (AlertConsumer pager = started(settings, new ByteArrayOutputStream())) {
            send(PAGES, "p-people", staffed(1));
            soon().until(() -> events("p-people").size() == 3);
        }
        assertThat(events("p-people"))
                .extracting(PageEvent::getRecipient, PageEvent::getChannel, PageEvent::getOutcome)
                .containsExactlyInAnyOrder(
                        tuple("dr-7", "webhook", PageOutcome.CONNECT_FAILED),
                        tuple("dr-7", "console", PageOutcome.OK),
                        tuple("nurse-3", "console", PageOutcome.OK));
        assertThat(events("p-people"))
                .extracting(PageEvent::getRosterVersion)
                .containsOnly("two-people/1")
                .hasSize(3);

        settings.putAll(Map.of("group.id", "people-again", "webhook.url", receiver.url()));
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        try (AlertConsumer pager = started(settings, console)) {
            send(PAGES, "p-people", staffed(2));
            soon().until(() -> events("p-people").size() == 5); // it has read past all that was there
        }
        assertThat(receiver.ids()).hasSize(1);
        assertThat(console.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("PAGE")))
                .hasSize(1);
    }

    @Test
    void shouldHoldBackPagesOfAlertsThatHaveEndedOrBeenAnswered() throws Exception {
        send(ALERTS, "p-end", ended("p-end"));
        send(PAGES, "p-ack", page("p-ack", 1));
        send(ALERT_RESPONSES, "p-ack", answered("p-ack"));
        send(PAGES, "p-end", page("p-end", 1));

        try (AlertConsumer pager = started("states", new ByteArrayOutputStream())) {
            soon().until(() -> events("p-end").size() == 2 && events("p-ack").size() == 2);
        }

        assertThat(events("p-end")).extracting(PageEvent::getOutcome).containsOnly(PageOutcome.ALERT_ENDED);
        assertThat(events("p-ack")).extracting(PageEvent::getOutcome).containsOnly(PageOutcome.ALREADY_ACKNOWLEDGED);
        assertThat(receiver.ids()).isEmpty();
    }

    @Test
    void shouldPutGarbageAsideAndGoOn() throws Exception {
        producer.send(new ProducerRecord<>(PAGES.topicName(), bytes("p-garbage"), bytes("garbage")))
                .get();
        send(PAGES, "p-garbage", page("p-garbage", 1));

        try (AlertConsumer pager = started("garbage", new ByteArrayOutputStream())) {
            soon().until(() -> events("p-garbage").size() == 2);
        }

        assertThat(read(DEAD_LETTERS)).anySatisfy(letter -> {
            assertThat(letter.value()).asString().isEqualTo("garbage");
            assertThat(letter.headers().lastHeader("blockwatch.reason").value())
                    .asString()
                    .isEqualTo("UNDECODABLE");
        });
    }

    /** The process is killed when the receiver has the page and nobody yet knows. */
    @Test
    void shouldSendAPageAgainUnderTheSameIdAfterACrashAndRecordItOnce() throws Exception {
        receiver.holdAnswers();
        Process killed = process("crash");
        try {
            send(PAGES, "p-crash", page("p-crash", 1));
            soon().until(() -> receiver.ids().size() == 1);
            soon().until(() -> events("p-crash").size() == 1); // the console's: it was not held back by the webhook
        } finally {
            killed.destroyForcibly().waitFor();
        }
        receiver.answerAgain();

        ByteArrayOutputStream console = new ByteArrayOutputStream();
        try (AlertConsumer pager = started("crash", console)) {
            soon().until(() -> events("p-crash").size() == 2);
        }

        assertThat(receiver.ids())
                .hasSize(2)
                .containsOnly(event("p-crash", "webhook").getAttemptId());
        assertThat(console.toString(StandardCharsets.UTF_8)).isEmpty(); // printed and recorded before the crash
    }

    /** The receiver has taken the page while nothing could be recorded: it must not get it twice for that. */
    @Test
    void shouldSendAPageOnceThatWasTakenWhileTheBrokerWasAway(@TempDir Path directory) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(0, directory);
        int port = Integer.parseInt(broker.bootstrapServers().split(":")[1]);
        producer.close();
        connectTo(broker.bootstrapServers());
        receiver.holdAnswers();
        try (AlertConsumer pager = started("away", new ByteArrayOutputStream())) {
            send(PAGES, "p-away", page("p-away", 1));
            soon().until(() -> receiver.ids().size() == 1 && events("p-away").size() == 1);
            broker.close();
            receiver.answerAgain();
            soon().until(() -> !pager.unreadyReasons().isEmpty());

            broker = EmbeddedBroker.start(port, directory);

            soon().until(() -> events("p-away").size() == 2);
            send(PAGES, "p-away", page("p-away", 2));
            soon().until(() -> events("p-away").size() == 4);
            assertThat(receiver.ids()).hasSize(2).doesNotHaveDuplicates();
        } finally {
            producer.close();
            broker.close();
        }
    }

    /** Instances come and go; pages are asked for all the while. */
    @Test
    void shouldSendEachPageOnceWhileInstancesShareThem() throws Exception {
        try (AlertConsumer first = started("shared", "one", new ByteArrayOutputStream())) {
            ready(first);
            sendMany(1);
            try (AlertConsumer second = started("shared", "two", new ByteArrayOutputStream())) {
                sendMany(2);
                ready(second);
                sendMany(3);
                first.close();
                sendMany(4);
                soon().until(() ->
                        events(patient -> patient.startsWith("p-many-")).size() == 4 * 2 * MANY);
            }
        }
        assertThat(receiver.ids()).hasSize(4 * MANY).doesNotHaveDuplicates();
    }

    @Test
    void shouldGoOnWithoutTheRegistryOnceItHasStarted() throws Exception {
        try (EmbeddedPlatform own = EmbeddedPlatform.start()) {
            producer.close();
            connect(own);
            serializer.prepare(PAGES);
            try (AlertConsumer pager = started("registry", new ByteArrayOutputStream())) {
                ready(pager);
                own.registry().close();

                send(PAGES, "p-registry", page("p-registry", 1));

                soon().until(() -> read(PAGE_EVENTS).size() == 2);
            }
        }
    }

    private void sendMany(int step) {
        many().forEach(patient -> {
            byte[] value = serializer.serialize(PAGES.topicName(), page(patient, step));
            producer.send(new ProducerRecord<>(PAGES.topicName(), bytes(patient), value));
        });
    }

    private static Stream<String> many() {
        return IntStream.range(0, MANY).mapToObj(n -> "p-many-" + n);
    }

    private AlertConsumer started(String group, ByteArrayOutputStream console) {
        return started(group, group, console);
    }

    private AlertConsumer started(String group, String instance, ByteArrayOutputStream console) {
        return started(settings(group, instance), console);
    }

    private static AlertConsumer started(Map<String, String> settings, ByteArrayOutputStream console) {
        return AlertConsumer.start(
                Settings.of(AlertConsumerSettings.class, settings),
                CLOCK,
                new PrintStream(console, true, StandardCharsets.UTF_8));
    }

    private Process process(String group) throws IOException {
        ProcessBuilder process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AlertConsumer.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(new File("target", "pager-" + group + ".log"));
        settings(group, group)
                .forEach((key, value) ->
                        process.environment().put(key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        return process.start();
    }

    private Map<String, String> settings(String group, String instance) {
        return new HashMap<>(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "schema.registry.url",
                registryUrl,
                "http.port",
                "0",
                "group.id",
                group,
                "transactional.id",
                instance,
                "kafka.session.timeout.ms",
                "6000",
                "channels",
                "console,webhook",
                "webhook.url",
                receiver.url(),
                "webhook.secret",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    }

    private static void ready(AlertConsumer pager) {
        soon().untilAsserted(() -> assertThat(pager.unreadyReasons()).isEmpty());
    }

    private void send(Topics topic, String patient, SpecificRecord record)
            throws ExecutionException, InterruptedException {
        byte[] value = serializer.serialize(topic.topicName(), record);
        producer.send(new ProducerRecord<>(topic.topicName(), bytes(patient), value))
                .get();
    }

    private List<PageEvent> events(String patient) {
        return events(patient::equals);
    }

    private List<PageEvent> events(Predicate<String> patient) {
        return read(PAGE_EVENTS).stream()
                .map(record -> (PageEvent) deserializer.deserialize(PAGE_EVENTS.topicName(), record.value()))
                .filter(event -> patient.test(event.getPatientId()))
                .toList();
    }

    private PageEvent event(String patient, String channel) {
        return events(patient).stream()
                .filter(event -> channel.equals(event.getChannel()))
                .findFirst()
                .orElseThrow();
    }

    /** All that is committed. */
    private List<ConsumerRecord<byte[], byte[]>> read(Topics topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    private static PageRequest page(String patient, int step) {
        Instant now = CLOCK.now();
        return PageRequest.newBuilder()
                .setPageId(alert(patient) + "/1/" + step)
                .setAlertId(alert(patient))
                .setPatientId(patient)
                .setBlockId("b-" + patient)
                .setCode(AlertCode.DEFICIT_PERSISTS_4H)
                .setPriority(Priority.HIGH)
                .setReason(PageReason.ALERT_STARTED)
                .setTier(1)
                .setStep(step)
                .setRoles(List.of("proceduralist"))
                .setRequestedAt(now)
                .setDueAt(now)
                .setExpiresAt(now.plus(Duration.ofHours(12)))
                .setBlockAt(now.minus(Duration.ofHours(4)))
                .setSummary("Bed 12, 4 h after block: weak left leg persists. Examine now.")
                .setText("Bed 12, 4 h after block: weak left leg persists. Examine now.")
                .setPolicyVersion("default/1")
                .build();
    }

    private static PageRequest staffed(int step) {
        return PageRequest.newBuilder(page("p-people", step))
                .setRoles(List.of("anaesthetist-on-call", "charge-nurse"))
                .build();
    }

    private static PageRequest expired(String patient) {
        return PageRequest.newBuilder(page(patient, 1))
                .setRequestedAt(CLOCK.now().minus(Duration.ofHours(13)))
                .setExpiresAt(CLOCK.now().minus(Duration.ofHours(1)))
                .build();
    }

    private static Alert ended(String patient) {
        Instant now = CLOCK.now();
        return Alert.newBuilder()
                .setAlertId(alert(patient))
                .setPatientId(patient)
                .setBlockId("b-" + patient)
                .setBlockAt(now.minus(Duration.ofHours(4)))
                .setCode(AlertCode.DEFICIT_PERSISTS_4H)
                .setRule("R1")
                .setProtocolVersion("lumbar-medial-branch-block/1")
                .setPriority(Priority.HIGH)
                .setPhase(AlertPhase.END)
                .setDueAt(now)
                .setAt(now)
                .setStartedAt(now)
                .build();
    }

    private static AlertResponse answered(String patient) {
        return AlertResponse.newBuilder()
                .setEventId("r-" + patient)
                .setPatientId(patient)
                .setAlertId(alert(patient))
                .setKind(AlertResponseKind.ACKNOWLEDGED)
                .setBy("nurse-3")
                .setOccurredAt(CLOCK.now())
                .build();
    }

    private static String alert(String patient) {
        return "b-" + patient + "/DEFICIT_PERSISTS_4H/1";
    }

    /** Long enough for a busy machine. */
    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package org.blockwatch.cli.paging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.blockwatch.schemas.Topics.PAGE_EVENTS;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.blockwatch.cli.embedded.ChildJvm;
import org.blockwatch.consumer.AlertConsumer;
import org.blockwatch.consumer.AlertConsumerSettings;
import org.blockwatch.event.PageEvent;
import org.blockwatch.schemas.AvroDeserializer;
import org.blockwatch.schemas.AvroSerializer;
import org.blockwatch.schemas.Topics;
import org.blockwatch.schemas.registry.RegistryClient;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.settings.Settings;

/**
 * What is around alert-consumer: the topics on a broker, a webhook's receiver, whoever asks for pages, and a look at what
 * has become of them. Starts alert-consumers, here or as processes; who starts one ends it.
 */
final class PagerSite implements AutoCloseable {

    private static final int PARTITIONS = 2;

    final WebhookReceiver receiver = new WebhookReceiver();
    private final String bootstrapServers;
    private final String registryUrl;
    private final AvroSerializer<SpecificRecord> serializer;
    private final AvroDeserializer<SpecificRecord> deserializer;
    private final KafkaProducer<byte[], byte[]> producer;

    /** Makes the topics that are not there yet. */
    PagerSite(String bootstrapServers, String registryUrl) throws IOException {
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
        serializer = new AvroSerializer<>(RegistryClient.of(Map.of("schema.registry.url", registryUrl)));
        deserializer = new AvroDeserializer<>(RegistryClient.of(Map.of("schema.registry.url", registryUrl)));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Topics.create(admin, PARTITIONS, 1);
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Asks the registry now for what records of this topic need. */
    void prepare(Topics topic) {
        serializer.prepare(topic);
    }

    /** Puts a record on the topic and waits until it is there. */
    void send(Topics topic, String patient, SpecificRecord record) throws ExecutionException, InterruptedException {
        begin(topic, patient, record).get();
    }

    /** As {@link #send}, without the waiting. */
    Future<RecordMetadata> begin(Topics topic, String patient, SpecificRecord record) {
        return put(topic, patient, bytes(topic, record));
    }

    /** A record as it lies on its topic. */
    byte[] bytes(Topics topic, SpecificRecord record) {
        return serializer.serialize(topic.topicName(), record);
    }

    /** Puts on the topic what need not be a record of it. */
    Future<RecordMetadata> put(Topics topic, String patient, byte[] value) {
        return put(topic, patient, value, new RecordHeaders());
    }

    Future<RecordMetadata> put(Topics topic, String patient, byte[] value, Headers headers) {
        return producer.send(
                new ProducerRecord<>(topic.topicName(), null, null, patient.getBytes(UTF_8), value, headers));
    }

    /** The settings of an alert-consumer with both channels; a test may change them. */
    Map<String, String> settings(String group, String instance) {
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
                "30000", // a busy machine is no dead instance
                "webhook.timeout",
                "PT60S",
                "channels",
                "console,webhook",
                "webhook.url",
                receiver.url(),
                "webhook.secret",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    }

    /** An alert-consumer, alone in its group. */
    AlertConsumer started(String group, ByteArrayOutputStream console) {
        return started(settings(group, group), console);
    }

    AlertConsumer started(Map<String, String> settings, ByteArrayOutputStream console) {
        return AlertConsumer.start(
                Settings.of(AlertConsumerSettings.class, settings),
                EngineClock.system(),
                new PrintStream(console, true, UTF_8));
    }

    /** An alert-consumer in a process of its own, alone in its group. Its log is {@code target/pager-GROUP.log}. */
    Process process(String group) throws IOException {
        ProcessBuilder process = ChildJvm.of(
                        List.of(), System.getProperty("java.class.path"), AlertConsumer.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(new File("target", "pager-" + group + ".log"));
        Map<String, String> settings = settings(group, group);
        settings.put("kafka.session.timeout.ms", "10000"); // it is to be killed, and missed before long
        settings.forEach((key, value) ->
                process.environment().put(key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        return process.start();
    }

    static void awaitReady(AlertConsumer pager) {
        soon().untilAsserted(() -> assertThat(pager.unreadyReasons()).isEmpty());
    }

    /** What has become of the pages about this patient. */
    List<PageEvent> events(String patient) {
        return events(patient::equals);
    }

    List<PageEvent> events(Predicate<String> patient) {
        return read(PAGE_EVENTS).stream()
                .filter(record -> patient.test(new String(record.key(), UTF_8)))
                .map(record -> (PageEvent) deserializer.deserialize(PAGE_EVENTS.topicName(), record.value()))
                .toList();
    }

    /** The first about this patient over this channel. */
    PageEvent event(String patient, String channel) {
        return events(patient).stream()
                .filter(event -> channel.equals(event.getChannel()))
                .findFirst()
                .orElseThrow();
    }

    /** All that is committed. */
    List<ConsumerRecord<byte[], byte[]>> read(Topics topic) {
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

    /** How many pages a console has printed. */
    static long printed(ByteArrayOutputStream console) {
        return console.toString(UTF_8)
                .lines()
                .filter(line -> line.startsWith("PAGE"))
                .count();
    }

    /** Long enough for a busy machine. */
    static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(100));
    }

    @Override
    public void close() {
        producer.close();
        receiver.close();
    }
}

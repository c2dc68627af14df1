package org.blockwatch.bench.rig;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.blockwatch.bench.engine.MeasuredEngine;
import org.blockwatch.cli.ward.Arrival;
import org.blockwatch.schemas.AvroSerializer;
import org.blockwatch.schemas.Topics;
import org.blockwatch.schemas.registry.RegistryClient;
import org.jspecify.annotations.Nullable;

/** A broker and a registry in a JVM of their own, and what a benchmark asks of them. */
public final class BenchBus implements AutoCloseable {
    /** Of every topic. */
    public static final int PARTITIONS = 6;

    private static final Duration START_WITHIN = Duration.ofSeconds(90);
    private static final List<String> OPTIONS = List.of("-Xms1g", "-Xmx1g");

    private final Child child;
    private final Path logs;
    private final boolean profiled;
    private final String bootstrapServers;
    private final String registryUrl;
    private final Admin admin;

    private BenchBus(Child child, Path logs, boolean profiled, String bootstrapServers, String registryUrl) {
        this.child = child;
        this.logs = logs;
        this.profiled = profiled;
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
        this.admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /**
     * Starts one with the topics of the contract, empty.
     *
     * @param directory for its topics
     * @param logs a folder for what the broker and the engines beside it say
     * @param profiled whether engines leave a flight recording there
     */
    public static BenchBus open(Path directory, Path logs, boolean profiled) throws InterruptedException {
        Child child = Child.start(
                "broker",
                System.getProperty("java.class.path"),
                OPTIONS,
                logs.resolve("broker.log"),
                BrokerProcess.class.getName(),
                directory.resolve("broker").toString());
        try {
            BenchBus bus = new BenchBus(child, logs, profiled, child.line(START_WITHIN), child.line(START_WITHIN));
            bus.createTopics();
            return bus;
        } catch (RuntimeException | InterruptedException e) {
            child.close();
            throw e;
        }
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public String registryUrl() {
        return registryUrl;
    }

    /** Where logs are. */
    Path logs() {
        return logs;
    }

    /** Whether engines record a flight. */
    boolean profiled() {
        return profiled;
    }

    /** The broker's process. */
    public Child process() {
        return child;
    }

    private void createTopics() {
        Topics.create(admin, PARTITIONS, 1);
        await(admin.createTopics(List.of(new NewTopic(MeasuredEngine.OUTPUT, PARTITIONS, (short) 1)))
                .all());
        published(); // answers when every partition has its leader
    }

    /** Deletes every topic but those of statements, the engines' own too, and makes those of the contract again. */
    public void forgetResults() throws InterruptedException {
        List<String> statements =
                Topics.STATEMENTS.stream().map(Topics::topicName).toList();
        List<String> results = await(admin.listTopics().names()).stream()
                .filter(topic -> !statements.contains(topic))
                .toList();
        await(admin.deleteTopics(results).all());
        while (await(admin.listTopics().names()).stream().anyMatch(results::contains)) {
            Thread.onSpinWait();
        }
        createTopics();
    }

    /** Publishes statements as a hospital does, and returns how many when all are durable. */
    public long publish(Stream<Arrival> arrivals) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Map<String, Object> settings = Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG, "5",
                ProducerConfig.BATCH_SIZE_CONFIG, "65536");
        AvroSerializer<SpecificRecord> values =
                new AvroSerializer<>(RegistryClient.of(Map.of("schema.registry.url", registryUrl)));
        long count;
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), values)) {
            count = arrivals.peek(arrival -> producer.send(
                            new ProducerRecord<>(
                                    Topics.carrying(arrival.value().getClass()).topicName(),
                                    arrival.patientId(),
                                    arrival.value()),
                            (sent, e) -> failure.compareAndSet(null, e)))
                    .mapToLong(arrival -> 1)
                    .sum();
            producer.flush();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("The statements could not be published", failure.get());
        }
        return count;
    }

    /** How many statements there are. */
    public long published() {
        Map<TopicPartition, OffsetSpec> latest =
                statementPartitions().collect(Collectors.toMap(partition -> partition, p -> OffsetSpec.latest()));
        return await(admin.listOffsets(latest).all()).values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    /** How many statements a group has done with. */
    public long done(String group) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return statementPartitions()
                .map(committed::get)
                .filter(offset -> offset != null)
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    /** Which partitions each member of a group reads statements of. */
    public Map<String, Set<Integer>> members(String group) {
        Map<String, Set<Integer>> members = new TreeMap<>();
        await(Objects.requireNonNull(admin.describeConsumerGroups(List.of(group))
                        .describedGroups()
                        .get(group)))
                .members()
                .forEach(member -> members.put(
                        member.consumerId(),
                        member.assignment().topicPartitions().stream()
                                .filter(partition -> partition.topic().equals(Topics.BLOCKS.topicName()))
                                .map(TopicPartition::partition)
                                .collect(Collectors.toCollection(TreeSet::new))));
        return members;
    }

    private static Stream<TopicPartition> statementPartitions() {
        return Topics.STATEMENTS.stream()
                .flatMap(topic -> IntStream.range(0, PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(topic.topicName(), partition)));
    }

    /** Bytes in the logs of each topic but those of statements: what engines have durably written. */
    public Map<String, Long> written() {
        Collection<Integer> brokers = await(admin.describeCluster().nodes()).stream()
                .map(node -> node.id())
                .toList();
        Map<String, Long> sizes = new HashMap<>();
        await(admin.describeLogDirs(brokers).allDescriptions())
                .values()
                .forEach(directories -> directories
                        .values()
                        .forEach(directory -> directory
                                .replicaInfos()
                                .forEach((partition, replica) ->
                                        sizes.merge(partition.topic(), replica.size(), Long::sum))));
        Topics.STATEMENTS.forEach(topic -> sizes.remove(topic.topicName()));
        return sizes;
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The broker did not do what was asked: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the broker was asked", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
        child.close();
    }
}

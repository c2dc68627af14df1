package org.blockwatch.bench.rig;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.test.TestRecord;
import org.blockwatch.cli.embedded.KafkaNoise;
import org.blockwatch.cli.embedded.TemporaryDirectory;
import org.jspecify.annotations.Nullable;

/**
 * A processor of the live topology on its real stores, without brokers: Kafka's own driver gives it a context, and what would go to
 * topics and changelogs is counted. Kafka's driver commits after every record, which no application does; here a whole batch is one record to it.
 *
 * <p>To be used by one thread.
 *
 * @param <P> what is under test
 */
public final class Lab<P> implements AutoCloseable {
    /** The name of the processor under test, for what is wired behind it. */
    public static final String NODE = "lab";

    private static final String GO = "go";
    private static final String APPLICATION = "lab";
    private static final byte[] NOTHING = {};

    private final Path stateDir = TemporaryDirectory.create("blockwatch-lab-");
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> go;
    private final Map<String, Written> written = new HashMap<>();
    private @Nullable P subject;
    private Consumer<P> work = ignored -> {};

    /**
     * What went to a topic.
     *
     * @param bytes of keys and values
     */
    public record Written(long records, long bytes) {
        private static Written of(TestRecord<byte[], byte[]> record) {
            return new Written(1, record.key().length + (record.value() == null ? 0 : record.value().length));
        }

        private Written plus(Written more) {
            return new Written(records + more.records, bytes + more.bytes);
        }
    }

    /**
     * Opens the stores, empty.
     *
     * @param create makes what is under test, as a processor's {@code init} would
     * @param behind wires what stands behind the node {@link #NODE}
     */
    public Lab(
            List<StoreBuilder<?>> stores,
            Function<ProcessorContext<String, Object>, P> create,
            Consumer<Topology> behind) {
        KafkaNoise.mute();
        Topology topology = new Topology();
        topology.addSource(GO, new ByteArrayDeserializer(), new ByteArrayDeserializer(), GO);
        topology.addProcessor(NODE, () -> new Subject(create), GO);
        stores.forEach(store -> topology.addStateStore(store, NODE));
        behind.accept(topology);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:0"); // required, never used
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        driver = new TopologyTestDriver(topology, properties);
        go = driver.createInputTopic(GO, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Does something with it, inside one transaction. */
    public void run(Consumer<P> work) {
        this.work = work;
        go.pipeInput(NOTHING, NOTHING);
        for (String topic : driver.producedTopicNames()) {
            driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readRecordsToList()
                    .forEach(record -> written.merge(topic, Written.of(record), Written::plus));
        }
    }

    /** What is under test: for calls that only use stores without a changelog. */
    public P subject() {
        return Objects.requireNonNull(subject);
    }

    /** What has gone to topics since the last call, changelogs among them. */
    public Map<String, Written> written() {
        Map<String, Written> all = Map.copyOf(written);
        written.clear();
        return all;
    }

    @Override
    public void close() {
        driver.close();
        TemporaryDirectory.delete(stateDir);
    }

    private final class Subject implements Processor<byte[], byte[], String, Object> {
        private final Function<ProcessorContext<String, Object>, P> create;

        private Subject(Function<ProcessorContext<String, Object>, P> create) {
            this.create = create;
        }

        @Override
        public void init(ProcessorContext<String, Object> context) {
            subject = create.apply(context);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            work.accept(subject);
        }
    }
}

package org.blockwatch.bench.micro;

import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.schemas.AvroDeserializer;
import org.blockwatch.schemas.AvroSerializer;
import org.blockwatch.schemas.Topics;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Avro in the Confluent wire format, both ways, for every type of the contract; ids and schemas are known, as after a start. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
    @Param({
        "BLOCKS",
        "ASSESSMENTS",
        "VITALS",
        "CARE_EVENTS",
        "ALERT_RESPONSES",
        "ALERTS",
        "PAGES",
        "PAGE_EVENTS",
        "RECOVERY"
    })
    public Topics topic;

    private AutoCloseable registry;
    private AvroSerializer<SpecificRecord> serializer;
    private AvroDeserializer<SpecificRecord> deserializer;
    private SpecificRecord record;
    private byte @Nullable [] bytes;

    /** One record of the type, as the live topology makes it. */
    @Setup
    public void example() {
        LoneRegistry lone = LoneRegistry.open();
        registry = lone;
        serializer = new AvroSerializer<>(lone.client());
        deserializer = new AvroDeserializer<>(lone.client());
        record = Examples.of(topic);
        bytes = serializer.serialize(topic.topicName(), record);
    }

    @TearDown
    public void close() throws Exception {
        registry.close();
    }

    @Benchmark
    public byte @Nullable [] encode() {
        return serializer.serialize(topic.topicName(), record);
    }

    @Benchmark
    public @Nullable SpecificRecord decode() {
        return deserializer.deserialize(topic.topicName(), bytes);
    }
}

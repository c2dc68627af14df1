package org.blockwatch.bench.engine;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.blockwatch.schemas.Topics;

/** Kafka Streams with its exactly-once guarantee and no processor: every statement from source to sink. */
public final class StreamsCopy implements MeasuredEngine {

    @Override
    public Running start(Assignment assignment) {
        Topology topology = new Topology();
        topology.addSource(
                "statements",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topics.STATEMENTS.stream().map(Topics::topicName).toArray(String[]::new));
        topology.addSink("copy", OUTPUT, new ByteArraySerializer(), new ByteArraySerializer(), "statements");
        return RunningStreams.start(topology, KafkaSettings.streams(assignment));
    }
}

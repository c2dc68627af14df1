package org.blockwatch.bench.engine;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.blockwatch.bench.engine.MeasuredEngine.Running;

/** A topology on brokers. */
record RunningStreams(KafkaStreams streams) implements Running {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

    static RunningStreams start(Topology topology, Properties settings) {
        KafkaStreams streams = new KafkaStreams(topology, settings);
        streams.start();
        return new RunningStreams(streams);
    }

    @Override
    public boolean isReady() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    @Override
    public void close() {
        streams.close(
                CloseOptions.timeout(STOP_WITHIN).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }
}

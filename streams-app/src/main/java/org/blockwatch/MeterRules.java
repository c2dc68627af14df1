package org.blockwatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Set;

/** Which of Kafka's hundreds of measurements are worth showing: those that an alarm or a dashboard looks at. */
final class MeterRules {
    private static final Set<String> KAFKA = Set.of(
            "kafka.consumer.fetch.manager.records.lag.max",
            "kafka.consumer.fetch.manager.records.consumed.total",
            "kafka.consumer.coordinator.rebalance.total",
            "kafka.consumer.coordinator.failed.rebalance.total",
            "kafka.consumer.coordinator.last.heartbeat.seconds.ago",
            "kafka.producer.record.error.total",
            "kafka.producer.record.send.total",
            "kafka.stream.alive.stream.threads",
            "kafka.stream.failed.stream.threads",
            "kafka.stream.thread.process.latency.max",
            "kafka.stream.thread.punctuate.latency.max",
            "kafka.stream.thread.commit.latency.max",
            "kafka.stream.thread.commit.total",
            "kafka.stream.task.dropped.records.total",
            "kafka.stream.task.active.process.ratio");

    private MeterRules() {}

    static void apply(MeterRegistry meters) {
        meters.config()
                .meterFilter(
                        MeterFilter.deny(id -> id.getName().startsWith("kafka.") && !KAFKA.contains(id.getName())));
    }
}

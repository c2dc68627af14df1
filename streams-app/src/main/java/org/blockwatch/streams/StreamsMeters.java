package org.blockwatch.streams;

import static org.blockwatch.service.meter.Audience.ON_CALL;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.blockwatch.service.meter.Measure;
import org.jspecify.annotations.Nullable;

/** What is shown of tasks and threads: who judges which patients, and who stands by. */
final class StreamsMeters {
    private static final String ACTIVE = "active";
    private static final String STANDBY = "standby";

    private static final Measure TASKS = Measure.gauge(
                    "blockwatch.tasks",
                    "tasks",
                    "Tasks in this process: active ones judge, standby ones keep a copy of state",
                    ON_CALL)
            .by("role", List.of(ACTIVE, STANDBY));

    private static final Measure PARTITIONS = Measure.gauge(
            "blockwatch.partitions",
            "tasks",
            "Partitions of every keyed topic: so many active tasks there must be in all instances together",
            ON_CALL);

    private static final Measure REPLICAS = Measure.gauge(
            "blockwatch.standby.replicas",
            "copies",
            "Standby copies wanted of every task (num.standby.replicas)",
            ON_CALL);

    private static final Measure REPLACED = Measure.counter(
            "blockwatch.stream.threads.replaced",
            "threads",
            "Stream threads that died of an error and were replaced",
            ON_CALL);

    static final List<Measure> MEASURES = List.of(TASKS, PARTITIONS, REPLICAS, REPLACED);

    private final Counter replaced;

    /** @param streams the topology that runs; null while none does */
    StreamsMeters(StreamsSettings settings, Supplier<@Nullable KafkaStreams> streams, MeterRegistry meters) {
        TASKS.gauge(meters, () -> tasks(streams.get(), ThreadMetadata::activeTasks), ACTIVE);
        TASKS.gauge(meters, () -> tasks(streams.get(), ThreadMetadata::standbyTasks), STANDBY);
        PARTITIONS.gauge(meters, settings::partitions);
        REPLICAS.gauge(meters, settings::standbyReplicas);
        replaced = REPLACED.counter(meters);
    }

    /** A stream thread died and is replaced. */
    void threadReplaced() {
        replaced.increment();
    }

    private static int tasks(@Nullable KafkaStreams streams, Function<ThreadMetadata, Set<TaskMetadata>> role) {
        if (streams == null || !streams.state().isRunningOrRebalancing()) {
            return 0;
        }
        try {
            return streams.metadataForLocalThreads().stream()
                    .map(role)
                    .mapToInt(Collection::size)
                    .sum();
        } catch (IllegalStateException e) {
            return 0; // stopped meanwhile
        }
    }
}

package org.blockwatch.bench.flink;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.blockwatch.bench.engine.Assignment;
import org.blockwatch.bench.engine.MeasuredEngine;
import org.blockwatch.schemas.Topics;

/**
 * Detection on Flink: state in RocksDB, processing-time timers, a checkpoint every second, alerts written exactly once, that is, readable
 * when a checkpoint is complete. It has no ladders, no pages and no board, and so does less than Blockwatch. One slot, as Blockwatch has one
 * stream thread.
 */
public final class FlinkDetection implements MeasuredEngine {
    private static final Duration CHECKPOINT = Duration.ofSeconds(1);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    @Override
    public Running start(Assignment assignment) throws Exception {
        StreamExecutionEnvironment flink = StreamExecutionEnvironment.getExecutionEnvironment(settings(assignment));
        flink.setParallelism(1);
        flink.enableCheckpointing(CHECKPOINT.toMillis(), CheckpointingMode.EXACTLY_ONCE);
        flink.fromSource(source(assignment), WatermarkStrategy.noWatermarks(), "statements")
                .keyBy(statement -> statement.f0, Types.STRING)
                .process(new DetectionFunction(assignment.written()))
                .returns(Types.TUPLE(Types.STRING, Types.PRIMITIVE_ARRAY(Types.BYTE)))
                .sinkTo(sink(assignment));
        JobClient job = flink.executeAsync("blockwatch");
        AtomicBoolean closing = new AtomicBoolean();
        job.getJobExecutionResult().exceptionally(failure -> {
            if (!closing.get()) {
                Runtime.getRuntime().halt(1); // whoever measures must see it; the reason is in the log
            }
            return null;
        });
        return new Running() {
            @Override
            public boolean isReady() {
                return status(job) == JobStatus.RUNNING;
            }

            @Override
            public void close() throws ExecutionException, InterruptedException, TimeoutException {
                closing.set(true);
                job.cancel().get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
            }
        };
    }

    private static JobStatus status(JobClient job) {
        try {
            return job.getJobStatus().get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Configuration settings(Assignment assignment) {
        Path state = Path.of(assignment.stateDir());
        Configuration settings = new Configuration();
        settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                state.resolve("checkpoints").toUri().toString());
        settings.setString(
                "state.backend.rocksdb.localdir", state.resolve("rocksdb").toString());
        // What the live topology has for its stores and, by default, on a heap of 2 GB for patients; Flink's own 128 MB
        // are no match.
        settings.setString("taskmanager.memory.managed.size", "896m");
        settings.setString("state.backend.rocksdb.use-bloom-filter", "true");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "disable"); // a failure must be seen
        return settings;
    }

    private static KafkaSource<Tuple3<String, byte[], Long>> source(Assignment assignment) {
        return KafkaSource.<Tuple3<String, byte[], Long>>builder()
                .setBootstrapServers(assignment.bootstrapServers())
                .setGroupId(assignment.group())
                .setTopics(Topics.STATEMENTS.stream().map(Topics::topicName).toList())
                .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(new StatementBytes())
                .build();
    }

    private static KafkaSink<Tuple2<String, byte[]>> sink(Assignment assignment) {
        KafkaRecordSerializationSchema<Tuple2<String, byte[]>> alerts = (alert, context, at) ->
                new ProducerRecord<>(Topics.ALERTS.topicName(), alert.f0.getBytes(StandardCharsets.UTF_8), alert.f1);
        return KafkaSink.<Tuple2<String, byte[]>>builder()
                .setBootstrapServers(assignment.bootstrapServers())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(assignment.group())
                .setProperty("transaction.timeout.ms", "60000") // the broker refuses the connector's own hour
                .setProperty("linger.ms", "5")
                .setRecordSerializer(alerts)
                .build();
    }
}

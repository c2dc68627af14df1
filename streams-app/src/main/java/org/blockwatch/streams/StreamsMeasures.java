package org.blockwatch.streams;

import static org.blockwatch.service.meter.Audience.ON_CALL;
import static org.blockwatch.service.meter.Audience.PLATFORM;

import java.util.List;
import java.util.stream.Stream;
import org.blockwatch.service.clock.ClockWatch;
import org.blockwatch.service.meter.Audience;
import org.blockwatch.service.meter.Catalogue;
import org.blockwatch.service.meter.Measure;
import org.blockwatch.service.meter.Measure.Kind;
import org.blockwatch.service.meter.ProcessMeasures;
import org.blockwatch.streams.detection.RecoveryMeters;
import org.blockwatch.streams.escalation.LadderMeters;
import org.blockwatch.streams.intake.IntakeMeasures;
import org.blockwatch.streams.timer.TimerMeters;

/** Everything that streams-app shows; of Kafka's hundreds of measurements those that an alarm or a dashboard looks at. */
public final class StreamsMeasures {

    private static final String KAFKA_STREAMS = "Kafka Streams";
    private static final String CLIENT = "the name of a client in this process";
    private static final String THREAD = "the name of a stream thread in this process";
    private static final String VERSION = "the version of Kafka's clients";

    private static final List<Measure> KAFKA = List.of(
            thread("process.ratio", Kind.GAUGE, "Share of a stream thread's time that processing takes, 0 to 1"),
            thread("punctuate.ratio", Kind.GAUGE, "Share of a stream thread's time that timers take, 0 to 1"),
            thread("commit.ratio", Kind.GAUGE, "Share of a stream thread's time that commits take, 0 to 1"),
            thread(
                    "poll.ratio",
                    Kind.GAUGE,
                    "Share of a stream thread's time that it waits for records, 0 to 1: it is idle"),
            thread("process.latency.max", Kind.GAUGE, "The longest that one record took lately, milliseconds"),
            thread("punctuate.latency.max", Kind.GAUGE, "The longest that one tick took lately, milliseconds"),
            thread("commit.latency.max", Kind.GAUGE, "The longest that one commit took lately, milliseconds"),
            thread("commit.total", Kind.COUNTER, "Commits"),
            client("kafka.stream.alive.stream.threads", Kind.GAUGE, "Stream threads that live", ON_CALL),
            client("kafka.stream.failed.stream.threads", Kind.COUNTER, "Stream threads that died", ON_CALL),
            client(
                    "kafka.consumer.fetch.manager.records.lag.max",
                    Kind.GAUGE,
                    "Records by which the furthest partition of a consumer is behind; of restore consumers: state still to be"
                            + " read, NaN where there is none",
                    ON_CALL),
            client("kafka.consumer.fetch.manager.records.consumed.total", Kind.COUNTER, "Records read", PLATFORM),
            client(
                    "kafka.consumer.coordinator.rebalance.total",
                    Kind.COUNTER,
                    "Rebalances that went through",
                    PLATFORM),
            client(
                    "kafka.consumer.coordinator.failed.rebalance.total",
                    Kind.COUNTER,
                    "Rebalances that did not",
                    PLATFORM),
            client(
                    "kafka.consumer.coordinator.last.heartbeat.seconds.ago",
                    Kind.GAUGE,
                    "Since when the group's coordinator has not been heard, seconds",
                    PLATFORM),
            client("kafka.producer.record.send.total", Kind.COUNTER, "Records written", PLATFORM),
            client("kafka.producer.record.error.total", Kind.COUNTER, "Records that could not be written", PLATFORM));

    /** All of it. */
    public static final Catalogue CATALOGUE = new Catalogue(Stream.of(
                    RecoveryMeters.MEASURES,
                    TimerMeters.MEASURES,
                    LadderMeters.MEASURES,
                    IntakeMeasures.ALL,
                    StreamsMeters.MEASURES,
                    ClockWatch.MEASURES,
                    KAFKA,
                    ProcessMeasures.ALL)
            .flatMap(List::stream)
            .toList());

    private StreamsMeasures() {}

    private static Measure thread(String name, Kind kind, String meaning) {
        return Measure.of(KAFKA_STREAMS, "kafka.stream.thread." + name, kind, "", meaning, PLATFORM)
                .byConfigured("kafka_version", VERSION)
                .byConfigured("thread_id", THREAD);
    }

    private static Measure client(String name, Kind kind, String meaning, Audience audience) {
        return Measure.of(KAFKA_STREAMS, name, kind, "", meaning, audience)
                .byConfigured("client_id", CLIENT)
                .byConfigured("kafka_version", VERSION);
    }
}

package org.blockwatch.bench.micro;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.blockwatch.bench.feed.Charting;
import org.blockwatch.cli.embedded.KafkaNoise;
import org.blockwatch.cli.embedded.TemporaryDirectory;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.clock.VirtualClock;
import org.blockwatch.streams.OfflineTopology;
import org.blockwatch.streams.site.SitePractice;

/** One record of every type; those that come out are the live topology's own, about a patient whose leg stays weak. */
final class Examples {
    private static final Instant BLOCK_AT = Instant.parse("2026-03-01T09:00:00Z");
    private static final Duration FIVE_HOURS = Duration.ofHours(5);
    private static final String PATIENT = "p0000001";

    private Examples() {}

    static SpecificRecord of(Topics topic) {
        return switch (topic) {
            case BLOCKS -> Charting.block(PATIENT, "block", BLOCK_AT);
            case ASSESSMENTS -> Charting.assessment(PATIENT, "examined", BLOCK_AT.plusSeconds(600), true, true);
            case VITALS -> Charting.vitals(PATIENT, "vitals", BLOCK_AT, new SplittableRandom(1));
            case CARE_EVENTS -> Charting.care(PATIENT, "care", BLOCK_AT, new SplittableRandom(1));
            case ALERT_RESPONSES -> answer();
            case ALERTS, PAGES, PAGE_EVENTS, RECOVERY -> produced(topic);
            case FOLLOW_UPS, INVITATIONS -> throw new IllegalArgumentException("nobody in the example goes home");
            case FEEDS, ACCESS_EVENTS, PATIENTS -> throw new IllegalArgumentException("not an example: " + topic);
            case HL7_RAW, DEAD_LETTERS -> throw new IllegalArgumentException("bytes as received have no type");
        };
    }

    private static AlertResponse answer() {
        return AlertResponse.newBuilder()
                .setEventId("ack")
                .setPatientId(PATIENT)
                .setAlertId("block/DEFICIT_PERSISTS_4H/1")
                .setKind(AlertResponseKind.ACKNOWLEDGED)
                .setBy("anaesthetist-on-call")
                .setOccurredAt(BLOCK_AT.plus(FIVE_HOURS))
                .build();
    }

    /** The last one on its topic five hours after the block. */
    private static SpecificRecord produced(Topics topic) {
        KafkaNoise.mute();
        VirtualClock clock = EngineClock.virtual(BLOCK_AT);
        Path stateDir = TemporaryDirectory.create("blockwatch-examples-");
        OfflineTopology pipeline =
                OfflineTopology.of(clock, SitePractice.shipped(), stateDir, new SimpleMeterRegistry());
        try (var driver = new TopologyTestDriver(pipeline.topology(), pipeline.properties(), BLOCK_AT)) {
            for (Topics input : new Topics[] {Topics.BLOCKS, Topics.ASSESSMENTS}) {
                driver.createInputTopic(
                                input.topicName(),
                                new StringSerializer(),
                                pipeline.values().serializer())
                        .pipeInput(new TestRecord<>(PATIENT, of(input), BLOCK_AT));
            }
            for (Duration gone = Duration.ZERO; gone.compareTo(FIVE_HOURS) < 0; gone = gone.plusMinutes(15)) {
                clock.advance(Duration.ofMinutes(15));
                driver.advanceWallClockTime(Duration.ofMillis(1)); // a tick
            }
            var records = driver.createOutputTopic(
                            topic.topicName(),
                            new StringDeserializer(),
                            pipeline.values().deserializer())
                    .readValuesToList();
            return records.get(records.size() - 1);
        } finally {
            TemporaryDirectory.delete(stateDir);
        }
    }
}

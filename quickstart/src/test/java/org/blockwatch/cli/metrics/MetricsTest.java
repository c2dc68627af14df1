package org.blockwatch.cli.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.blockwatch.cli.embedded.Applications;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.cli.kafka.Publisher;
import org.blockwatch.consumer.ConsumerMeasures;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.meter.Catalogue;
import org.blockwatch.service.meter.Label;
import org.blockwatch.service.meter.Measure;
import org.blockwatch.service.meter.Measure.Kind;
import org.blockwatch.streams.StreamsMeasures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What both applications show once a patient has been watched, paged for and answered for, with every door open. */
@WithPlatform
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTest {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    /** What nobody else would write: wherever it turns up, it has leaked. */
    private static final String MARK = "qzx";

    private static final String PATIENT = MARK + "-mrn-4711";
    private static final String BLOCK = MARK + "-block";
    private static final String ALERT = BLOCK + "/RED_FLAG_MRI/1";

    private static final String ROSTER = """
            name: %1$s-ward
            version: 1
            time-zone: UTC
            people:
              %1$s-berg: {name: Dr %1$s Berg, aka: [%1$s-dr-1], ways: [{channel: console}]}
            roles:
              anaesthetist-on-call: [{shifts: [{people: [%1$s-berg]}]}]
            """.formatted(MARK);

    private final EngineClock clock = EngineClock.system();

    private Applications apps;
    private Scrape streams;
    private Scrape consumer;

    /** The two applications. */
    enum App {
        STREAMS_APP(StreamsMeasures.CATALOGUE),
        ALERT_CONSUMER(ConsumerMeasures.CATALOGUE);

        private final Catalogue catalogue;

        App(Catalogue catalogue) {
            this.catalogue = catalogue;
        }
    }

    @BeforeAll
    void watchAPatient(Platform platform, @TempDir Path folder) throws IOException {
        Path roster = Files.writeString(folder.resolve("roster.yaml"), ROSTER);
        apps = Applications.start(
                platform,
                Applications.Plan.of(
                                clock,
                                folder.resolve("state"),
                                new PrintStream(new ByteArrayOutputStream(), true, UTF_8))
                        .roster(roster)
                        .consumer(Map.of(
                                "canary.every", "PT5S",
                                "canary.within", "PT4.9S",
                                "link.base", "https://pages.hospital.example",
                                "link.secret", "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA==",
                                "api.tokens", "desk=0123456789abcdef0123456789abcdef")));
        try (var bus = Publisher.to(platform)) {
            Instant now = clock.now();
            bus.publish(PlainJson.readStatement("""
                    {"type":"BlockPerformed","eventId":"%2$s","blockId":"%2$s","patientId":"%1$s","occurredAt":"%3$s",
                     "source":"%4$s-epr","encounterId":"%4$s-enc","laterality":"LEFT","baseline":{},
                     "guidance":"FLUOROSCOPY_WITH_CONTRAST","aspiration":"NEGATIVE","proceduralistId":"%4$s-dr-1",
                     "location":{"unit":"%4$s-unit","bed":"%4$s-bed"}}
                    """.formatted(PATIENT, BLOCK, now.minusSeconds(1800), MARK)));
            bus.publish(PlainJson.readStatement("""
                    {"type":"NeuroAssessment","eventId":"%2$s-a1","patientId":"%1$s","occurredAt":"%3$s",
                     "assessorId":"%2$s-rn-9","exam":{"saddleAnaesthesia":"PRESENT"}}
                    """.formatted(PATIENT, MARK, now.minusSeconds(60))));
            await().atMost(LIMIT)
                    .until(() -> scrape(App.ALERT_CONSUMER).sum("blockwatch_pages_total", "outcome", "OK") >= 1);
            bus.publish(AlertResponse.newBuilder()
                    .setEventId(MARK + "-answer")
                    .setPatientId(PATIENT)
                    .setAlertId(ALERT)
                    .setKind(AlertResponseKind.ACKNOWLEDGED)
                    .setBy(MARK + "-dr-1")
                    .setOccurredAt(clock.now())
                    .build());
        }
        await().atMost(LIMIT).until(() -> scrape(App.STREAMS_APP).sum("blockwatch_answer_time_seconds_count") == 1);
        await().atMost(LIMIT)
                .until(() -> scrape(App.ALERT_CONSUMER).sum("blockwatch_canary_round_trip_seconds_count") >= 1);
        System.gc(); // a pause is shown once there has been one
        await().atMost(Duration.ofMinutes(3)) // Micrometer looks once a minute for measurements that Kafka adds later
                .until(() -> missing(App.STREAMS_APP).isEmpty()
                        && missing(App.ALERT_CONSUMER).isEmpty());
        streams = scrape(App.STREAMS_APP);
        consumer = scrape(App.ALERT_CONSUMER);
    }

    @AfterAll
    void stop() {
        if (apps != null) {
            apps.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNameNoPatientNoBedAndNobodyOfTheStaff(App app) {
        assertThat(shown(app).text()).isNotEmpty().doesNotContain(MARK);
    }

    @ParameterizedTest
    @EnumSource
    void shouldShowWhatTheCatalogueSays(App app) {
        assertThat(missing(app)).as("in the catalogue and not shown").isEmpty();
        Map<String, Measure> known = families(app.catalogue);
        for (Scrape.Sample sample : shown(app).samples()) {
            Measure measure = known.get(sample.name());
            assertThat(measure).as("%s is not in the catalogue", sample).isNotNull();
            Set<String> labels = new HashSet<>(sample.labels().keySet());
            labels.remove("le");
            assertThat(labels)
                    .as(sample.toString())
                    .containsExactlyInAnyOrderElementsOf(
                            measure.labels().stream().map(Label::name).toList());
            measure.labels().stream()
                    .filter(Label::isClosed)
                    .forEach(label -> assertThat(label.values())
                            .as(sample.toString())
                            .contains(sample.labels().get(label.name())));
        }
    }

    /** A counter that appears with its first increase hides it: Prometheus sees no rise. */
    @ParameterizedTest
    @EnumSource
    void shouldShowWhatHasNeverHappenedAsZero(App app) {
        List<Measure> counters = app.catalogue.measures().stream()
                .filter(measure ->
                        measure.kind() == Kind.COUNTER && measure.name().startsWith("blockwatch."))
                .toList();
        assertThat(counters).isNotEmpty();
        for (Measure counter : counters) {
            for (List<String> labels : sets(counter)) {
                assertThat(shown(app).values(counter.prometheusName(), labels.toArray(String[]::new)))
                        .as("%s of %s", counter.prometheusName(), labels)
                        .isNotEmpty();
            }
        }
    }

    /** Label, value, label, value: every set that must be there. */
    private static List<List<String>> sets(Measure counter) {
        List<Label> closed = counter.labels().stream().filter(Label::isClosed).toList();
        if (counter.name().equals("blockwatch.page.decisions")) { // not every kind has every outcome
            return closed.stream()
                    .flatMap(label -> label.values().stream().map(value -> List.of(label.name(), value)))
                    .toList();
        }
        List<List<String>> sets = List.of(List.of());
        for (Label label : closed) {
            sets = sets.stream()
                    .flatMap(set -> label.values().stream()
                            .map(value -> Stream.concat(set.stream(), Stream.of(label.name(), value))
                                    .toList()))
                    .toList();
        }
        return sets;
    }

    @Test
    void shouldCountWhatIsOpen() {
        assertThat(streams.values("blockwatch_blocks_open", "stage", "RED_FLAG"))
                .containsExactly(1.0);
        assertThat(streams.sum("blockwatch_blocks_open")).isEqualTo(1);
        assertThat(streams.values("blockwatch_alerts_open", "code", "RED_FLAG_MRI", "priority", "HIGH"))
                .containsExactly(1.0);
        assertThat(streams.values("blockwatch_ladders_open", "priority", "HIGH", "state", "ACKNOWLEDGED"))
                .containsExactly(1.0);
        assertThat(streams.values("blockwatch_tasks", "role", "active")).containsExactly(3.0);
        assertThat(streams.values("blockwatch_answer_time_seconds_count", "tier", "1"))
                .containsExactly(1.0);
        assertThat(streams.sum("blockwatch_timers_overdue_seconds")).isLessThan(LIMIT.toSeconds());
        assertThat(streams.sum("blockwatch_watermark_age_seconds")).isLessThan(LIMIT.toSeconds());
    }

    @Test
    void shouldShowBothAsReady() {
        assertThat(streams.values("blockwatch_ready")).containsExactly(1.0);
        assertThat(consumer.values("blockwatch_ready")).containsExactly(1.0);
    }

    private Scrape shown(App app) {
        return app == App.STREAMS_APP ? streams : consumer;
    }

    private Scrape scrape(App app) {
        URI door = app == App.STREAMS_APP ? apps.streamsDoor() : apps.consumerDoor();
        return Scrape.of(door);
    }

    private List<String> missing(App app) {
        Set<String> names = new HashSet<>();
        scrape(app).samples().forEach(sample -> names.add(sample.name()));
        return app.catalogue.measures().stream()
                .map(measure -> measure.prometheusName() + (measure.kind() == Kind.TIMER ? "_count" : ""))
                .filter(name -> !names.contains(name))
                .toList();
    }

    /** Every name of a line, with the measure that it belongs to. */
    private static Map<String, Measure> families(Catalogue catalogue) {
        Map<String, Measure> families = new HashMap<>(catalogue.measures().stream()
                .filter(measure -> measure.kind() != Kind.TIMER)
                .collect(toMap(Measure::prometheusName, Function.identity())));
        catalogue.measures().stream()
                .filter(measure -> measure.kind() == Kind.TIMER)
                .forEach(timer -> List.of("_count", "_sum", "_max", "_bucket")
                        .forEach(suffix -> families.put(timer.prometheusName() + suffix, timer)));
        return families;
    }
}

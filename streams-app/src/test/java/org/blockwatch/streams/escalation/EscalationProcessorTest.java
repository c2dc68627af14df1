package org.blockwatch.streams.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.blockwatch.streams.escalation.AlertExamples.FOUR_HOURS_LATER;
import static org.blockwatch.streams.escalation.AlertExamples.PATIENT;
import static org.blockwatch.streams.escalation.AlertExamples.alert;
import static org.blockwatch.streams.escalation.AlertExamples.answer;
import static org.blockwatch.streams.escalation.AlertExamples.result;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.ClockBasis;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.schemas.StateSerde;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.clock.VirtualClock;
import org.blockwatch.state.LadderState;
import org.blockwatch.streams.alert.AlertTransitions;
import org.blockwatch.streams.detection.RecoveryProcessor;
import org.blockwatch.streams.intake.DrainGate;
import org.blockwatch.streams.intake.FailureCounts;
import org.blockwatch.streams.intake.Refusal;
import org.blockwatch.streams.site.SitePractice;
import org.blockwatch.streams.timer.TimerMeters;
import org.blockwatch.streams.timer.TimerService;
import org.blockwatch.streams.timer.Timers;
import org.blockwatch.streams.timer.Timers.Budget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EscalationProcessorTest {

    private static final Duration TICK = Duration.ofMillis(250);

    @TempDir
    private Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final VirtualClock clock = EngineClock.virtual(FOUR_HOURS_LATER);
    private TopologyTestDriver driver;
    private TestInputTopic<String, String> judgements;
    private List<Alert> judged = List.of();
    private Optional<LadderState> kept = Optional.empty();
    private Optional<CountingLadders> counting = Optional.empty();
    private TestInputTopic<String, AlertResponse> answers;
    private TestInputTopic<String, PageEvent> results;
    private TestOutputTopic<String, PageRequest> pages;
    private TestOutputTopic<String, PageEvent> trail;

    @BeforeEach
    void start() {
        start(1);
    }

    /** Runs partition 0 of so many. */
    private void start(int partitions) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        driver = new TopologyTestDriver(topology(partitions), properties, FOUR_HOURS_LATER);
        judgements = driver.createInputTopic(
                "judgements", Serdes.String().serializer(), Serdes.String().serializer());
        answers = driver.createInputTopic(
                "answers",
                Serdes.String().serializer(),
                serde(AlertResponse.class).serializer());
        results = driver.createInputTopic(
                "events", Serdes.String().serializer(), serde(PageEvent.class).serializer());
        pages = driver.createOutputTopic(
                "pages",
                Serdes.String().deserializer(),
                serde(PageRequest.class).deserializer());
        trail = driver.createOutputTopic(
                "events", Serdes.String().deserializer(), serde(PageEvent.class).deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void shouldPageOnceThoughItReadsItsOwnTrailBack() {
        judge(alert(AlertPhase.START, Priority.HIGH, clock.now()));
        pass(Duration.ofMinutes(1));

        assertThat(pages.readKeyValuesToList()).singleElement().satisfies(page -> {
            assertThat(page.key).isEqualTo(PATIENT);
            assertThat(page.value.getSummary()).startsWith("HIGH 4B bed 12, 4h00 after block");
        });
        assertThat(kinds()).containsExactly(PageEventKind.REQUESTED);
    }

    @Test
    void shouldRetryAFailedChannelAtItsInstantAndNotAfterAnAnswer() {
        judge(alert(AlertPhase.START, Priority.HIGH, clock.now()));
        PageRequest first = pages.readValue();
        results.pipeInput(PATIENT, result(first, "webhook", PageEventKind.FAILED, null));

        pass(Duration.ofMillis(750));
        assertThat(pages.isEmpty()).isTrue();
        pass(TICK);
        PageRequest second = pages.readValue();
        assertThat(second.getAttempt()).isEqualTo(2);

        results.pipeInput(PATIENT, result(second, "webhook", PageEventKind.FAILED, null));
        answers.pipeInput(PATIENT, answer(AlertResponseKind.ACKNOWLEDGED, "nurse-1", clock.now()));
        pass(Duration.ofMinutes(5));

        assertThat(pages.isEmpty()).isTrue();
        assertThat(kinds())
                .containsExactly(PageEventKind.REQUESTED, PageEventKind.REQUESTED, PageEventKind.ACKNOWLEDGED);
    }

    @Test
    void shouldForgetALadderAtTheEndOfItsAlert() {
        judge(alert(AlertPhase.START, Priority.HIGH, clock.now()));
        PageRequest page = pages.readValue();
        results.pipeInput(PATIENT, result(page, "webhook", PageEventKind.FAILED, null));
        judge(alert(AlertPhase.END, Priority.HIGH, clock.now()));
        results.pipeInput(PATIENT, result(page, "console", PageEventKind.FAILED, null));
        pass(Duration.ofMinutes(5));

        assertThat(pages.isEmpty()).isTrue();
        try (var ladders = driver.getKeyValueStore("ladders").all()) {
            assertThat(ladders).isExhausted();
        }
        assertThat(Timers.earliest(driver.getKeyValueStore(Timers.STORE))).isEmpty();
    }

    @Test
    void shouldPageOnceForWhatIsJudgedAtOnceAndForWhatIsDueAtOneTick() {
        Alert other = alert(AlertPhase.START, Priority.HIGH, clock.now());
        Alert worst = alert(AlertPhase.START, Priority.HIGH, clock.now());
        worst.setAlertId("b1/UNSAFE_DISCHARGE/1");
        worst.setCode(AlertCode.UNSAFE_DISCHARGE);
        judge(other, worst);
        pass(Duration.ofMinutes(15));

        assertThat(pages.readValuesToList())
                .extracting(
                        PageRequest::getAlertId,
                        PageRequest::getTier,
                        page -> page.getAlso().get(0).getAlertId())
                .containsExactly(
                        tuple("b1/UNSAFE_DISCHARGE/1", 1, AlertExamples.ALERT),
                        tuple("b1/UNSAFE_DISCHARGE/1", 2, AlertExamples.ALERT),
                        tuple("b1/UNSAFE_DISCHARGE/1", 3, AlertExamples.ALERT),
                        tuple("b1/UNSAFE_DISCHARGE/1", 3, AlertExamples.ALERT));
        assertThat(meters.get("blockwatch.timers.open")
                        .tag("kind", "ladder")
                        .gauge()
                        .value())
                .isEqualTo(2);
        assertThat(laddersOpen("HIGH", "UNPAGED"))
                .as("no channel has taken the page of the one that carries it")
                .isEqualTo(1);
        assertThat(laddersOpen("HIGH", "PAGED"))
                .as("told by the page of the other")
                .isEqualTo(1);

        driver.close();
        assertThat(laddersOpen("HIGH", "UNPAGED") + laddersOpen("HIGH", "PAGED"))
                .as("a task that leaves takes its ladders with it")
                .isZero();
        start(1); // there is one to stop
    }

    @Test
    void shouldPageForARiseThatComesAfterAnAnswerAtTheSameInstantAndNotForOneThatIsAnswered() {
        judge(alert(AlertPhase.START, Priority.MEDIUM, clock.now()));
        answers.pipeInput(PATIENT, answer(AlertResponseKind.ACKNOWLEDGED, "nurse-1", clock.now()));
        judge(alert(AlertPhase.ESCALATE, Priority.HIGH, clock.now()));
        assertThat(pages.readValuesToList()).last().satisfies(page -> {
            assertThat(page.getReason()).isEqualTo(PageReason.ALERT_ESCALATED);
            assertThat(page.getLastAnswer()).as("known, and overtaken").isEqualTo(0);
        });

        answers.pipeInput(PATIENT, answer(AlertResponseKind.ACKNOWLEDGED, "nurse-2", clock.now()));
        pass(Duration.ofMinutes(6));

        assertThat(pages.isEmpty()).isTrue();
        assertThat(meters.get("blockwatch.answer.time").tag("tier", "1").timer().count())
                .isEqualTo(2);
    }

    @Test
    void shouldGoThroughEmptyTiersAtOnceAndOnceForEachRepeat() {
        judge(alert(AlertPhase.START, Priority.HIGH, clock.now()));
        for (int round = 0; round < 3; round++) {
            for (int tier = 1; tier <= 3; tier++) {
                PageRequest page = pages.readValue();
                assertThat(page.getTier()).isEqualTo(tier);
                PageEvent empty = result(page, "none", PageEventKind.UNDELIVERABLE, null);
                empty.setChannel(null);
                empty.setOutcome(PageOutcome.NO_RECIPIENT);
                results.pipeInput(PATIENT, empty);
            }
            assertThat(pages.isEmpty()).isTrue();
            pass(Duration.ofMinutes(5));
        }
        assertThat(meters.get("blockwatch.empty.tiers").counter().count()).isEqualTo(9);
    }

    @Test
    void shouldClimbWhenDeclinedAndRecordWhatIsAnsweredAfterTheEnd() {
        judge(alert(AlertPhase.START, Priority.HIGH, clock.now()));
        answers.pipeInput(PATIENT, answer(AlertResponseKind.DECLINED, "nurse-1", clock.now()));
        assertThat(pages.readValuesToList()).extracting(PageRequest::getTier).containsExactly(1, 2);

        judge(alert(AlertPhase.END, Priority.HIGH, clock.now()));
        pass(Duration.ofMinutes(2));
        kinds();
        answers.pipeInput(PATIENT, answer(AlertResponseKind.ACKNOWLEDGED, "nurse-2", clock.now()));

        assertThat(trail.readValuesToList())
                .extracting(PageEvent::getKind, PageEvent::getOutcome, PageEvent::getAnswerId)
                .containsExactly(tuple(PageEventKind.ACKNOWLEDGED, PageOutcome.ALERT_ENDED, "answer-nurse-2"));
    }

    @Test
    void shouldTakeOverALadderOfTheFirstRelease() {
        driver.close();
        kept = Optional.of(LadderState.newBuilder()
                .setAlert(alert(AlertPhase.START, Priority.HIGH, clock.now()))
                .setPolicyVersion("default/1")
                .setStep(1)
                .setTier(1)
                .setRoles(List.of("proceduralist"))
                .setExpiresAt(clock.now().plus(Duration.ofHours(12)))
                .build());
        start(1);
        pass(Duration.ofMinutes(5));

        assertThat(pages.readValuesToList())
                .extracting(PageRequest::getReason, PageRequest::getStep)
                .containsExactly(tuple(PageReason.NOT_ANSWERED, 2));
    }

    @Test
    void shouldKeepTwoPatientsApartWhoseAlertsHaveOneName() {
        Alert mine = alert(AlertPhase.START, Priority.HIGH, clock.now());
        Alert yours = alert(AlertPhase.START, Priority.HIGH, clock.now());
        yours.setPatientId("MRN-0043");
        judge(mine);
        judge(yours);

        assertThat(pages.readKeyValuesToList()).extracting(page -> page.key).containsExactly(PATIENT, "MRN-0043");
    }

    @Test
    void shouldRefuseAnAnswerUnderAForeignKey() {
        judge(alert(AlertPhase.START, Priority.HIGH, clock.now()));

        assertThatThrownBy(() ->
                        answers.pipeInput("MRN-0043", answer(AlertResponseKind.ACKNOWLEDGED, "nurse-1", clock.now())))
                .hasRootCauseInstanceOf(Refusal.class)
                .rootCause()
                .hasMessage("the key is not the record's patientId");
    }

    @Test
    void shouldRefuseAnAnswerOnAPartitionWhereItsLadderIsNot() {
        driver.close();
        start(3);
        AlertResponse answer = answer(AlertResponseKind.ACKNOWLEDGED, "nurse-1", clock.now());
        String elsewhere = Stream.iterate(1, n -> n + 1)
                .map(n -> "MRN-" + n)
                .filter(patient -> BuiltInPartitioner.partitionForKey(patient.getBytes(StandardCharsets.UTF_8), 3) == 2)
                .findFirst()
                .orElseThrow();
        answer.setPatientId(elsewhere);

        assertThatThrownBy(() -> answers.pipeInput(elsewhere, answer))
                .rootCause()
                .hasMessage("partition 0, but the key belongs to 2");
    }

    /** 0.2.0 read every row of the patient at each wake-up: millions here, and nobody else was paged meanwhile. */
    @Test
    void shouldReadAsManyRowsAsAreDueHoweverManyEndedLaddersOfThePatientLinger() {
        driver.close();
        CountingLadders rows = new CountingLadders();
        counting = Optional.of(rows);
        start(1);
        int alerts = 2_000;
        for (int i = 0; i < alerts; i++) {
            judge(named(AlertPhase.START, PATIENT, i));
            judge(named(AlertPhase.END, PATIENT, i));
        }
        judge(named(AlertPhase.START, PATIENT, alerts));
        judge(named(AlertPhase.START, "MRN-0043", 0));
        pages.readValuesToList();

        long before = rows.rowsRead();
        pass(Duration.ofMinutes(5));

        assertThat(rows.rowsRead() - before).isLessThan(4L * (alerts + 2));
        assertThat(pages.readValuesToList())
                .extracting(PageRequest::getPatientId, PageRequest::getTier)
                .containsExactlyInAnyOrder(tuple(PATIENT, 2), tuple("MRN-0043", 2));
        try (var left = driver.getKeyValueStore(LadderStore.NAME).all()) {
            assertThat(left).toIterable().as("the ended ones are forgotten").hasSize(2);
        }
    }

    @Test
    void shouldPageNobodyForAnImplicitBlockThatIsReattributedWhileItSettles() {
        Alert implicit = alert(AlertPhase.START, Priority.HIGH, clock.now());
        implicit.setClockBasis(ClockBasis.FIRST_OBSERVED_DEFICIT);
        judge(implicit);
        pass(Duration.ofSeconds(90));
        Alert end = alert(AlertPhase.END, Priority.HIGH, clock.now());
        end.setEndReason(EndReason.REATTRIBUTED);
        Alert real = named(AlertPhase.START, PATIENT, 7);
        judge(end, real);
        pass(Duration.ofMinutes(3));

        assertThat(pages.readValuesToList()).extracting(PageRequest::getAlertId).containsExactly(real.getAlertId());
        assertThat(trail.readValuesToList())
                .extracting(PageEvent::getAlertId, PageEvent::getKind, PageEvent::getOutcome)
                .contains(
                        tuple(AlertExamples.ALERT, PageEventKind.RESCHEDULED, PageOutcome.SETTLING),
                        tuple(AlertExamples.ALERT, PageEventKind.SUPPRESSED, PageOutcome.NOT_SETTLED));
    }

    @Test
    void shouldShowHowManyAlertsNobodyAnswersUntilSomebodyDoes() {
        judge(alert(AlertPhase.START, Priority.HIGH, clock.now()));
        pass(Duration.ofMinutes(39));
        assertThat(unanswered()).isZero();
        pass(Duration.ofMinutes(1));
        assertThat(unanswered()).isEqualTo(1);

        answers.pipeInput(PATIENT, answer(AlertResponseKind.ACKNOWLEDGED, "nurse-1", clock.now()), clock.now());
        assertThat(unanswered()).isZero();
    }

    private double unanswered() {
        return meters.get("blockwatch.ladders.unanswered")
                .tag("priority", "HIGH")
                .gauge()
                .value();
    }

    private Alert named(AlertPhase phase, String patient, int number) {
        Alert alert = alert(phase, Priority.HIGH, clock.now());
        alert.setPatientId(patient);
        alert.setAlertId("b" + number + "/DEFICIT_PERSISTS_4H/1");
        alert.setBlockId("b" + number);
        alert.setStartedAt(clock.now());
        return alert;
    }

    /** Detection judges, and hands over what changed. */
    private double laddersOpen(String priority, String state) {
        return meters.get("blockwatch.ladders.open")
                .tags("priority", priority, "state", state)
                .gauge()
                .value();
    }

    private void judge(Alert... alerts) {
        judged = List.of(alerts);
        judgements.pipeInput(alerts[0].getPatientId(), "");
    }

    private final class Judge extends ContextualProcessor<String, String, String, Object> {
        @Override
        public void process(Record<String, String> record) {
            context().forward(record.withValue(new AlertTransitions(judged)));
        }
    }

    private Topology topology(int partitions) {
        TimerService timerService = new TimerService(
                clock,
                TICK,
                Budget.UNLIMITED,
                DrainGate.OPEN,
                new FailureCounts(meters),
                new TimerMeters(clock, meters));
        LadderMeters shown = new LadderMeters(meters);
        Topology topology = new Topology();
        topology.addSource(
                "judgements", Serdes.String().deserializer(), Serdes.String().deserializer(), "judgements");
        topology.addProcessor("recovery", () -> new Judge(), "judgements");
        source(topology, "answers", AlertResponse.class);
        source(topology, "events", PageEvent.class);
        topology.addProcessor(
                "escalation",
                () -> new EscalationProcessor(SitePractice.shipped().policies(), timerService, partitions, shown),
                "recovery",
                "answers",
                "events");
        topology.addStateStore(ladderStore(), "escalation");
        RecoveryProcessor.stores().forEach(store -> topology.addStateStore(store, "escalation"));
        topology.addStateStore(Timers.store(), "escalation");
        sink(topology, EscalationProcessor.PAGES, "pages", PageRequest.class);
        sink(topology, EscalationProcessor.PAGE_EVENTS, "events", PageEvent.class);
        return topology;
    }

    private StoreBuilder<KeyValueStore<String, LadderState>> ladderStore() {
        if (counting.isPresent()) {
            return Stores.keyValueStoreBuilder(counting.get(), Serdes.String(), serde(LadderState.class));
        }
        return kept.isEmpty() ? EscalationProcessor.ladders() : restored(kept.get());
    }

    /** The store as it is after a restart: what it holds is there before any processor is. */
    private static StoreBuilder<KeyValueStore<String, LadderState>> restored(LadderState ladder) {
        KeyValueBytesStoreSupplier empty = Stores.inMemoryKeyValueStore(LadderStore.NAME);
        KeyValueBytesStoreSupplier filled = new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return empty.name();
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                KeyValueStore<Bytes, byte[]> store = empty.get();
                String id = LadderStore.id(PATIENT, AlertExamples.ALERT);
                store.put(
                        Bytes.wrap(id.getBytes(StandardCharsets.UTF_8)),
                        serde(LadderState.class).serializer().serialize("", ladder));
                return store;
            }

            @Override
            public String metricsScope() {
                return empty.metricsScope();
            }
        };
        return Stores.keyValueStoreBuilder(filled, Serdes.String(), serde(LadderState.class));
    }

    private static <T extends SpecificRecord> void source(Topology topology, String name, Class<T> type) {
        topology.addSource(name, Serdes.String().deserializer(), serde(type).deserializer(), name);
    }

    private static <T extends SpecificRecord> void sink(Topology topology, String name, String topic, Class<T> type) {
        topology.addSink(name, topic, Serdes.String().serializer(), serde(type).serializer(), "escalation");
    }

    private static <T extends SpecificRecord> StateSerde<T> serde(Class<T> type) {
        return StateSerde.of(type);
    }

    private void pass(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
            clock.advance(TICK);
            driver.advanceWallClockTime(TICK);
        }
    }

    private List<PageEventKind> kinds() {
        return trail.readValuesToList().stream().map(PageEvent::getKind).toList();
    }
}

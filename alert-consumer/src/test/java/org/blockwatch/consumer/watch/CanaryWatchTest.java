package org.blockwatch.consumer.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.schemas.Canary;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CanaryWatchTest {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration WITHIN = Duration.ofMillis(600);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final EngineClock clock = EngineClock.system();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Ward ward = new Ward();
    private final CanaryWatch watch = new CanaryWatch(ward, EVERY, WITHIN, clock, metrics);

    @AfterEach
    void stop() {
        watch.close();
    }

    @Test
    void shouldKnowThatAPageComesThrough() {
        ward.pages = true;
        assertThat(watch.problem()).as("before the first").isPresent();
        watch.start();

        await().atMost(LIMIT).until(() -> watch.problem().isEmpty());
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(metrics.get("blockwatch.canary.round.trip")
                                .timer()
                                .count())
                        .isGreaterThanOrEqualTo(2));
        assertThat(failures(CanaryStage.NOT_SENT)).isZero();
    }

    @Test
    void shouldTakeEveryPatientBackWhetherItsPageCameOrNot() {
        watch.start();
        await().atMost(LIMIT).until(() -> !ward.takenBack().isEmpty());
        ward.pages = true;
        int before = ward.takenBack().size();
        await().atMost(LIMIT).until(() -> ward.takenBack().size() > before + 1);

        List<String> takenBack = ward.takenBack();
        assertThat(takenBack).doesNotHaveDuplicates().allMatch(Canary::is);
        assertThat(ward.charted()).containsAll(takenBack);
    }

    @Test
    void shouldSayHowFarTheWayIsWhole() {
        watch.start();
        await().atMost(LIMIT).until(() -> failures(CanaryStage.NOT_ASKED_FOR) > 0);
        ward.asks = true;
        await().atMost(LIMIT).until(() -> failures(CanaryStage.NOT_SENT) > 0);
        ward.down = true;
        await().atMost(LIMIT).until(() -> failures(CanaryStage.NOT_CHARTED) > 0);
        assertThat(watch.problem()).isPresent();

        ward.down = false;
        ward.pages = true;
        await().atMost(LIMIT).until(() -> watch.problem().isEmpty());
    }

    @Test
    void shouldNotTakeYesterdaysPageOfTheSamePatientForTodays() {
        ward.pages = true;
        ward.late = Duration.ofDays(-1);
        watch.start();

        await().atMost(LIMIT).until(() -> failures(CanaryStage.NOT_ASKED_FOR) > 1);
        assertThat(watch.problem()).isPresent();
    }

    @Test
    void shouldTakeBackAPatientThatAnInstanceLeftBehindWhenItDied() {
        watch.start();
        await().atMost(LIMIT).until(() -> !ward.charted().isEmpty());
        String orphan = Canary.PREFIX + "9999";

        watch.heard(event(orphan, PageEventKind.REQUESTED, clock.now().minus(Duration.ofHours(5))));
        watch.heard(event(orphan, PageEventKind.REQUESTED, clock.now()));

        await().atMost(LIMIT).until(() -> ward.takenBack().contains(orphan));
        assertThat(ward.takenBack().stream().filter(orphan::equals)).as("once").hasSize(1);
    }

    private double failures(CanaryStage stage) {
        return metrics.get("blockwatch.canary.failures")
                .tag("stage", stage.name())
                .counter()
                .count();
    }

    private static PageEvent event(String patient, PageEventKind kind, Instant at) {
        return PageEvent.newBuilder()
                .setPageId(patient + "/1/1")
                .setAlertId(patient)
                .setPatientId(patient)
                .setKind(kind)
                .setTier(1)
                .setStep(1)
                .setAt(at)
                .build();
    }

    /** Detection, ladder and loop-back channel in one: answers a saddle anaesthesia with a page, if it works. */
    private final class Ward implements StatementPublisher {
        final List<SpecificRecord> statements = new CopyOnWriteArrayList<>();
        volatile boolean asks;
        volatile boolean pages;
        volatile boolean down;
        volatile Duration late = Duration.ZERO;

        @Override
        public CompletableFuture<Void> publish(SpecificRecord statement) {
            if (down) {
                return CompletableFuture.failedFuture(new TimeoutException("no broker"));
            }
            statements.add(statement);
            if (statement instanceof NeuroAssessment assessment && assessment.getExam() != null) {
                Instant at = clock.now().plus(late);
                if (asks || pages) {
                    watch.heard(event(assessment.getPatientId(), PageEventKind.REQUESTED, at));
                }
                if (pages) {
                    watch.heard(event(assessment.getPatientId(), PageEventKind.ACCEPTED, at));
                }
            }
            return CompletableFuture.completedFuture(null);
        }

        List<String> charted() {
            return patients(StatementStatus.FINAL);
        }

        List<String> takenBack() {
            return patients(StatementStatus.ENTERED_IN_ERROR);
        }

        private List<String> patients(StatementStatus status) {
            return statements.stream()
                    .filter(statement ->
                            statement instanceof NeuroAssessment assessment && assessment.getStatus() == status)
                    .map(statement -> ((NeuroAssessment) statement).getPatientId())
                    .toList();
        }

        @Override
        public void close() {}
    }
}

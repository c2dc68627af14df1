package org.blockwatch.consumer.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.Priority;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.clock.VirtualClock;
import org.blockwatch.service.log.LogIds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditorTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofMinutes(2);

    private final AuditState known = new AuditState();
    private final VirtualClock clock = EngineClock.virtual(WatchHarness.BEGIN);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private volatile CompletableFuture<Void> caughtUp = CompletableFuture.completedFuture(null);
    private final Auditor auditor =
            new Auditor(known, new Auditor.Patience(Duration.ofMillis(50), GRACE, GRACE), clock, metrics);

    @AfterEach
    void stop() {
        auditor.close();
    }

    @Test
    void shouldNotCryWolfBeforeItHasReadThePast() {
        caughtUp = new CompletableFuture<>();
        known.heard(alert(AlertPhase.START, Priority.HIGH)); // its ladder is on another topic, and not read yet
        clock.advance(Duration.ofHours(1));
        auditor.start(() -> caughtUp);

        await().during(Duration.ofMillis(400))
                .atMost(LIMIT)
                .until(() -> violations(Violation.Kind.NO_LADDER) == 0
                        && auditor.problem().orElse("").contains("has not been able to look"));

        known.heard(requested());
        known.heard(acknowledged(PageOutcome.ASSESSED));
        known.heard(accepted());
        caughtUp.complete(null);
        await().atMost(LIMIT).until(() -> auditor.problem().isEmpty());
    }

    @Test
    void shouldSayThatItCannotLookWhileKafkaIsAway() {
        auditor.start(() -> caughtUp);
        await().atMost(LIMIT).until(() -> auditor.problem().isEmpty());

        caughtUp = new CompletableFuture<>();
        await().atMost(LIMIT).until(() -> auditor.problem().orElse("").contains("has not been able to look"));

        CompletableFuture<Void> away = caughtUp;
        caughtUp = CompletableFuture.completedFuture(null);
        away.complete(null);
        await().atMost(LIMIT).until(() -> auditor.problem().isEmpty());
    }

    @Test
    void shouldShowAViolationForAsLongAsItLasts() {
        auditor.start(() -> caughtUp);
        known.heard(alert(AlertPhase.START, Priority.HIGH));
        clock.advance(GRACE.plusMillis(1));
        await().atMost(LIMIT).until(() -> violations(Violation.Kind.NO_LADDER) == 1);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(auditor.problem())
                        .as("whoever asks for health sees no id that may lead to a patient")
                        .hasValueSatisfying(why -> assertThat(why)
                                .contains("NO_LADDER of " + LogIds.of("b1/RED_FLAG_MRI/1"))
                                .doesNotContain("b1/"))); // a name in hexadecimal digits may hold "b1"

        known.heard(alert(AlertPhase.END, Priority.HIGH));
        await().atMost(LIMIT).until(() -> auditor.problem().isEmpty());
        assertThat(violations(Violation.Kind.NO_LADDER)).isZero();
    }

    /** Whoever forges an acknowledgement must not silence a patient unheard. */
    @Test
    void shouldRingWhereAllPagesAreHeldBackAndNobodyHasTakenTheAlertOn() {
        auditor.start(() -> caughtUp);
        known.heard(alert(AlertPhase.START, Priority.HIGH));
        known.heard(requested());
        known.heard(heldBack());
        clock.advance(GRACE.plusMillis(1));
        await().atMost(LIMIT).until(() -> violations(Violation.Kind.ALL_HELD_BACK) == 1);

        known.heard(accepted());
        await().atMost(LIMIT).until(() -> violations(Violation.Kind.ALL_HELD_BACK) == 0);
    }

    private static PageEvent heldBack() {
        return PageEvent.newBuilder(accepted())
                .setKind(PageEventKind.SUPPRESSED)
                .setOutcome(PageOutcome.ALREADY_ACKNOWLEDGED)
                .build();
    }

    private double violations(Violation.Kind kind) {
        return metrics.get("blockwatch.audit.violations")
                .tag("kind", kind.name())
                .gauge()
                .value();
    }

    private static Alert alert(AlertPhase phase, Priority priority) {
        return Alert.newBuilder()
                .setAlertId("b1/RED_FLAG_MRI/1")
                .setPatientId("p")
                .setBlockId("b1")
                .setBlockAt(WatchHarness.BEGIN)
                .setCode(AlertCode.RED_FLAG_MRI)
                .setRule("R4")
                .setProtocolVersion("lumbar-medial-branch-block/1")
                .setPriority(priority)
                .setPhase(phase)
                .setDueAt(WatchHarness.BEGIN)
                .setAt(WatchHarness.BEGIN)
                .setStartedAt(WatchHarness.BEGIN)
                .build();
    }

    private static PageEvent requested() {
        return event(PageEventKind.REQUESTED, PageOutcome.OK).build();
    }

    private static PageEvent acknowledged(PageOutcome outcome) {
        return event(PageEventKind.ACKNOWLEDGED, outcome).build();
    }

    private static PageEvent accepted() {
        return event(PageEventKind.ACCEPTED, PageOutcome.OK)
                .setAttemptId("page_1")
                .setRecipient("dr-a")
                .setChannel("webhook")
                .build();
    }

    private static PageEvent.Builder event(PageEventKind kind, PageOutcome outcome) {
        return PageEvent.newBuilder()
                .setPageId("b1/RED_FLAG_MRI/1/1/1")
                .setAlertId("b1/RED_FLAG_MRI/1")
                .setPatientId("p")
                .setKind(kind)
                .setOutcome(outcome)
                .setTier(1)
                .setStep(1)
                .setAt(WatchHarness.BEGIN);
    }
}

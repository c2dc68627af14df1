package org.blockwatch.consumer.watch;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.Priority;

/** Hours on a ward on which everything works: what is written of some alerts, in the order in which it is. */
final class WatchHarness {

    static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration TO_THE_BED = Duration.ofMinutes(30);
    private static final int MOST_STEPS = 8;

    private final Random random;
    private final String alertId;
    private final List<Said> said = new ArrayList<>();
    private Priority priority;
    private Instant now;
    private int step;

    /** Something that was written. {@code isOwed}: paging had to write it then, as nothing else showed that it works. */
    record Said(Instant at, String alertId, boolean isOwed, SpecificRecord record) {
        @Override
        public String toString() {
            String what = record instanceof PageEvent event
                    ? event.getKind() + " " + event.getOutcome() + " " + event.getPageId() + " next "
                            + event.getNextAt()
                    : record instanceof Alert alert ? alert.getPhase() + " " + alert.getPriority() : "answer";
            return at + " " + alertId + " " + what + (isOwed ? " (owed)" : "");
        }

        void tell(AuditState known) {
            if (record instanceof Alert alert) {
                known.heard(alert);
            } else if (record instanceof AlertResponse answer) {
                known.heard(answer, at);
            } else {
                known.heard((PageEvent) record);
            }
        }
    }

    private WatchHarness(Random random, String alertId) {
        this.random = random;
        this.alertId = alertId;
        this.now = BEGIN.plusSeconds(random.nextInt(3600));
        this.priority = random.nextBoolean() ? Priority.HIGH : Priority.MEDIUM;
    }

    static List<Said> of(Random random) {
        List<Said> all = new ArrayList<>();
        for (int alert = 1; alert <= 1 + random.nextInt(3); alert++) {
            all.addAll(new WatchHarness(random, "b" + alert + "/RED_FLAG_MRI/1").told());
        }
        all.sort(Comparator.comparing(Said::at)); // stable: what is written at one instant keeps its order
        return all;
    }

    static String text(List<Said> shift) {
        return shift.stream().map(Said::toString).collect(joining("\n"));
    }

    private List<Said> told() {
        alert(AlertPhase.START);
        step();
        boolean open = true;
        while (open && step < MOST_STEPS) {
            open = switch (random.nextInt(6)) {
                case 0 -> ended();
                case 1 -> answered();
                case 2 -> risen();
                case 3 -> noted();
                default -> climbed();
            };
        }
        if (open) {
            ended();
        }
        return said;
    }

    /** A page is asked for; each way tells what became of it; one that fails is tried again. */
    private void step() {
        step(true);
    }

    /** @param owed whether nothing else in the same transaction shows that the ladder moves */
    private void step(boolean owed) {
        step++;
        Instant climb = now.plus(PATIENCE);
        decided(PageEventKind.REQUESTED, PageOutcome.OK, climb, owed);
        boolean fails = random.nextBoolean();
        attempt(now.plusSeconds(1 + random.nextInt(60)), PageEventKind.ACCEPTED, "dr-a", 1, !fails);
        if (fails) {
            Instant failed = now.plusSeconds(1 + random.nextInt(20));
            attempt(failed, PageEventKind.FAILED, "dr-b", 1, false);
            retry(failed.plusSeconds(1), climb);
            attempt(failed.plusSeconds(2), PageEventKind.ACCEPTED, "dr-b", 2, false);
        }
    }

    private boolean climbed() {
        now = now.plus(PATIENCE);
        step();
        return true;
    }

    private boolean risen() {
        if (priority == Priority.HIGH) {
            return fallen();
        }
        now = now.plusSeconds(90);
        priority = Priority.HIGH;
        alert(AlertPhase.ESCALATE);
        step();
        return true;
    }

    /** Its times count from now. */
    private boolean fallen() {
        now = now.plusSeconds(95);
        priority = Priority.MEDIUM;
        alert(AlertPhase.DEESCALATE);
        decided(PageEventKind.RESCHEDULED, PageOutcome.OK, now.plus(PATIENCE), false);
        return climbed();
    }

    private boolean noted() {
        decided(now.plusSeconds(70), PageEventKind.NOTED, PageOutcome.OK, now.plus(PATIENCE), false, null);
        return climbed();
    }

    /** Someone takes the alert on; the patient is examined, or the ladder goes on. */
    private boolean answered() {
        now = now.plusSeconds(100);
        String answerId = alertId + "-answer-" + step;
        say(
                now,
                false,
                AlertResponse.newBuilder()
                        .setEventId(answerId)
                        .setPatientId("p")
                        .setAlertId(alertId)
                        .setKind(AlertResponseKind.ACKNOWLEDGED)
                        .setBy("dr-a")
                        .setOccurredAt(now)
                        .build());
        Instant resume = priority == Priority.HIGH ? now.plus(TO_THE_BED) : null;
        decided(now, PageEventKind.ACKNOWLEDGED, PageOutcome.OK, resume, true, answerId);
        if (resume == null) {
            now = now.plus(Duration.ofHours(2));
            return ended();
        }
        now = resume;
        if (random.nextBoolean()) {
            decided(PageEventKind.ACKNOWLEDGED, PageOutcome.ASSESSED, null, true);
            now = now.plus(Duration.ofHours(2));
            return ended();
        }
        decided(PageEventKind.RESUMED, PageOutcome.OK, now.plus(PATIENCE), true);
        step(false);
        return true;
    }

    private boolean ended() {
        now = now.plusSeconds(80);
        alert(AlertPhase.END);
        decided(PageEventKind.SUPPRESSED, PageOutcome.ALERT_ENDED, null, false);
        return false;
    }

    private void alert(AlertPhase phase) {
        say(
                now,
                false,
                Alert.newBuilder()
                        .setAlertId(alertId)
                        .setPatientId("p")
                        .setBlockId("b")
                        .setBlockAt(BEGIN)
                        .setCode(AlertCode.RED_FLAG_MRI)
                        .setRule("R4")
                        .setProtocolVersion("lumbar-medial-branch-block/1")
                        .setPriority(priority)
                        .setPhase(phase)
                        .setDueAt(now)
                        .setAt(now)
                        .setStartedAt(now)
                        .build());
    }

    private void decided(PageEventKind kind, PageOutcome outcome, Instant nextAt, boolean owed) {
        decided(now, kind, outcome, nextAt, owed, null);
    }

    private void decided(
            Instant at, PageEventKind kind, PageOutcome outcome, Instant nextAt, boolean owed, String answerId) {
        say(
                at,
                owed,
                event(at, kind, 1)
                        .setOutcome(outcome)
                        .setNextAt(nextAt)
                        .setAnswerId(answerId)
                        .build());
    }

    private void retry(Instant at, Instant nextAt) {
        say(
                at,
                false,
                event(at, PageEventKind.REQUESTED, 2)
                        .setOutcome(PageOutcome.OK)
                        .setRecipient("dr-b")
                        .setChannel("webhook")
                        .setNextAt(nextAt)
                        .build());
    }

    private void attempt(Instant at, PageEventKind kind, String recipient, int attempt, boolean owed) {
        say(
                at,
                owed,
                event(at, kind, attempt)
                        .setAttemptId("page_" + pageId() + recipient)
                        .setOutcome(kind == PageEventKind.FAILED ? PageOutcome.TIMEOUT : PageOutcome.OK)
                        .setRecipient(recipient)
                        .setChannel("webhook")
                        .build());
    }

    private PageEvent.Builder event(Instant at, PageEventKind kind, int attempt) {
        return PageEvent.newBuilder()
                .setPageId(pageId())
                .setAlertId(alertId)
                .setPatientId("p")
                .setKind(kind)
                .setTier(1)
                .setStep(step)
                .setAttempt(attempt)
                .setAt(at);
    }

    private String pageId() {
        return alertId + "/1/" + step;
    }

    private void say(Instant at, boolean owed, SpecificRecord record) {
        said.add(new Said(at, alertId, owed, record));
    }
}

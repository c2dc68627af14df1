package org.blockwatch.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.blockwatch.escalation.Alerts.FOUR_HOURS_LATER;
import static org.blockwatch.escalation.Alerts.alert;
import static org.blockwatch.escalation.Alerts.answer;
import static org.blockwatch.escalation.Alerts.result;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.state.LadderState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LadderTest {

    private static final Policy POLICY = PolicyFile.builtIn();

    private final Ladder ladder = new Ladder(POLICY, wall -> wall);
    private Instant now = FOUR_HOURS_LATER;

    @Test
    void shouldPageTheFirstTierOnceAtTheStart() {
        Step step = start(Priority.HIGH);

        PageRequest page = onlyPage(step);
        assertThat(page.getPageId()).isEqualTo(Alerts.ALERT + "/1/1");
        assertThat(page.getRoles()).containsExactly("proceduralist", "anaesthetist-on-call");
        assertThat(page.getReason()).isEqualTo(PageReason.ALERT_STARTED);
        assertThat(page.getAttempt()).isEqualTo(1);
        assertThat(page.getChannel()).isNull();
        assertThat(page.getRequestedAt()).isEqualTo(FOUR_HOURS_LATER);
        assertThat(page.getExpiresAt()).isEqualTo(FOUR_HOURS_LATER.plus(Duration.ofHours(12)));
        assertThat(page.getPolicyVersion()).isEqualTo("default/1");
        assertThat(step.trail()).extracting(PageEvent::getKind).containsExactly(PageEventKind.REQUESTED);
        assertThat(step.next()).isEmpty();

        Step again = ladder.transition(state(step), alert(AlertPhase.START, Priority.HIGH, now), now);
        assertThat(again.pages()).isEmpty();
        assertThat(again.ladder()).isEqualTo(step.ladder());
    }

    @Test
    void shouldPageAnUnknownPriorityLikeTheHighest() {
        assertThat(onlyPage(start(Priority.UNKNOWN)).getRoles()).contains("anaesthetist-on-call");
    }

    @Test
    void shouldLeaveALowAlertOnTheBoardAndSayWhyOnce() {
        Step step = start(Priority.LOW);
        assertThat(step.pages()).isEmpty();
        assertThat(step.trail())
                .extracting(PageEvent::getKind, PageEvent::getOutcome)
                .containsExactly(tuple(PageEventKind.SUPPRESSED, PageOutcome.BOARD_ONLY));

        Step update = ladder.transition(state(step), alert(AlertPhase.UPDATE, Priority.LOW, now), now);
        assertThat(update.trail()).isEmpty();
    }

    @Test
    void shouldPageWhenALowAlertRises() {
        Step rise = ladder.transition(
                state(start(Priority.LOW)), alert(AlertPhase.ESCALATE, Priority.MEDIUM, later(15)), now);

        assertThat(onlyPage(rise).getReason()).isEqualTo(PageReason.ALERT_ESCALATED);
        assertThat(onlyPage(rise).getStep()).isEqualTo(2);
        assertThat(onlyPage(rise).getRoles()).startsWith("bedside-nurse");
    }

    @Test
    void shouldPageAgainWhenAnAcknowledgedAlertRises() {
        LadderState acknowledged = state(acknowledge(state(start(Priority.MEDIUM)), "nurse-1"));

        Step rise = ladder.transition(acknowledged, alert(AlertPhase.ESCALATE, Priority.HIGH, later(1)), now);

        assertThat(onlyPage(rise).getPageId()).endsWith("/1/2");
        assertThat(state(rise).getAcknowledgedBy()).isNull();
    }

    @Test
    void shouldRetryAChannelEverMoreSlowlyUntilItAccepts() {
        Step step = start(Priority.HIGH);
        PageRequest page = onlyPage(step);
        List<Long> waits = new ArrayList<>();
        for (int attempt = 1; attempt <= 8; attempt++) {
            step = ladder.heard(state(step), result(page, "webhook", PageEventKind.FAILED, null), now);
            Instant due = step.next().orElseThrow();
            waits.add(Duration.between(now, due).toMillis());

            assertThat(ladder.woken(state(step), due.minusMillis(1)).pages()).isEmpty();
            now = due;
            step = ladder.woken(state(step), now);
            page = onlyPage(step);
            assertThat(page.getChannel()).isEqualTo("webhook");
            assertThat(page.getReason()).isEqualTo(PageReason.RETRY);
            assertThat(page.getAttempt()).isEqualTo(attempt + 1);
            assertThat(page.getPageId()).endsWith("/1/1");
            assertThat(step.next()).isEmpty();
        }
        assertThat(waits).containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 60_000L, 60_000L);

        step = ladder.heard(state(step), result(page, "webhook", PageEventKind.ACCEPTED, null), now);
        assertThat(step.next()).isEmpty();
        step = ladder.heard(state(step), result(page, "webhook", PageEventKind.FAILED, null), now);
        assertThat(step.next())
                .as("a later lower state never overwrites a higher one")
                .isEmpty();
    }

    @Test
    void shouldWaitAsLongAsAChannelAsksWithinReason() {
        Step step = start(Priority.HIGH);
        PageRequest page = onlyPage(step);

        assertThat(ladder.heard(state(step), result(page, "a", PageEventKind.FAILED, Duration.ofSeconds(90)), now)
                        .next())
                .hasValue(now.plusSeconds(90));
        assertThat(ladder.heard(state(step), result(page, "a", PageEventKind.FAILED, Duration.ofDays(1)), now)
                        .next())
                .hasValue(now.plus(Duration.ofMinutes(15)));
    }

    @Test
    void shouldWaitByTheWallOnAClockThatRunsFaster() {
        Ladder fast = new Ladder(POLICY, wall -> wall.multipliedBy(720));
        Step step = fast.begin(alert(AlertPhase.START, Priority.HIGH, now), now);

        assertThat(fast.heard(state(step), result(onlyPage(step), "a", PageEventKind.FAILED, null), now)
                        .next())
                .hasValue(now.plusSeconds(720));
    }

    @Test
    void shouldRetryEachChannelByItself() {
        Step step = start(Priority.HIGH);
        PageRequest page = onlyPage(step);
        step = ladder.heard(state(step), result(page, "console", PageEventKind.ACCEPTED, null), now);
        step = ladder.heard(state(step), result(page, "mail", PageEventKind.UNDELIVERABLE, null), now);
        step = ladder.heard(state(step), result(page, "webhook", PageEventKind.FAILED, null), now);

        Step due = ladder.woken(state(step), step.next().orElseThrow());

        assertThat(due.pages()).extracting(PageRequest::getChannel).containsExactly("webhook");
    }

    @Test
    void shouldIgnoreWhatItHasHeardAndWhatItWroteItself() {
        Step step = start(Priority.HIGH);
        PageRequest page = onlyPage(step);
        PageEvent failure = result(page, "webhook", PageEventKind.FAILED, null);
        step = ladder.heard(state(step), failure, now);

        assertThat(ladder.heard(state(step), failure, now.plusMillis(10)).next())
                .isEqualTo(step.next());
        for (PageEvent own : start(Priority.HIGH).trail()) {
            assertThat(ladder.heard(state(step), own, now).ladder()).isEqualTo(step.ladder());
        }

        Step retried = ladder.woken(state(step), step.next().orElseThrow());
        assertThat(ladder.heard(state(retried), failure, now).next())
                .as("the first attempt's failure, heard again")
                .isEmpty();
    }

    @Test
    void shouldStopAtTheFirstAcknowledgement() {
        Step step = start(Priority.HIGH);
        PageRequest page = onlyPage(step);
        step = ladder.heard(state(step), result(page, "webhook", PageEventKind.FAILED, null), now);

        Step answered = acknowledge(state(step), "nurse-1");

        assertThat(answered.next()).isEmpty();
        assertThat(answered.trail())
                .extracting(PageEvent::getKind, PageEvent::getRecipient)
                .containsExactly(tuple(PageEventKind.ACKNOWLEDGED, "nurse-1"));
        assertThat(acknowledge(state(answered), "nurse-2").trail()).isEmpty();
        assertThat(ladder.heard(state(answered), result(page, "mail", PageEventKind.FAILED, null), now)
                        .next())
                .isEmpty();
    }

    @Test
    void shouldAskAgainForAPageHeldBackBecauseOfAnAcknowledgementThatARiseHasOvertaken() {
        LadderState acknowledged = state(acknowledge(state(start(Priority.MEDIUM)), "nurse-1"));
        Step rise = ladder.transition(acknowledged, alert(AlertPhase.ESCALATE, Priority.HIGH, now), now);
        PageEvent heldBack = result(onlyPage(rise), "webhook", PageEventKind.SUPPRESSED, null);
        heldBack.setOutcome(PageOutcome.ALREADY_ACKNOWLEDGED);

        Step doubted = ladder.heard(state(rise), heldBack, now);

        assertThat(doubted.next()).hasValue(now.plusSeconds(1));
        assertThat(acknowledge(state(doubted), "nurse-1").next()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = AlertResponseKind.class,
            names = {"DECLINED", "CLOSING_NOTE", "UNKNOWN"})
    void shouldGoOnAfterAnAnswerThatTakesNothingOn(AlertResponseKind kind) {
        Step step = start(Priority.HIGH);
        step = ladder.heard(state(step), result(onlyPage(step), "webhook", PageEventKind.FAILED, null), now);

        assertThat(ladder.answered(state(step), answer(kind, "nurse-1", now), now)
                        .next())
                .isEqualTo(step.next());
    }

    @Test
    void shouldEndWithTheAlertAndSayWhatIsNotTriedAnyMore() {
        Step step = start(Priority.HIGH);
        step = ladder.heard(state(step), result(onlyPage(step), "webhook", PageEventKind.FAILED, null), now);

        Step end = ladder.transition(state(step), alert(AlertPhase.END, Priority.HIGH, later(1)), now);

        assertThat(end.ladder()).isEmpty();
        assertThat(end.next()).isEmpty();
        assertThat(end.trail())
                .extracting(PageEvent::getKind, PageEvent::getOutcome, PageEvent::getChannel)
                .containsExactly(tuple(PageEventKind.SUPPRESSED, PageOutcome.ALERT_ENDED, "webhook"));
    }

    @Test
    void shouldStopWhenTheAlertFallsBelowWhatPages() {
        Step step = start(Priority.MEDIUM);
        PageRequest page = onlyPage(step);
        step = ladder.heard(state(step), result(page, "webhook", PageEventKind.FAILED, null), now);

        Step fallen = ladder.transition(state(step), alert(AlertPhase.DEESCALATE, Priority.LOW, later(1)), now);

        assertThat(fallen.next()).isEmpty();
        assertThat(fallen.trail()).extracting(PageEvent::getOutcome).containsExactly(PageOutcome.BOARD_ONLY);
        assertThat(ladder.heard(state(fallen), result(page, "mail", PageEventKind.FAILED, null), now)
                        .next())
                .isEmpty();
    }

    @Test
    void shouldGoOnRetryingWhenTheAlertFallsToAPriorityThatStillPages() {
        Step step = start(Priority.HIGH);
        step = ladder.heard(state(step), result(onlyPage(step), "webhook", PageEventKind.FAILED, null), now);

        Step fallen = ladder.transition(state(step), alert(AlertPhase.DEESCALATE, Priority.MEDIUM, later(0)), now);

        assertThat(fallen.next()).isEqualTo(step.next());
        assertThat(onlyPage(ladder.woken(state(fallen), fallen.next().orElseThrow()))
                        .getPriority())
                .isEqualTo(Priority.MEDIUM);
    }

    @Test
    void shouldBeSilentForAnAlertOlderThanTheLimitAndNotForOneAtTheLimit() {
        Instant limit = now.plus(POLICY.maxPageAge());

        assertThat(ladder.begin(alert(AlertPhase.START, Priority.HIGH, now), limit)
                        .pages())
                .hasSize(1);
        Step old = ladder.begin(alert(AlertPhase.START, Priority.HIGH, now), limit.plusMillis(1));
        assertThat(old.pages()).isEmpty();
        assertThat(old.trail())
                .extracting(PageEvent::getKind, PageEvent::getOutcome)
                .containsExactly(tuple(PageEventKind.SUPPRESSED, PageOutcome.TOO_OLD));
    }

    @Test
    void shouldGiveUpAChannelOnceThePageIsTooOld() {
        Step step = start(Priority.HIGH);
        PageRequest page = onlyPage(step);
        step = ladder.heard(state(step), result(page, "webhook", PageEventKind.FAILED, null), page.getExpiresAt());

        Step late = ladder.woken(state(step), step.next().orElseThrow());

        assertThat(late.pages()).isEmpty();
        assertThat(late.next()).isEmpty();
        assertThat(late.trail()).extracting(PageEvent::getOutcome).containsExactly(PageOutcome.TOO_OLD);
    }

    @ParameterizedTest
    @EnumSource(
            value = AlertPhase.class,
            names = {"UPDATE", "DEESCALATE", "END", "UNKNOWN"})
    void shouldBeginNoLadderInTheMiddleOfAnAlert(AlertPhase phase) {
        assertThat(ladder.begin(alert(phase, Priority.HIGH, now), now)).isEqualTo(Step.NONE);
    }

    private Step start(Priority priority) {
        return ladder.begin(alert(AlertPhase.START, priority, now), now);
    }

    private Step acknowledge(LadderState state, String by) {
        return ladder.answered(state, answer(AlertResponseKind.ACKNOWLEDGED, by, now), now);
    }

    private Instant later(int minutes) {
        now = now.plus(Duration.ofMinutes(minutes));
        return now;
    }

    private static LadderState state(Step step) {
        return step.ladder().orElseThrow();
    }

    private static PageRequest onlyPage(Step step) {
        assertThat(step.pages()).hasSize(1);
        return step.pages().get(0);
    }
}

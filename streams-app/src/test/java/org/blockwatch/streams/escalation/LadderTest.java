package org.blockwatch.streams.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.blockwatch.streams.escalation.AlertExamples.alert;

import java.time.Duration;
import java.util.List;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.schemas.Canary;
import org.blockwatch.state.LadderState;
import org.blockwatch.streams.site.PolicyFile;
import org.blockwatch.streams.site.SitePractice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The promises of paging.md, as {@link LadderStory stories}. By the policy that ships: HIGH every 5 min, MEDIUM every 15. */
class LadderTest {

    @Test
    void shouldClimbAndThenRepeatTheLastTierForAsLongAsNobodyAnswers() {
        LadderStory.holds("""
                13:00        | A START HIGH | 1/1 ALERT_STARTED
                13:04:59.999 |              |
                13:05        |              | ESCALATED, 2/2 NOT_ANSWERED
                13:10        |              | ESCALATED, 3/3 NOT_ANSWERED
                13:25        |              | @13:15 3/4 REPEAT, @13:20 3/5 REPEAT, 3/6 REPEAT
                """);
        LadderStory.holds("""
                13:00        | A START MEDIUM | 1/1 ALERT_STARTED
                13:15        |                | ESCALATED, 2/2 NOT_ANSWERED
                14:00        |                | @13:30 ESCALATED, @13:30 3/3 NOT_ANSWERED, @13:45 3/4 REPEAT, RESCHEDULED:NOBODY_ANSWERS, 3/5 REPEAT
                """);
    }

    @Test
    void shouldNeverFallSilentHoweverLongTheAlertIsOpen() {
        LadderPatient patient = new LadderPatient(PolicyFile.builtIn());
        patient.judged(List.of(alert(AlertPhase.START, Priority.HIGH, patient.now)));
        patient.passUntil(patient.now.plus(Duration.ofDays(3)));

        assertThat(patient.pages)
                .as("3 tiers, 6 repeats in the first half hour, 13:50, 14:10, and then every 30 min")
                .hasSize(3 + 6 + 2 + (3 * 48 - 3));
        assertThat(patient.next()).hasValue(patient.now.plus(Duration.ofMinutes(10)));
    }

    @Test
    void shouldLetAnAcknowledgementOfAMediumAlertStand() {
        LadderStory.holds("""
                13:00 | A START MEDIUM | 1/1 ALERT_STARTED
                13:01 | A ack ann      | ACKNOWLEDGED
                23:00 |                |
                """);
    }

    @Test
    void shouldGoOnAfterAnAcknowledgementThatWasNotFollowedByAnAssessment() {
        LadderStory.holds("""
                13:00        | A START HIGH | 1/1 ALERT_STARTED
                13:01        | A ack ann    | ACKNOWLEDGED
                13:30:59.999 |              |
                13:31        |              | RESUMED, 2/2 ACK_WITHOUT_ACTION
                13:32        | A ack bob    | ACKNOWLEDGED
                14:02        |              | RESUMED, 3/3 ACK_WITHOUT_ACTION
                14:03        | A ack cho    | ACKNOWLEDGED
                14:33        |              | RESUMED, 3/4 ACK_WITHOUT_ACTION
                14:38        |              | 3/5 REPEAT
                """);
    }

    @Test
    void shouldLetAnAcknowledgementStandOnceThePatientHasBeenAssessed() {
        LadderStory.holds("""
                13:00 | A START HIGH | 1/1 ALERT_STARTED
                13:01 | A ack ann    | ACKNOWLEDGED
                13:01 | assessed     |
                23:00 |              | @13:31 ACKNOWLEDGED:ASSESSED
                """);
        LadderStory.holds("""
                13:00 | A START HIGH | 1/1 ALERT_STARTED
                13:00:59.999 | assessed |
                13:01 | A ack ann    | ACKNOWLEDGED
                13:31 |              | RESUMED, 2/2 ACK_WITHOUT_ACTION
                """);
    }

    @Test
    void shouldBelieveNoClockOfAnAnswererThatIsAheadOrFarBehind() {
        LadderStory.holds("""
                13:00 | A START HIGH           | 1/1 ALERT_STARTED
                13:01 | A ack ann at 20:00     | ACKNOWLEDGED
                13:31 |                        | RESUMED, 2/2 ACK_WITHOUT_ACTION
                """);
        LadderStory.holds("""
                13:00 | A START HIGH           | 1/1 ALERT_STARTED
                13:01 | A ack ann at 02:00     | ACKNOWLEDGED
                13:30 |                        | RESUMED, 2/2 ACK_WITHOUT_ACTION
                """);
    }

    @Test
    void shouldCountTheFirstAcknowledgementOnly() {
        LadderStory.holds("""
                13:00 | A START HIGH | 1/1 ALERT_STARTED
                13:01 | A ack ann    | ACKNOWLEDGED
                13:20 | A ack bob    | ACKNOWLEDGED:ALREADY_ACKNOWLEDGED
                13:31 |              | RESUMED, 2/2 ACK_WITHOUT_ACTION
                """);
    }

    @Test
    void shouldTakeInAnAnswerOnceHoweverOftenItComes() {
        LadderStory.holds("""
                13:00 | A START HIGH             | 1/1 ALERT_STARTED
                13:01 | A ack ann as x           | ACKNOWLEDGED
                13:02 | A ack ann as x           |
                13:31 |                          | RESUMED, 2/2 ACK_WITHOUT_ACTION
                13:32 | A ack ann as x           |
                13:36 |                          | ESCALATED, 3/3 NOT_ANSWERED
                """);
    }

    @Test
    void shouldGoToTheNextTierAtOnceWhenDeclined() {
        LadderStory.holds("""
                13:00 | A START HIGH                 | 1/1 ALERT_STARTED
                13:01 | A decline ann of A/1/1       | DECLINED, 2/2 DECLINED
                13:02 | A decline ann of A/1/1       | DECLINED:STALE_ANSWER
                13:02 | A decline ann                | DECLINED:STALE_ANSWER
                13:06 | A decline bob                | ESCALATED, 3/3 NOT_ANSWERED, DECLINED
                13:07 | A decline cho                | DECLINED
                13:11 |                              | 3/4 REPEAT
                """);
    }

    @Test
    void shouldGoOnWhenWhoAcknowledgedTakesItBackAndOnlyThen() {
        LadderStory.holds("""
                13:00 | A START MEDIUM         | 1/1 ALERT_STARTED
                13:01 | A ack ann              | ACKNOWLEDGED
                13:02 | A decline bob          | DECLINED:ALREADY_ACKNOWLEDGED
                13:03 | A decline ann of A/1/1 | DECLINED, 2/2 DECLINED
                13:18 |                        | ESCALATED, 3/3 NOT_ANSWERED
                13:19 | A ack ann              | ACKNOWLEDGED
                13:20 | A decline ann          | DECLINED, 3/4 DECLINED
                13:35 |                        | 3/5 REPEAT
                """);
    }

    @Test
    void shouldNotBeStoppedByAClosingNote() {
        LadderStory.holds("""
                13:00 | A START HIGH | 1/1 ALERT_STARTED
                13:01 | A note ann   | NOTED
                13:05 |              | ESCALATED, 2/2 NOT_ANSWERED
                """);
    }

    @Test
    void shouldSkipAnEmptyTierAtOnceAndStartOverAfterTheLastOncePerRepeat() {
        LadderStory.holds("""
                13:00 | A START HIGH               | 1/1 ALERT_STARTED
                13:00 | A 1/1 nobody NO_RECIPIENT  | ESCALATED:NO_RECIPIENT, 2/2 EMPTY_TIER
                13:00 | A 1/1 nobody NO_RECIPIENT  |
                13:00 | A 2/2 nobody NOBODY_REACHED | ESCALATED:NOBODY_REACHED, 3/3 EMPTY_TIER
                13:00 | A 3/3 nobody NO_RECIPIENT  |
                13:04:59.999 |                     |
                13:05 |                            | ESCALATED:NOBODY_REACHED, 1/4 EMPTY_TIER
                13:10 |                            | ESCALATED, 2/5 NOT_ANSWERED
                """);
    }

    @Test
    void shouldStartAnewWhenTheAlertRisesAndCountOnlyAnswersToWhatItIsNow() {
        LadderStory.holds("""
                13:00 | A START LOW             | SUPPRESSED:BOARD_ONLY
                13:15 | A ESCALATE MEDIUM       | 1/2 ALERT_ESCALATED
                13:30 |                         | ESCALATED, 2/3 NOT_ANSWERED
                13:31 | A ack ann               | ACKNOWLEDGED
                13:32 | A ESCALATE HIGH         | 1/4 ALERT_ESCALATED
                13:33 | A ack bob at 13:31:59   | ACKNOWLEDGED:STALE_ANSWER
                13:34 | A decline bob at 13:31:59 | DECLINED:STALE_ANSWER
                13:37 |                         | ESCALATED, 2/5 NOT_ANSWERED
                13:38 | A ack bob at 13:32      | ACKNOWLEDGED
                14:02 |                         | RESUMED, 3/6 ACK_WITHOUT_ACTION
                """);
    }

    @Test
    void shouldKeepItsTierWhenTheAlertFallsAndCountTimesFromThen() {
        LadderStory.holds("""
                13:00 | A START HIGH        | 1/1 ALERT_STARTED
                13:05 |                     | ESCALATED, 2/2 NOT_ANSWERED
                13:07 | A DEESCALATE MEDIUM | RESCHEDULED
                13:22 |                     | ESCALATED, 3/3 NOT_ANSWERED
                13:23 | A DEESCALATE LOW    | SUPPRESSED:BOARD_ONLY
                23:00 |                     |
                """);
        LadderStory.holds("""
                13:00 | A START HIGH        | 1/1 ALERT_STARTED
                13:01 | A ack ann           | ACKNOWLEDGED
                13:02 | A DEESCALATE MEDIUM | RESCHEDULED
                23:00 |                     |
                """);
    }

    @Test
    void shouldStopAtTheEndAndRecordWhatIsAnsweredAfterIt() {
        LadderStory.holds("""
                13:00    | A START HIGH        | 1/1 ALERT_STARTED
                13:00:01 | A 1/1 ann sms FAILED |
                13:00:01.500 | A END               | SUPPRESSED:ALERT_ENDED
                13:00:02 | A ack ann           | ACKNOWLEDGED:ALERT_ENDED
                13:02    | A END               |
                13:03    | A ack bob           | ACKNOWLEDGED:ALERT_ENDED
                """);
    }

    @Test
    void shouldRetryAChannelEverMoreSlowlyWhateverTheOthersSay() {
        LadderStory.holds("""
                13:00    | A START MEDIUM            | 1/1 ALERT_STARTED
                13:00:01 | A 1/1 ann sms FAILED      |
                13:00:01 | A 1/1 ann mail ACCEPTED   |
                13:00:01 | A 1/1 bob mail UNDELIVERABLE |
                13:00:02 |                           | 1/1 RETRY ann sms#2
                13:00:03 | A 1/1 ann sms FAILED      |
                13:00:03 | A 1/1 ann sms#2 FAILED    |
                13:00:05 |                           | 1/1 RETRY ann sms#3
                13:00:06 | A 1/1 ann sms#3 FAILED 90 |
                13:00:07 | A 1/1 ann sms#3 FAILED 90 |
                13:01:36 |                           | 1/1 RETRY ann sms#4
                13:01:40 | A 1/1 ann sms#4 ACCEPTED  |
                13:01:41 | A 1/1 ann sms#4 FAILED    |
                13:02    |                           |
                """);
    }

    /** Two pagers behind one gateway: what one of them says is nothing that the other has said. */
    @Test
    void shouldTellTwoWaysOverOneChannelApart() {
        LadderStory.holds("""
                13:00    | A START MEDIUM                | 1/1 ALERT_STARTED
                13:00:01 | A 1/1 ann sms@a FAILED        |
                13:00:01 | A 1/1 ann sms@b UNDELIVERABLE |
                13:00:02 |                               | 1/1 RETRY ann sms@a#2
                13:00:03 | A 1/1 ann sms@a#2 ACCEPTED    |
                13:02    |                               |
                """);
        LadderStory.holds("""
                13:00    | A START HIGH                         | 1/1 ALERT_STARTED
                13:00:01 | A 1/1 ann pager@a ACCEPTED inc-7     |
                13:00:01 | A 1/1 ann pager@b ACCEPTED inc-8     |
                13:01    | A END                                | SUPPRESSED:ALERT_ENDED, 1/1 ENDED ann pager@a#2, 1/1 ENDED ann pager@b#2
                13:01:01 | A 1/1 ann pager@news_1#2 ACCEPTED inc-7 |
                13:01:02 | A 1/1 ann pager@news_2#2 ACCEPTED inc-8 |
                """);
    }

    @Test
    void shouldWaitForChannelsByTheWallOnAClockThatRunsFaster() {
        LadderPatient patient = new LadderPatient(PolicyFile.builtIn(), wall -> wall.multipliedBy(60));
        patient.judged(List.of(alert(AlertPhase.START, Priority.HIGH, patient.now)));
        patient.heard(AlertExamples.result(patient.pages.get(0), "a", PageEventKind.FAILED, null));

        assertThat(patient.next()).hasValue(patient.now.plusSeconds(60));
    }

    @Test
    void shouldStopRetryingWhenAcknowledgedAndWhenTheStepIsLeft() {
        LadderStory.holds("""
                13:00    | A START HIGH                | 1/1 ALERT_STARTED
                13:00:01 | A 1/1 ann sms FAILED        |
                13:00:01 | A ack ann                   | ACKNOWLEDGED
                13:00:09 | A 1/1 ann sms#2 FAILED      |
                13:10    |                             |
                """);
        LadderStory.holds("""
                13:00    | A START HIGH                | 1/1 ALERT_STARTED
                13:05    | A 1/1 ann sms FAILED 60     | ESCALATED, 2/2 NOT_ANSWERED
                13:08    | A decline bob of A/2/2      | DECLINED, 3/3 DECLINED
                """);
    }

    @Test
    void shouldAskAgainForAPageHeldBackBecauseOfAnAcknowledgementThatDoesNotCount() {
        LadderStory.holds("""
                13:00    | A START HIGH                                | 1/1 ALERT_STARTED
                13:00:01 | A 1/1 ann sms SUPPRESSED ALREADY_ACKNOWLEDGED |
                13:00:02 |                                             | 1/1 RETRY ann sms#2
                13:00:03 | A 1/1 ann sms#2 SUPPRESSED ALREADY_ACKNOWLEDGED |
                13:00:04 | A ack ann                                   | ACKNOWLEDGED
                13:04    |                                             |
                """);
    }

    @Test
    void shouldMakeOnePageOfAllThatPagesAtOneInstantAboutTheWorst() {
        LadderStory.holds("""
                13:00 | A START MEDIUM & C START HIGH & B START HIGH | SUPPRESSED:TOLD_TOGETHER, C 1/1 ALERT_STARTED +B +A, B SUPPRESSED:TOLD_TOGETHER
                """);
        LadderStory.holds("""
                13:00 | A START HIGH & D START HIGH | SUPPRESSED:TOLD_TOGETHER, D 1/1 ALERT_STARTED +A
                """);
        LadderStory.holds("""
                13:00 | E START HIGH & F START HIGH | E SUPPRESSED:TOLD_TOGETHER, F 1/1 ALERT_STARTED +E
                """);
    }

    @Test
    void shouldMakeOnePageOfLaddersThatClimbAtOneInstant() {
        LadderStory.holds("""
                13:00 | A START HIGH & B START HIGH | 1/1 ALERT_STARTED +B, B SUPPRESSED:TOLD_TOGETHER
                13:01 | A 1/1 ann sms ACCEPTED      |
                13:05 |                             | ESCALATED, 2/2 NOT_ANSWERED +B, B ESCALATED, B SUPPRESSED:TOLD_TOGETHER
                13:06 | A ack ann                   | ACKNOWLEDGED, B 2/3 ALERT_STARTED
                13:11 |                             | B ESCALATED, B 3/4 NOT_ANSWERED
                """);
    }

    @Test
    void shouldTellAnewOfWhatAPageCarriedThatNobodyGot() {
        LadderStory.holds("""
                13:00 | A START HIGH & B START MEDIUM | 1/1 ALERT_STARTED +B, B SUPPRESSED:TOLD_TOGETHER
                13:01 | A END                         | SUPPRESSED:ALERT_ENDED, B 1/2 ALERT_STARTED
                """);
        LadderStory.holds("""
                13:00 | A START HIGH & B START MEDIUM | 1/1 ALERT_STARTED +B, B SUPPRESSED:TOLD_TOGETHER
                13:01 | A 1/1 ann sms ACCEPTED        |
                13:02 | A END                         | SUPPRESSED:ALERT_ENDED
                13:15 |                               | B ESCALATED, B 2/2 NOT_ANSWERED
                """);
        LadderStory.holds("""
                13:00 | A START HIGH & B START HIGH   | 1/1 ALERT_STARTED +B, B SUPPRESSED:TOLD_TOGETHER
                13:00 | B ack ann                     | B ACKNOWLEDGED
                13:01 | A END                         | SUPPRESSED:ALERT_ENDED
                13:02 | B END                         | B SUPPRESSED:ALERT_ENDED
                """);
    }

    @Test
    void shouldLeaveAnEmptyTierWithAllThatThePageTellsOf() {
        LadderStory.holds("""
                13:00 | A START HIGH & B START HIGH   | 1/1 ALERT_STARTED +B, B SUPPRESSED:TOLD_TOGETHER
                13:00 | A 1/1 nobody NO_RECIPIENT     | ESCALATED:NO_RECIPIENT, 2/2 EMPTY_TIER +B, B ESCALATED:NO_RECIPIENT, B SUPPRESSED:TOLD_TOGETHER
                13:05 |                               | ESCALATED, 3/3 NOT_ANSWERED +B, B ESCALATED, B SUPPRESSED:TOLD_TOGETHER
                """);
    }

    @Test
    void shouldTellOnlyOfWhatIsStillOpenWhenAPageIsTriedAgain() {
        LadderStory.holds("""
                13:00    | A START HIGH & B START HIGH | 1/1 ALERT_STARTED +B, B SUPPRESSED:TOLD_TOGETHER
                13:00:01 | A 1/1 ann sms FAILED        |
                13:00:02 |                             | 1/1 RETRY ann sms#2 +B
                13:00:03 | A 1/1 ann sms#2 FAILED      |
                13:00:04 | B END                       | B SUPPRESSED:ALERT_ENDED
                13:00:05 |                             | 1/1 RETRY ann sms#3
                """);
    }

    @Test
    void shouldTellChannelsThatKeepIncidentsOfTheAnswerAndThenOfTheEnd() {
        LadderStory.holds("""
                13:00    | A START HIGH                        | 1/1 ALERT_STARTED
                13:00:01 | A 1/1 ann pager ACCEPTED inc-7      |
                13:01    | A ack ann                           | ACKNOWLEDGED, 1/1 ANSWERED ann pager#2
                13:01:01 | A 1/1 ann pager#2 FAILED            |
                13:01:03 |                                     | 1/1 ANSWERED ann pager#3
                13:01:04 | A END                               | SUPPRESSED:ALERT_ENDED
                13:01:05 | A 1/1 ann pager#3 ACCEPTED          | 1/1 ENDED ann pager#4
                13:01:06 | A 1/1 ann pager#4 ACCEPTED          |
                """);
    }

    @Test
    void shouldLetTheEndOvertakeAnAnswerThatWasNotTakenAndTellOfIncidentsOpenedLate() {
        LadderStory.holds("""
                13:00    | A START HIGH                        | 1/1 ALERT_STARTED
                13:00:01 | A 1/1 ann pager ACCEPTED inc-7      |
                13:01    | A ack ann                           | ACKNOWLEDGED, 1/1 ANSWERED ann pager#2
                13:01:01 | A 1/1 ann pager#2 FAILED            |
                13:01:02 | A END                               | SUPPRESSED:ALERT_ENDED, 1/1 ENDED ann pager#3
                13:01:03 | A 1/1 bob pager ACCEPTED inc-8      | 1/1 ENDED bob pager#2
                13:01:04 | A 1/1 bob pager#2 UNDELIVERABLE     |
                13:01:05 | A 1/1 ann pager#3 FAILED            |
                13:01:09 |                                     | 1/1 ENDED ann pager#4
                """);
    }

    @Test
    void shouldBeSilentForThePastAndNotAtItsLimit() {
        LadderStory.holds("""
                13:00 | A UPDATE HIGH |
                13:01 | A END         |
                """);
        LadderPatient patient = new LadderPatient(PolicyFile.builtIn());
        var start = alert(AlertPhase.START, Priority.HIGH, patient.now);
        patient.now = patient.now.plus(Duration.ofHours(12));
        patient.judged(List.of(start));
        assertThat(patient.pages).hasSize(1);

        LadderPatient late = new LadderPatient(PolicyFile.builtIn());
        late.now = late.now.plus(Duration.ofHours(12)).plusMillis(1);
        late.judged(List.of(start));
        late.passUntil(late.now.plus(Duration.ofDays(1)));
        assertThat(late.pages).isEmpty();
        assertThat(late.told()).extracting(LadderPatient.Told::words).containsExactly("SUPPRESSED:TOO_OLD");
    }

    @Test
    void shouldSayWithEveryDecisionWhenItWillActNext() {
        LadderPatient patient = new LadderPatient(PolicyFile.builtIn());
        patient.judged(List.of(alert(AlertPhase.START, Priority.HIGH, patient.now)));
        patient.passUntil(patient.now.plus(Duration.ofMinutes(6)));

        assertThat(patient.trail)
                .extracting(PageEvent::getNextAt)
                .containsExactly(
                        AlertExamples.FOUR_HOURS_LATER.plus(Duration.ofMinutes(5)),
                        AlertExamples.FOUR_HOURS_LATER.plus(Duration.ofMinutes(10)),
                        AlertExamples.FOUR_HOURS_LATER.plus(Duration.ofMinutes(10)));
    }

    @Test
    void shouldStampWhatAnAnswerMustBeToMakeThePageNeedless() {
        LadderPatient patient = new LadderPatient(PolicyFile.builtIn());
        patient.judged(List.of(alert(AlertPhase.START, Priority.MEDIUM, patient.now)));
        patient.answered(AlertExamples.answer(AlertResponseKind.CLOSING_NOTE, "ann", patient.now));
        patient.now = patient.now.plusSeconds(10);
        patient.judged(List.of(alert(AlertPhase.ESCALATE, Priority.HIGH, patient.now)));

        assertThat(patient.pages).extracting(PageRequest::getLastAnswer).containsExactly(-1L, 0L);
        assertThat(patient.pages).extracting(PageRequest::getAnswersFrom).containsExactly(null, patient.now);
        assertThat(patient.pages)
                .extracting(PageRequest::getExpiresAt)
                .last()
                .isEqualTo(patient.now.plus(Duration.ofHours(12)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Priority.class,
            names = {"HIGH", "UNKNOWN"})
    void shouldPageAnUnknownPriorityLikeTheHighest(Priority priority) {
        LadderPatient patient = new LadderPatient(PolicyFile.builtIn());
        patient.judged(List.of(alert(AlertPhase.START, priority, patient.now)));

        assertThat(patient.pages)
                .extracting(PageRequest::getRoles)
                .containsExactly(List.of("proceduralist", "anaesthetist-on-call"));
        assertThat(patient.next()).hasValue(patient.now.plus(Duration.ofMinutes(5)));
    }

    @Test
    void shouldKeepThePolicyItBeganWith() {
        LadderPatient patient = new LadderPatient(PolicyFile.builtIn());
        patient.judged(List.of(alert(AlertPhase.START, Priority.HIGH, patient.now)));

        LadderPatient reloaded = new LadderPatient(PolicyFile.canary());
        reloaded.ladders.putAll(patient.ladders);
        reloaded.passUntil(reloaded.now.plus(Duration.ofMinutes(5)));

        assertThat(reloaded.pages)
                .extracting(PageRequest::getRoles)
                .containsExactly(List.of("charge-nurse", "second-anaesthetist"));
        assertThat(reloaded.pages).extracting(PageRequest::getPolicyVersion).containsExactly("default/2");
    }

    /** A sender of release 0.1.0, which knows no synthetic patients, has no such channel and cannot page anybody. */
    @Test
    void shouldNameTheLoopBackChannelInEveryPageOfASyntheticPatient() {
        LadderPatient canary = new LadderPatient(PolicyFile.builtIn());
        Alert alert = alert(AlertPhase.START, Priority.HIGH, canary.now);
        alert.setPatientId(Canary.PREFIX + "0001");
        canary.judged(List.of(alert));
        canary.passUntil(canary.now.plus(Duration.ofMinutes(1)));

        assertThat(canary.pages).hasSize(2).allSatisfy(page -> {
            assertThat(page.getChannel()).isEqualTo(Canary.ROLE);
            assertThat(page.getRoles()).containsExactly(Canary.ROLE);
        });
    }

    @Test
    void shouldGiveALadderOfTheFirstReleaseItsPlaceOnThePresentPolicy() {
        LadderCodec codec = new LadderCodec(SitePractice.shipped().policies());
        LadderPatient before = new LadderPatient(PolicyFile.builtIn());
        before.judged(List.of(alert(AlertPhase.START, Priority.HIGH, before.now)));
        LadderState row = codec.row(before.ladders.get(AlertExamples.ALERT));
        row.setPolicy(null);
        row.setClimbAt(null);

        LadderPatient after = new LadderPatient(PolicyFile.builtIn());
        after.now = after.now.plus(Duration.ofMinutes(7));
        after.ladders.put(AlertExamples.ALERT, codec.ladder(row, after.now));
        after.wake();

        assertThat(after.told()).extracting(LadderPatient.Told::words).containsExactly("ESCALATED", "2/2 NOT_ANSWERED");
        assertThat(after.next()).hasValue(after.now.plus(Duration.ofMinutes(5)));
    }

    @Test
    void shouldLetThePageAboutAnImplicitBlockWaitForTheBlock() {
        LadderStory.holds("""
                13:00        | A START HIGH implicit | RESCHEDULED:SETTLING
                13:01:59.999 |                       |
                13:02        |                       | 1/1 ALERT_STARTED
                13:07        |                       | ESCALATED, 2/2 NOT_ANSWERED
                """);
        LadderStory.holds("""
                13:00        | A START HIGH implicit | RESCHEDULED:SETTLING
                13:01:59.999 | A END & B START HIGH  | SUPPRESSED:NOT_SETTLED, B 1/1 ALERT_STARTED
                """);
    }

    @Test
    void shouldLetThePageAboutAnAlertRaisedLateWaitForWhatWasChartedMeanwhile() {
        LadderStory.holds("""
                13:00     | A START HIGH late | RESCHEDULED:SETTLING
                13:00:09.999 |                |
                13:00:10  |                   | 1/1 ALERT_STARTED
                """);
        LadderStory.holds("""
                13:00     | A START HIGH late & B START HIGH late | RESCHEDULED:SETTLING, B RESCHEDULED:SETTLING
                13:00:05  | A END                                 | SUPPRESSED:NOT_SETTLED
                13:00:10  |                                       | B 1/1 ALERT_STARTED
                """);
        LadderStory.holds("""
                13:00     | A START HIGH implicit late | RESCHEDULED:SETTLING
                13:02     |                            | 1/1 ALERT_STARTED
                """);
    }

    @Test
    void shouldNotLetARiseWaitLongerThanTheStartNorAgainOnceSomebodyHasBeenPaged() {
        LadderStory.holds("""
                13:00     | A START MEDIUM implicit    | RESCHEDULED:SETTLING
                13:01     | A ESCALATE HIGH implicit   | RESCHEDULED:SETTLING
                13:02     |                            | 1/1 ALERT_ESCALATED
                """);
        LadderStory.holds("""
                13:00     | A START MEDIUM implicit    | RESCHEDULED:SETTLING
                13:02     |                            | 1/1 ALERT_STARTED
                13:03     | A ESCALATE HIGH implicit   | 1/2 ALERT_ESCALATED
                """);
        LadderStory.holds("""
                13:00     | A START LOW implicit       | SUPPRESSED:BOARD_ONLY
                13:01     | A ESCALATE MEDIUM implicit | RESCHEDULED:SETTLING
                13:02     |                            | 1/2 ALERT_ESCALATED
                """);
        LadderStory.holds("""
                13:00     | A START MEDIUM             | 1/1 ALERT_STARTED
                13:05     | A ESCALATE HIGH late       | RESCHEDULED:SETTLING
                13:05:10  |                            | 1/2 ALERT_ESCALATED
                """);
    }

    @Test
    void shouldTakeAnswersBeforeThePageHasSettled() {
        LadderStory.holds("""
                13:00     | A START HIGH implicit  | RESCHEDULED:SETTLING
                13:00:30  | A decline ann          | DECLINED:STALE_ANSWER
                13:01     | A ack bob              | ACKNOWLEDGED
                13:31     |                        | RESUMED, 1/1 ACK_WITHOUT_ACTION
                """);
        LadderStory.holds("""
                13:00     | A START HIGH implicit      | RESCHEDULED:SETTLING
                13:01     | A DEESCALATE LOW implicit  | SUPPRESSED:BOARD_ONLY
                23:00     |                            |
                """);
    }

    @Test
    void shouldRepeatTheLastTierEverMoreSlowlyAndSaySoOnce() {
        LadderStory.holds("""
                13:00 | A START HIGH | 1/1 ALERT_STARTED
                13:10 |              | @13:05 ESCALATED, @13:05 2/2 NOT_ANSWERED, ESCALATED, 3/3 NOT_ANSWERED
                13:35 |              | @13:15 3/4 REPEAT, @13:20 3/5 REPEAT, @13:25 3/6 REPEAT, @13:30 3/7 REPEAT, 3/8 REPEAT
                13:40 |              | RESCHEDULED:NOBODY_ANSWERS, 3/9 REPEAT
                13:49:59.999 |       |
                13:50 |              | 3/10 REPEAT
                14:10 |              | 3/11 REPEAT
                14:40 |              | 3/12 REPEAT
                15:10 |              | 3/13 REPEAT
                15:11 | A ack ann    | ACKNOWLEDGED
                15:41 |              | RESUMED, 3/14 ACK_WITHOUT_ACTION
                15:46 |              | 3/15 REPEAT
                """);
        LadderStory.holds("""
                13:00 | A START MEDIUM  | 1/1 ALERT_STARTED
                14:00 |                 | @13:15 ESCALATED, @13:15 2/2 NOT_ANSWERED, @13:30 ESCALATED, @13:30 3/3 NOT_ANSWERED, @13:45 3/4 REPEAT, RESCHEDULED:NOBODY_ANSWERS, 3/5 REPEAT
                14:01 | A ESCALATE HIGH | 1/6 ALERT_ESCALATED
                14:16 |                 | @14:06 ESCALATED, @14:06 2/7 NOT_ANSWERED, @14:11 ESCALATED, @14:11 3/8 NOT_ANSWERED, 3/9 REPEAT
                """);
    }

    @Test
    void shouldCountAnAnswerNeitherFromBeforeTheStartNorFromBeforeTheRiseWhateverItClaims() {
        LadderPatient patient = new LadderPatient(PolicyFile.builtIn());
        patient.judged(List.of(alert(AlertPhase.START, Priority.MEDIUM, patient.now)));
        patient.answered(
                AlertExamples.answer(AlertResponseKind.ACKNOWLEDGED, "foreseen", patient.now),
                patient.now.minusMillis(1));
        patient.now = patient.now.plusSeconds(60);
        patient.judged(List.of(alert(AlertPhase.ESCALATE, Priority.HIGH, patient.now)));
        patient.answered(
                AlertExamples.answer(AlertResponseKind.ACKNOWLEDGED, "clock-ahead", patient.now.plusSeconds(600)),
                patient.now.minusMillis(1));
        patient.answered(AlertExamples.answer(AlertResponseKind.ACKNOWLEDGED, "ann", patient.now), patient.now);

        assertThat(patient.trail)
                .filteredOn(event -> event.getKind() == PageEventKind.ACKNOWLEDGED)
                .extracting(PageEvent::getRecipient, PageEvent::getOutcome, PageEvent::getAnswerOffset)
                .containsExactly(
                        tuple("foreseen", PageOutcome.STALE_ANSWER, 0L),
                        tuple("clock-ahead", PageOutcome.STALE_ANSWER, 1L),
                        tuple("ann", PageOutcome.OK, 2L));
    }
}

package org.blockwatch.streams.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.FollowUp;
import org.blockwatch.event.FollowUpBlock;
import org.blockwatch.event.FollowUpSlot;
import org.blockwatch.event.FollowUpSlotState;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.event.Setting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a patient who goes home costs whom, and what is asked of them. The block is at 09:00. */
class OutpatientsTest {

    private static final Instant T0 = SampleStatements.T0;

    private final DetectionHarness bench = new DetectionHarness(T0);

    @AfterEach
    void close() {
        bench.close();
    }

    private void charted(String... lines) {
        for (String text : lines) {
            StatementJson line = StatementJson.parse(text);
            bench.arrives(line.arrival(), line.statement());
        }
    }

    private void untilHours(int hours) {
        bench.runUntil(T0.plus(Duration.ofHours(hours)));
    }

    private void leavesWithANumbBack(String block) {
        charted("09:00 block b1 " + block, "09:15 exam a1 slr:AA touch:L:BACK:REDUCED", "09:25 care c1 DISCHARGED");
    }

    @Test
    void shouldPageNobodyForAPatientWhoAnswersOnce() {
        leavesWithANumbBack("left");
        charted("13:05 exam a2 purpose:PATIENT_REPORTED numb:L:BACK:NORMAL numb:R:BACK:NORMAL");
        untilHours(8 * 24);

        assertThat(bench.pages()).isEmpty();
        assertThat(bench.alerts()).isEmpty();
    }

    @Test
    void shouldCostOneEntryOnTheBoardAndOneLadderWhereAPatientNeverAnswers() {
        leavesWithANumbBack("left");
        untilHours(4 + 6);

        assertThat(bench.alerts())
                .extracting(Alert::getCode, Alert::getPhase, Alert::getPriority, Alert::getSetting)
                .containsExactly(
                        tuple(AlertCode.ASSESSMENT_OVERDUE, AlertPhase.START, Priority.LOW, Setting.HOME),
                        tuple(AlertCode.ASSESSMENT_OVERDUE, AlertPhase.ESCALATE, Priority.MEDIUM, Setting.HOME));
        List<PageRequest> pages = bench.pages();
        assertThat(pages)
                .extracting(PageRequest::getRoles, PageRequest::getRequestedAt)
                .containsExactly(
                        tuple(List.of("follow-up-nurse"), at(7)),
                        tuple(List.of("clinic-lead"), at(8)),
                        tuple(List.of("anaesthetist-on-call"), at(9)),
                        tuple(List.of("anaesthetist-on-call"), at(10)));
        assertThat(pages.get(0).getSummary()).contains("at home").contains("Telephone the patient");

        untilHours(24 * 8);
        assertThat(bench.alerts())
                .extracting(Alert::getPhase, Alert::getEndReason, Alert::getAt)
                .containsExactly(tuple(AlertPhase.END, EndReason.EXPIRED, at(72)));
        assertThat(bench.pages())
                .as("nobody is woken between 21:00 and 08:00")
                .isNotEmpty()
                .allSatisfy(page -> assertThat(
                                page.getRequestedAt().atZone(ZoneOffset.UTC).getHour())
                        .isBetween(8, 20));
    }

    @Test
    void shouldWakeNobodyAtNightUnlessThePatientIsAnticoagulated() {
        leavesWithANumbBack("left");
        charted("13:05 exam a2 purpose:PATIENT_REPORTED"); // the slot of 24 h is the next
        charted("21:30 exam a3 purpose:PATIENT_REPORTED numb:L:BACK:REDUCED");
        untilHours(23);

        assertThat(bench.alerts())
                .extracting(Alert::getCode, Alert::getPriority)
                .containsExactly(tuple(AlertCode.DEFICIT_PERSISTS_4H, Priority.MEDIUM));
        assertThat(bench.pages())
                .extracting(PageRequest::getRoles, PageRequest::getRequestedAt)
                .containsExactly(tuple(List.of("follow-up-nurse"), Instant.parse("2026-03-02T08:00:00Z")));
        assertThat(bench.trail())
                .extracting(PageEvent::getKind, PageEvent::getOutcome)
                .contains(tuple(PageEventKind.RESCHEDULED, PageOutcome.QUIET_HOURS));
    }

    @Test
    void shouldPageAtOnceAtNightWhereThePatientIsAnticoagulated() {
        leavesWithANumbBack("left anticoagulated");
        charted("21:30 exam a3 purpose:PATIENT_REPORTED numb:L:BACK:REDUCED");

        assertThat(bench.pages())
                .extracting(PageRequest::getPriority, PageRequest::getRequestedAt)
                .contains(tuple(Priority.HIGH, Instant.parse("2026-03-01T21:30:00Z")));
    }

    @Test
    void shouldPageTheWardAgainOnceThePatientIsBack() {
        leavesWithANumbBack("left");
        charted("14:00 exam a2 purpose:PATIENT_REPORTED numb:L:L5:REDUCED");
        untilHours(6);
        bench.pages();

        charted("15:30 care c2 ARRIVED");

        assertThat(bench.pages()).anySatisfy(page -> assertThat(page.getRoles()).contains("bedside-nurse"));
        assertThat(bench.alerts())
                .last()
                .satisfies(alert -> assertThat(alert.getSetting()).isEqualTo(Setting.IN_HOUSE));
    }

    @Test
    void shouldMoveTheSlotsOfAPatientAtHomeByTheClock() {
        leavesWithANumbBack("left anticoagulated:?");
        assertThat(last()).satisfies(block -> {
            assertThat(block.getHomeSince()).isEqualTo(Instant.parse("2026-03-01T09:25:00Z"));
            assertThat(block.getSetting()).isEqualTo(Setting.HOME);
            assertThat(block.getAnticoagulated()).isNull();
            assertThat(block.getSlots())
                    .extracting(FollowUpSlot::getId, FollowUpSlot::getState)
                    .containsExactly(
                            tuple("anytime", FollowUpSlotState.OPEN),
                            tuple("PT4H", FollowUpSlotState.DUE_AT),
                            tuple("PT24H", FollowUpSlotState.DUE_AT),
                            tuple("PT48H", FollowUpSlotState.DUE_AT));
        });
        bench.runUntil(Instant.parse("2026-03-01T12:40:00Z"));
        assertThat(states()).containsExactly("OPEN", "OPEN", "DUE_AT", "DUE_AT");
        charted("13:05 exam a2 purpose:PATIENT_REPORTED numb:L:BACK:REDUCED");
        assertThat(states()).containsExactly("OPEN", "ANSWERED", "DUE_AT", "DUE_AT");
        bench.runUntil(Instant.parse("2026-03-02T08:40:00Z"));
        assertThat(states()).containsExactly("OPEN", "ANSWERED", "OPEN", "DUE_AT");
        bench.runUntil(Instant.parse("2026-03-03T08:40:00Z"));
        assertThat(states()).containsExactly("OPEN", "ANSWERED", "MISSED", "OPEN");
        charted("2+10:00 exam a4 purpose:OTHER"); // a call that staff chart, however empty, answers all that is due
        assertThat(states()).containsExactly("OPEN", "ANSWERED", "ANSWERED", "ANSWERED");
        untilHours(7 * 24 - 1);
        assertThat(bench.followUps()).as("nothing changes").isEmpty();
        untilHours(8 * 24);
        assertThat(bench.followUps()).as("then nobody asks any more").containsExactly(Optional.empty());
    }

    @Test
    void shouldCancelTheSlotsOfAPatientWhoIsBackOrHasRecovered() {
        leavesWithANumbBack("left");
        bench.followUps();
        charted("12:50 care c2 ARRIVED");
        assertThat(states()).containsExactly("CANCELLED", "CANCELLED", "CANCELLED", "CANCELLED");
        charted("13:10 care c3 DISCHARGED");
        assertThat(states()).containsExactly("OPEN", "DUE_AT", "DUE_AT");
        charted("14:00 exam a2 slr:AA touch:L:BACK:NORMAL");
        assertThat(states()).containsExactly("CANCELLED", "CANCELLED", "CANCELLED");
        untilHours(80);
        assertThat(bench.followUps()).containsExactly(Optional.empty());
    }

    @Test
    void shouldAskNothingOfAPatientWhoHadRecoveredBeforeLeaving() {
        charted("09:00 block b1 left", "09:40 exam a1 slr:AA", "09:50 care c1 DISCHARGED");
        untilHours(80);

        assertThat(bench.followUps()).isEmpty();
        assertThat(bench.pages()).isEmpty();
    }

    private FollowUpBlock last() {
        List<Optional<FollowUp>> told = bench.followUps();
        return told.get(told.size() - 1).orElseThrow().getBlocks().get(0);
    }

    private List<String> states() {
        return last().getSlots().stream().map(slot -> slot.getState().name()).toList();
    }

    private static Instant at(int hours) {
        return T0.plus(Duration.ofHours(hours));
    }
}

package org.blockwatch.board.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.blockwatch.board.ward.OpaqueKeys;
import org.blockwatch.board.ward.Ward;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.BlockView;
import org.blockwatch.event.FollowUpBlock;
import org.blockwatch.event.FollowUpSlot;
import org.blockwatch.event.FollowUpSlotState;
import org.blockwatch.event.Invitation;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.OpenAlertView;
import org.blockwatch.event.Priority;
import org.blockwatch.event.RecoveryView;
import org.blockwatch.schemas.Topics;
import org.junit.jupiter.api.Test;

/** Who stands on the list of those to be telephoned, and for how long. */
class CallItemTest {

    private static final Instant T0 = Instant.parse("2026-03-01T09:00:00Z");
    private static final ScreenTime TIME = new ScreenTime(ZoneOffset.UTC);

    private final Ward ward = new Ward(new OpaqueKeys("secret".getBytes(StandardCharsets.UTF_8)), () -> 0);

    private static Instant hours(double hours) {
        return T0.plus(Duration.ofMinutes(Math.round(hours * 60)));
    }

    private static FollowUpSlot slot(String id, int hours, FollowUpSlotState state) {
        return new FollowUpSlot(id, hours(hours), hours(hours - 0.3), hours(hours + 19), state, null);
    }

    private static FollowUpBlock block(FollowUpSlot... slots) {
        return FollowUpBlock.newBuilder()
                .setBlockId("b1")
                .setBlockAt(T0)
                .setHomeSince(hours(1))
                .setSlots(List.of(slots))
                .build();
    }

    private static Invitation answered(double hours, boolean asksForCall) {
        return Invitation.newBuilder()
                .setLinkId("link")
                .setPatientId("p1")
                .setBlockId("b1")
                .setSlotId("PT4H")
                .setSealedLink("sealed")
                .setDueAt(hours(4))
                .setMadeAt(hours(3.7))
                .setExpiresAt(hours(23.7))
                .setAnsweredAt(hours(hours))
                .setCallAskedAt(asksForCall ? hours(hours) : null)
                .build();
    }

    private List<CallItem> calls(FollowUpBlock block, double now) {
        return CallItem.of("p1", block, ward.asksForCall("p1"), ward, hours(now), TIME);
    }

    private static List<Object> states(List<CallItem> calls) {
        return calls.stream().map(call -> call.model().get("state")).toList();
    }

    @Test
    void shouldListWhoIsAwaitedOrHasNotAnsweredTheLongestWaitFirst() {
        var block = block(
                slot("anytime", 1, FollowUpSlotState.OPEN),
                slot("PT24H", 24, FollowUpSlotState.OPEN),
                slot("PT4H", 4, FollowUpSlotState.MISSED),
                slot("PT48H", 48, FollowUpSlotState.DUE_AT));

        assertThat(states(calls(block, 24.5))).containsExactly("no answer", "awaited");
        assertThat(states(calls(block, 23.8))).as("asked, not late").containsExactly("no answer");
    }

    @Test
    void shouldListWhoseLastAnswerAsksForACallUntilStaffHaveSpokenToThem() {
        var block = block(slot("PT4H", 4, FollowUpSlotState.ANSWERED));
        ward.heard(Topics.INVITATIONS, "link", answered(4, true));
        open(Priority.LOW);

        assertThat(states(calls(block, 5))).containsExactly("asks for a call");
        charted(AssessmentPurpose.PATIENT_REPORTED, 4.2);
        assertThat(calls(block, 5)).as("the patient's own word is no call").hasSize(1);
        charted(AssessmentPurpose.POST_BLOCK, 4.5);
        assertThat(calls(block, 5)).isEmpty();

        ward.heard(Topics.INVITATIONS, "link", answered(4.8, true));
        assertThat(calls(block, 5)).as("asked again after the call").hasSize(1);
        ward.heard(Topics.INVITATIONS, "link", answered(4.9, false));
        assertThat(calls(block, 5)).as("corrected by the patient").isEmpty();
        ward.heard(Topics.INVITATIONS, "link", answered(4.8, true));
        ward.heard(Topics.INVITATIONS, "link", null);
        assertThat(calls(block, 5)).as("the invitation is forgotten").isEmpty();
    }

    @Test
    void shouldOfferToPageTheNextOnlyWhereSomebodyIsPaged() {
        var block = block(slot("PT4H", 4, FollowUpSlotState.OPEN));

        assertThat(calls(block, 5).get(0).model()).containsEntry("canChart", false);
        open(Priority.LOW);
        assertThat(calls(block, 5).get(0).model())
                .containsEntry("canChart", true)
                .containsEntry("canDecline", false);
        open(Priority.MEDIUM);
        assertThat(calls(block, 5).get(0).model())
                .containsEntry("canDecline", true)
                .containsEntry("alertKey", ward.alertKey("p1", "b1/ASSESSMENT_OVERDUE/1"));
    }

    private void open(Priority priority) {
        ward.heard(
                Topics.RECOVERY,
                "p1",
                RecoveryView.newBuilder()
                        .setPatientId("p1")
                        .setAt(hours(5))
                        .setBlocks(List.of(BlockView.newBuilder()
                                .setBlockId("b1")
                                .setBlockAt(T0)
                                .setOpenAlerts(List.of(OpenAlertView.newBuilder()
                                        .setAlertId("b1/ASSESSMENT_OVERDUE/1")
                                        .setCode(AlertCode.ASSESSMENT_OVERDUE)
                                        .setPriority(priority)
                                        .setStartedAt(hours(5))
                                        .setDueAt(hours(5))
                                        .build()))
                                .build()))
                        .build());
    }

    private void charted(AssessmentPurpose purpose, double hours) {
        ward.heard(
                Topics.ASSESSMENTS,
                "p1",
                NeuroAssessment.newBuilder()
                        .setEventId("a-" + hours)
                        .setPatientId("p1")
                        .setOccurredAt(hours(hours))
                        .setPurpose(purpose)
                        .setExam(NeuroExam.newBuilder().build())
                        .build());
    }
}

package org.blockwatch.followup.invite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.blockwatch.event.FollowUpSlotState;
import org.blockwatch.event.Invitation;
import org.blockwatch.event.InvitationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InvitationRulesTest {

    private static final Instant T0 = Instant.parse("2026-03-01T09:00:00Z");
    private static final Instant DUE = T0.plus(Duration.ofHours(4));
    private static final Instant OPENS = DUE.minus(Duration.ofMinutes(20));
    private static final Instant CLOSES = T0.plus(Duration.ofHours(24));
    private static final Instant REMINDS = DUE.plus(Duration.ofMinutes(45));

    private final InvitationRules rules = new InvitationRules(Duration.ofMinutes(45), true);

    private static Optional<AskedSlot> slot(FollowUpSlotState state) {
        return slot("PT4H", state);
    }

    private static Optional<AskedSlot> slot(String id, FollowUpSlotState state) {
        return Optional.of(new AskedSlot(new AskedSlot.Key("p1", "b1", id, DUE), T0, CLOSES, state));
    }

    private static Invitation.Builder invitation(InvitationState state) {
        return Invitation.newBuilder()
                .setLinkId("n4bQgYhMfWWaL-qgxVrQFa")
                .setPatientId("p1")
                .setBlockId("b1")
                .setSlotId("PT4H")
                .setSealedLink("sealed")
                .setState(state)
                .setDueAt(DUE)
                .setMadeAt(OPENS)
                .setExpiresAt(CLOSES);
    }

    private static Optional<Invitation> sent(Instant at) {
        return Optional.of(invitation(InvitationState.SENT).setSentAt(at).build());
    }

    @Test
    void shouldMakeAnInvitationOnceTheSlotIsOpenAndSendIt() {
        assertThat(rules.next(slot(FollowUpSlotState.DUE_AT), Optional.empty(), OPENS))
                .isEqualTo(InvitationStep.NOTHING);
        assertThat(rules.next(slot(FollowUpSlotState.OPEN), Optional.empty(), OPENS))
                .isEqualTo(InvitationStep.MAKE);
        assertThat(rules.next(
                        slot(FollowUpSlotState.OPEN),
                        Optional.of(invitation(InvitationState.MADE).build()),
                        OPENS))
                .isEqualTo(InvitationStep.SEND);
    }

    @ParameterizedTest
    @EnumSource(value = FollowUpSlotState.class, names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
    void shouldInviteNobodyToASlotThatIsNotOpen(FollowUpSlotState state) {
        assertThat(rules.next(slot(state), Optional.empty(), OPENS)).isEqualTo(InvitationStep.NOTHING);
    }

    @Test
    void shouldRemindOnceAtExactlyFortyFiveMinutesAfter() {
        Optional<AskedSlot> open = slot(FollowUpSlotState.OPEN);

        assertThat(rules.next(open, sent(OPENS), REMINDS.minusMillis(1))).isEqualTo(InvitationStep.NOTHING);
        assertThat(rules.next(open, sent(OPENS), REMINDS)).isEqualTo(InvitationStep.REMIND);
        assertThat(rules.next(
                        open,
                        Optional.of(invitation(InvitationState.SENT)
                                .setSentAt(OPENS)
                                .setRemindedAt(REMINDS)
                                .build()),
                        REMINDS.plusSeconds(60)))
                .isEqualTo(InvitationStep.NOTHING);
    }

    @Test
    void shouldLeaveTimeToAnswerBeforeTheReminderOfALateInvitation() {
        Instant late = REMINDS.plusSeconds(1);
        Instant enough = late.plus(Duration.ofMinutes(45).dividedBy(2));

        assertThat(rules.next(slot(FollowUpSlotState.OPEN), sent(late), enough.minusMillis(1)))
                .isEqualTo(InvitationStep.NOTHING);
        assertThat(rules.next(slot(FollowUpSlotState.OPEN), sent(late), enough)).isEqualTo(InvitationStep.REMIND);
    }

    @Test
    void shouldRemindNobodyWhoHasAnsweredOrWasNotAsked() {
        assertThat(rules.next(
                        slot(FollowUpSlotState.OPEN),
                        Optional.of(invitation(InvitationState.SENT)
                                .setSentAt(OPENS)
                                .setAnsweredAt(DUE)
                                .build()),
                        REMINDS))
                .isEqualTo(InvitationStep.NOTHING);
        assertThat(rules.next(slot(FollowUpSlotState.ANSWERED), sent(OPENS), REMINDS))
                .isEqualTo(InvitationStep.NOTHING);
        assertThat(rules.next(slot("anytime", FollowUpSlotState.OPEN), sent(OPENS), REMINDS))
                .isEqualTo(InvitationStep.NOTHING);
    }

    @Test
    void shouldSendNothingToAPatientWhoIsBackOrHasDied() {
        Optional<Invitation> made = Optional.of(invitation(InvitationState.MADE).build());

        assertThat(rules.next(slot(FollowUpSlotState.CANCELLED), made, OPENS)).isEqualTo(InvitationStep.CLOSE);
        assertThat(rules.next(Optional.empty(), made, OPENS)).isEqualTo(InvitationStep.CLOSE);
    }

    @Test
    void shouldCloseAtTheEndOfTheSlotAndForgetADayLater() {
        assertThat(rules.next(slot(FollowUpSlotState.ANSWERED), sent(OPENS), CLOSES.minusMillis(1)))
                .isEqualTo(InvitationStep.NOTHING);
        assertThat(rules.next(slot(FollowUpSlotState.ANSWERED), sent(OPENS), CLOSES))
                .isEqualTo(InvitationStep.CLOSE);
        Optional<Invitation> closed =
                Optional.of(invitation(InvitationState.CLOSED).build());
        Instant forgotten = CLOSES.plus(Duration.ofDays(1));
        assertThat(rules.next(slot(FollowUpSlotState.MISSED), closed, forgotten.minusMillis(1)))
                .isEqualTo(InvitationStep.NOTHING);
        assertThat(rules.next(Optional.empty(), closed, forgotten)).isEqualTo(InvitationStep.FORGET);
    }

    @Test
    void shouldOfferALinkForAnyTimeOnlyWhereTheSiteWantsIt() {
        Optional<AskedSlot> anytime = slot("anytime", FollowUpSlotState.OPEN);

        assertThat(rules.next(anytime, Optional.empty(), OPENS)).isEqualTo(InvitationStep.MAKE);
        assertThat(new InvitationRules(Duration.ofMinutes(45), false).next(anytime, Optional.empty(), OPENS))
                .isEqualTo(InvitationStep.NOTHING);
    }
}

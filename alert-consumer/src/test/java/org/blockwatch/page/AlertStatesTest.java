package org.blockwatch.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.page.Pages.REQUESTED_AT;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertStatesTest {

    private static final Instant NOW = REQUESTED_AT.plusSeconds(1);

    private final AlertStates alerts = new AlertStates();
    private final PageRequest page = Pages.request("p", 1).build();

    @Test
    void shouldLetAPageOfAnAlertThatNothingIsKnownOfGo() {
        assertThat(alerts.whyNot(page, NOW)).isEmpty();
    }

    @Test
    void shouldHoldBackAPageWhoseAlertHasEnded() {
        alerts.heard(alert(AlertPhase.END), NOW);
        alerts.heard(alert(AlertPhase.ESCALATE), NOW.minusSeconds(5)); // heard late: changes nothing

        assertThat(alerts.whyNot(page, NOW)).contains(PageOutcome.ALERT_ENDED);
    }

    @Test
    void shouldHoldBackAPageAskedForBeforeTheAnswer() {
        alerts.heard(answer(AlertResponseKind.ACKNOWLEDGED), NOW);

        assertThat(alerts.whyNot(page, NOW)).contains(PageOutcome.ALREADY_ACKNOWLEDGED);
    }

    /** A ladder that lags asks for pages after the answer without having seen it. */
    @Test
    void shouldHoldBackAPageAskedForJustAfterTheAnswer() {
        alerts.heard(
                answer(AlertResponseKind.ACKNOWLEDGED),
                REQUESTED_AT.minusSeconds(60).plusMillis(1));
        assertThat(alerts.whyNot(page, NOW)).contains(PageOutcome.ALREADY_ACKNOWLEDGED);
    }

    @Test
    void shouldLetAPageGoThatTheLadderResumesWithAfterAnAnswer() {
        alerts.heard(answer(AlertResponseKind.ACKNOWLEDGED), REQUESTED_AT.minusSeconds(60));
        assertThat(alerts.whyNot(page, NOW)).isEmpty();
    }

    @Test
    void shouldLetAPageGoWhereThePersonHasDeclined() {
        alerts.heard(answer(AlertResponseKind.DECLINED), NOW);

        assertThat(alerts.whyNot(page, NOW)).isEmpty();
    }

    /** In whatever order the two topics are read. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldLetAPageGoWhereTheAlertHasRisenSinceTheAnswer(boolean riseHeardFirst) {
        List<Runnable> heard = List.of(
                () -> alerts.heard(alert(AlertPhase.ESCALATE), REQUESTED_AT.minusMillis(10)),
                () -> alerts.heard(answer(AlertResponseKind.ACKNOWLEDGED), REQUESTED_AT.minusSeconds(5)));
        heard.get(riseHeardFirst ? 0 : 1).run();
        heard.get(riseHeardFirst ? 1 : 0).run();

        assertThat(alerts.whyNot(page, NOW)).isEmpty();
    }

    @Test
    void shouldHoldBackAPagePastItsTimeAndNotBefore() {
        Instant expiry = REQUESTED_AT.plus(Duration.ofHours(12));

        assertThat(alerts.whyNot(page, expiry)).isEmpty();
        assertThat(alerts.whyNot(page, expiry.plusMillis(1))).contains(PageOutcome.TOO_OLD);
        assertThat(alerts.whyNot(Pages.request("p", 1).setExpiresAt(null).build(), expiry.plusSeconds(1)))
                .isEqualTo(Optional.empty());
    }

    private static AlertResponse answer(AlertResponseKind kind) {
        return AlertResponse.newBuilder()
                .setEventId("r1")
                .setPatientId("p")
                .setAlertId(Pages.request("p", 1).build().getAlertId())
                .setKind(kind)
                .setBy("nurse-3")
                .setOccurredAt(REQUESTED_AT)
                .build();
    }

    private static Alert alert(AlertPhase phase) {
        PageRequest page = Pages.request("p", 1).build();
        return Alert.newBuilder()
                .setAlertId(page.getAlertId())
                .setPatientId("p")
                .setBlockId(page.getBlockId())
                .setBlockAt(Pages.BLOCK_AT)
                .setCode(AlertCode.DEFICIT_PERSISTS_4H)
                .setRule("R1")
                .setProtocolVersion("lumbar-medial-branch-block/1")
                .setPriority(Priority.HIGH)
                .setPhase(phase)
                .setDueAt(REQUESTED_AT)
                .setAt(REQUESTED_AT)
                .setStartedAt(REQUESTED_AT)
                .build();
    }
}

package org.blockwatch.consumer.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.consumer.answer.AnswerHarness.ALERT_ID;
import static org.blockwatch.consumer.answer.AnswerHarness.NINE;
import static org.blockwatch.consumer.answer.AnswerHarness.alert;
import static org.blockwatch.consumer.answer.AnswerHarness.ended;

import java.time.Instant;
import org.blockwatch.consumer.page.AlertKey;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.Priority;
import org.junit.jupiter.api.Test;

class KnownAlertsTest {

    private final KnownAlerts alerts = new KnownAlerts(new PageIds(new byte[] {1}));
    private int answers;

    @Test
    void shouldNotGoBackInTimeWhenThePastIsReadAgain() {
        alerts.heard(alert(ALERT_ID).setPriority(Priority.MEDIUM).build(), 4);
        alerts.heard(ended(ALERT_ID, NINE.plusSeconds(60)), 9);

        alerts.heard(alert(ALERT_ID).setPriority(Priority.MEDIUM).build(), 4);

        assertThat(alerts.of(new AlertKey("patient-7", ALERT_ID)).orElseThrow().hasEnded())
                .isTrue();
        assertThat(alerts.open()).isEmpty();
    }

    @Test
    void shouldKeepAnAnswerThatIsHeardBeforeItsAlert() {
        answer(AlertResponseKind.ACKNOWLEDGED, "nurse-3", NINE);
        alerts.heard(alert(ALERT_ID).build(), 4);

        assertThat(acknowledgedBy()).isEqualTo("nurse-3");
    }

    @Test
    void shouldKnowTheAcknowledgementThatStandsAsTheLadderDoes() {
        alerts.heard(alert(ALERT_ID).build(), 4);
        answer(AlertResponseKind.ACKNOWLEDGED, "nurse-3", NINE);
        answer(AlertResponseKind.ACKNOWLEDGED, "dr-1", NINE.plusSeconds(1));
        answer(AlertResponseKind.DECLINED, "dr-2", NINE.plusSeconds(2));
        assertThat(acknowledgedBy()).isEqualTo("nurse-3");

        answer(AlertResponseKind.DECLINED, "nurse-3", NINE.plusSeconds(3));
        assertThat(acknowledgedBy()).isNull();

        answer(AlertResponseKind.ACKNOWLEDGED, "dr-1", NINE.plusSeconds(4));
        assertThat(acknowledgedBy()).isEqualTo("dr-1");

        alerts.heard(
                alert(ALERT_ID)
                        .setPhase(AlertPhase.ESCALATE)
                        .setAt(NINE.plusSeconds(5))
                        .build(),
                9);
        assertThat(acknowledgedBy()).isNull();
    }

    private void answer(AlertResponseKind kind, String by, Instant at) {
        alerts.heard(AlertResponse.newBuilder()
                .setEventId("e-" + ++answers)
                .setPatientId("patient-7")
                .setAlertId(ALERT_ID)
                .setKind(kind)
                .setBy(by)
                .setOccurredAt(at)
                .build());
    }

    private String acknowledgedBy() {
        return alerts.of(new AlertKey("patient-7", ALERT_ID))
                .orElseThrow()
                .acknowledgement()
                .map(AlertResponse::getBy)
                .orElse(null);
    }
}

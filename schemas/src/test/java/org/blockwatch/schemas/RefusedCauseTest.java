package org.blockwatch.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedCauseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delayed recovery",
                "Delayed-Recovery",
                "  DELAYED \t recovery.",
                "delayed_recovery",
                "delayedrecovery",
                "d\u200belayed recovery",
                "de\u00adlayed reco\u202every",
                "ｄｅｌａｙｅｄ　ｒｅｃｏｖｅｒｙ",
                "de\u0301layed recovery"
            })
    void shouldRefuseACauseHoweverItIsWrittenWithTheArticlesLine(String cause) {
        assertThat(RefusedCause.line(alert(), cause))
                .hasValue("\"delayed recovery\" does not explain this alert: Past 24 h is never normal.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"epidural haematoma", "delayed", "unsedated", ""})
    void shouldLetOtherCausesPass(String cause) {
        assertThat(RefusedCause.line(alert(), cause)).isEmpty();
    }

    @Test
    void shouldHaveNothingAgainstNoCause() {
        assertThat(RefusedCause.line(alert(), null)).isEmpty();
    }

    private static Alert alert() {
        return Alert.newBuilder()
                .setAlertId("b1/DEFICIT_PERSISTS_24H/1")
                .setPatientId("p1")
                .setBlockId("b1")
                .setBlockAt(Instant.EPOCH)
                .setCode(AlertCode.DEFICIT_PERSISTS_24H)
                .setRule("R2")
                .setProtocolVersion("lumbar-medial-branch-block/1")
                .setDueAt(Instant.EPOCH)
                .setAt(Instant.EPOCH)
                .setStartedAt(Instant.EPOCH)
                .setCitation("Past 24 h is never normal.")
                .setRefusedCauses(List.of("delayed recovery", "residual block", "sedated"))
                .build();
    }
}

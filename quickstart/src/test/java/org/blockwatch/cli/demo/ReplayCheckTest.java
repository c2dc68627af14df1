package org.blockwatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.blockwatch.cli.replay.Replay;
import org.blockwatch.cli.ward.Arrival;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.streams.site.SitePractice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCheckTest {

    private static final Duration LAG = Duration.ofMinutes(10);
    private static final Instant BLOCK_AT = Instant.parse("2026-03-01T09:00:00Z");
    private static final Instant SEEN_AT = Instant.parse("2026-03-01T09:20:00Z");
    private static final Instant END = Instant.parse("2026-03-01T15:00:00Z");

    private final ReplayCheck opinion = new ReplayCheck();
    private List<Alert> told;

    /** A block and a weak leg, and what the application tells about them. */
    @BeforeEach
    void weakLeg(@TempDir Path state) {
        var block = arrival(BLOCK_AT, """
                {"type":"BlockPerformed","eventId":"b1","blockId":"b1","patientId":"p1",
                 "occurredAt":"2026-03-01T09:00:00Z","laterality":"LEFT","baseline":{}}""");
        var weak = arrival(SEEN_AT, """
                {"type":"NeuroAssessment","eventId":"a1","patientId":"p1","occurredAt":"2026-03-01T09:20:00Z",
                 "exam":{"straightLegRaise":[{"side":"LEFT","result":"UNABLE"}]}}""");
        try (var replay = new Replay(BLOCK_AT, SitePractice.shipped(), state)) {
            for (var arrival : List.of(block, weak)) {
                opinion.arrived(arrival, arrival.at());
                replay.arrives(arrival.at(), "p1", arrival.value());
            }
            replay.runUntil(END);
            told = replay.alerts();
        }
    }

    @Test
    void shouldAgreeWithAlertsThatCameALittleLate() {
        told.forEach(alert -> opinion.told(late(alert)));

        assertThat(opinion.differences(END, LAG)).isEmpty();
    }

    @Test
    void shouldMissAnAlertThatNeverCame() {
        told.stream()
                .filter(alert -> !alert.getAlertId().contains("DEFICIT_PERSISTS_4H"))
                .forEach(opinion::told);

        assertThat(opinion.differences(END, LAG))
                .containsExactly("should have been open from 2026-03-01T13:00:00Z until 2026-03-01T15:00:00Z:"
                        + " b1/DEFICIT_PERSISTS_4H (HIGH); it was never");
    }

    /** An end and the next beginning within the lag may be read together: the live application sees neither. */
    @Test
    void shouldForgiveAnAlertThatIsOpenAgainBeforeAnybodyCouldLook() {
        opinion.arrived(arrival(SEEN_AT.plus(LAG), """
                {"type":"NeuroAssessment","eventId":"a2","patientId":"p1","occurredAt":"2026-03-01T09:22:00Z",
                 "exam":{"straightLegRaise":[{"side":"LEFT","result":"ABLE"}]}}"""), SEEN_AT.plus(LAG));
        opinion.arrived(
                arrival(SEEN_AT.plus(LAG).plusSeconds(60), """
                {"type":"NeuroAssessment","eventId":"a3","patientId":"p1","occurredAt":"2026-03-01T09:23:00Z",
                 "exam":{"straightLegRaise":[{"side":"LEFT","result":"UNABLE"}]}}"""),
                SEEN_AT.plus(LAG).plusSeconds(60));
        told.forEach(opinion::told);

        assertThat(opinion.differences(END, LAG)).noneMatch(line -> line.contains("SIGNIFICANT_MOTOR_BLOCK"));
        assertThat(opinion.differences(END, Duration.ofSeconds(30)))
                .anyMatch(line -> line.contains("SIGNIFICANT_MOTOR_BLOCK"));
    }

    @Test
    void shouldNoticeAnAlertThatNothingSupports() {
        told.forEach(opinion::told);
        opinion.told(Alert.newBuilder(told.get(0))
                .setAlertId("b1/NEWS2_DISAGREES/1")
                .setCode(AlertCode.NEWS2_DISAGREES)
                .build());

        assertThat(opinion.differences(END, LAG))
                .singleElement()
                .asString()
                .startsWith("should not have been open")
                .contains("NEWS2_DISAGREES");
    }

    @Test
    void shouldNoticeAnAlertThatDoesNotEnd() {
        told.stream().filter(alert -> alert.getPhase() != AlertPhase.END).forEach(opinion::told);

        assertThat(opinion.differences(END, LAG))
                .singleElement()
                .asString()
                .startsWith("should not have been open")
                .contains("SIGNIFICANT_MOTOR_BLOCK");
    }

    private static Alert late(Alert alert) {
        return Alert.newBuilder(alert)
                .setAt(alert.getAt().plus(LAG.dividedBy(2)))
                .build();
    }

    private static Arrival arrival(Instant at, String json) {
        return new Arrival(at, "p1", PlainJson.readStatement(json));
    }
}

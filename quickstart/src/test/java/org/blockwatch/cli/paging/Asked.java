package org.blockwatch.cli.paging;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.service.clock.EngineClock;

/** What streams-app asks of alert-consumer, and tells it: each patient has one alert. */
final class Asked {

    private static final EngineClock CLOCK = EngineClock.system();

    private Asked() {}

    /** A page for the proceduralist, now. */
    static PageRequest page(String patient, int step) {
        Instant now = CLOCK.now();
        return PageRequest.newBuilder()
                .setPageId(alert(patient) + "/1/" + step)
                .setAlertId(alert(patient))
                .setPatientId(patient)
                .setBlockId("b-" + patient)
                .setCode(AlertCode.DEFICIT_PERSISTS_4H)
                .setPriority(Priority.HIGH)
                .setReason(PageReason.ALERT_STARTED)
                .setTier(1)
                .setStep(step)
                .setRoles(List.of("proceduralist"))
                .setRequestedAt(now)
                .setDueAt(now)
                .setExpiresAt(now.plus(Duration.ofHours(12)))
                .setBlockAt(now.minus(Duration.ofHours(4)))
                .setSummary("Bed 12, 4 h after block: weak left leg persists. Examine now.")
                .setText("Bed 12, 4 h after block: weak left leg persists. Examine now.")
                .setPolicyVersion("default/1")
                .build();
    }

    /** For two roles that have people. */
    static PageRequest staffed(String patient, int step) {
        return PageRequest.newBuilder(page(patient, step))
                .setRoles(List.of("anaesthetist-on-call", "charge-nurse"))
                .build();
    }

    /** One that nobody needs any more. */
    static PageRequest expired(String patient) {
        return PageRequest.newBuilder(page(patient, 1))
                .setRequestedAt(CLOCK.now().minus(Duration.ofHours(13)))
                .setExpiresAt(CLOCK.now().minus(Duration.ofHours(1)))
                .build();
    }

    /** The end of the alert behind the patient's pages. */
    static Alert ended(String patient) {
        Instant now = CLOCK.now();
        return Alert.newBuilder()
                .setAlertId(alert(patient))
                .setPatientId(patient)
                .setBlockId("b-" + patient)
                .setBlockAt(now.minus(Duration.ofHours(4)))
                .setCode(AlertCode.DEFICIT_PERSISTS_4H)
                .setRule("R1")
                .setProtocolVersion("lumbar-medial-branch-block/1")
                .setPriority(Priority.HIGH)
                .setPhase(AlertPhase.END)
                .setDueAt(now)
                .setAt(now)
                .setStartedAt(now)
                .build();
    }

    /** An acknowledgement of that alert. */
    static AlertResponse answered(String patient) {
        return AlertResponse.newBuilder()
                .setEventId("r-" + patient)
                .setPatientId(patient)
                .setAlertId(alert(patient))
                .setKind(AlertResponseKind.ACKNOWLEDGED)
                .setBy("nurse-3")
                .setOccurredAt(CLOCK.now())
                .build();
    }

    /** What the ladder says of it: that it counts. */
    static PageEvent counted(String patient, long answerOffset) {
        return PageEvent.newBuilder()
                .setPageId(alert(patient) + "/1/1")
                .setAlertId(alert(patient))
                .setPatientId(patient)
                .setKind(PageEventKind.ACKNOWLEDGED)
                .setOutcome(PageOutcome.OK)
                .setTier(1)
                .setStep(1)
                .setAnswerOffset(answerOffset)
                .setAt(CLOCK.now())
                .build();
    }

    private static String alert(String patient) {
        return "b-" + patient + "/DEFICIT_PERSISTS_4H/1";
    }
}

package org.blockwatch.streams.escalation;

import java.time.Duration;
import java.time.Instant;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.Location;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.jspecify.annotations.Nullable;

/** One patient's alert and what happens to it, for tests. */
final class AlertExamples {

    static final String PATIENT = "MRN-0042";
    static final String ALERT = "b1/DEFICIT_PERSISTS_4H/1";
    static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
    static final Instant FOUR_HOURS_LATER = NINE.plus(Duration.ofHours(4));

    private AlertExamples() {}

    static Alert alert(AlertPhase phase, Priority priority, Instant at) {
        return Alert.newBuilder()
                .setAlertId(ALERT)
                .setPatientId(PATIENT)
                .setBlockId("b1")
                .setBlockAt(NINE)
                .setCode(AlertCode.DEFICIT_PERSISTS_4H)
                .setRule("R1")
                .setProtocolVersion("lumbar-medial-branch-block/1")
                .setPriority(priority)
                .setPhase(phase)
                .setDueAt(FOUR_HOURS_LATER)
                .setAt(at)
                .setStartedAt(FOUR_HOURS_LATER)
                .setLocation(new Location("4B", "12"))
                .setProceduralistId("dr-9")
                .build();
    }

    static AlertResponse answer(AlertResponseKind kind, String by, Instant at) {
        return AlertResponse.newBuilder()
                .setEventId("answer-" + by)
                .setPatientId(PATIENT)
                .setAlertId(ALERT)
                .setKind(kind)
                .setBy(by)
                .setOccurredAt(at)
                .build();
    }

    /** What the consumer tells of this request over this channel. */
    static PageEvent result(PageRequest request, String channel, PageEventKind kind, @Nullable Duration retryAfter) {
        return PageEvent.newBuilder()
                .setPageId(request.getPageId())
                .setAttemptId("page_" + request.getPageId() + channel)
                .setAlertId(request.getAlertId())
                .setPatientId(request.getPatientId())
                .setKind(kind)
                .setOutcome(kind == PageEventKind.FAILED ? PageOutcome.SERVER_ERROR : PageOutcome.OK)
                .setTier(request.getTier())
                .setStep(request.getStep())
                .setAttempt(request.getAttempt())
                .setChannel(channel)
                .setAt(request.getRequestedAt())
                .setRetryAfterMs(retryAfter == null ? null : retryAfter.toMillis())
                .build();
    }
}

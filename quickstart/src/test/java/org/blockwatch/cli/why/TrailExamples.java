package org.blockwatch.cli.why;

import java.time.Instant;
import java.util.List;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.Location;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;

/** Records of one alert, as the topics hold them. Minutes and seconds count from the 4-hour mark. */
final class TrailExamples {

    static final String ALERT = "b1/DEFICIT_PERSISTS_4H/1";
    static final Instant MARK = Instant.parse("2026-03-01T13:00:00Z");
    static final List<String> FIRST = List.of("proceduralist", "anaesthetist on call");
    static final List<String> SECOND = List.of("charge nurse", "second anaesthetist");

    private TrailExamples() {}

    static Instant at(int minute, int second) {
        return MARK.plusSeconds(60L * minute + second);
    }

    static Alert.Builder alert(AlertPhase phase, Priority priority, Instant at) {
        return Alert.newBuilder()
                .setAlertId(ALERT)
                .setPatientId("p1")
                .setBlockId("b1")
                .setBlockAt(MARK.minusSeconds(4 * 3600))
                .setCode(AlertCode.DEFICIT_PERSISTS_4H)
                .setRule("R1")
                .setProtocolVersion("lumbar-medial-branch-block/1")
                .setPriority(priority)
                .setPhase(phase)
                .setDueAt(MARK)
                .setAt(at)
                .setStartedAt(MARK)
                .setFindings(List.of("Left straight-leg raise UNABLE (L2, L3)"))
                .setCitation("Any block past 4 h: anaesthesiologist; motor block past 4 h: immediate evaluation.")
                .setLocation(new Location("PACU", "12"));
    }

    static PageRequest.Builder page(int tier, int step, PageReason reason, List<String> roles, Instant at) {
        return PageRequest.newBuilder()
                .setPageId(pageId(tier, step))
                .setAlertId(ALERT)
                .setPatientId("p1")
                .setBlockId("b1")
                .setCode(AlertCode.DEFICIT_PERSISTS_4H)
                .setPriority(Priority.HIGH)
                .setReason(reason)
                .setTier(tier)
                .setStep(step)
                .setRoles(roles)
                .setRequestedAt(at)
                .setDueAt(MARK)
                .setBlockAt(MARK.minusSeconds(4 * 3600))
                .setSummary("summary")
                .setText("text")
                .setPolicyVersion("default/2");
    }

    /** A decision of the ladder. */
    static PageEvent.Builder decision(PageEventKind kind, PageOutcome outcome, int tier, int step, Instant at) {
        return PageEvent.newBuilder()
                .setPageId(pageId(tier, step))
                .setAlertId(ALERT)
                .setPatientId("p1")
                .setKind(kind)
                .setOutcome(outcome)
                .setTier(tier)
                .setStep(step)
                .setAt(at)
                .setPolicyVersion("default/2");
    }

    /** What became of a page on its way to one recipient. */
    static PageEvent.Builder attempt(
            PageEventKind kind, PageOutcome outcome, int tier, int step, String recipient, String channel, Instant at) {
        return decision(kind, outcome, tier, step, at)
                .setAttemptId("page_%d_%s_%s".formatted(step, recipient, channel))
                .setRecipient(recipient)
                .setChannel(channel)
                .setRosterVersion("st-elsewhere/3");
    }

    static AlertResponse.Builder answer(AlertResponseKind kind, String by, Instant at) {
        return AlertResponse.newBuilder()
                .setEventId(by + at)
                .setPatientId("p1")
                .setAlertId(ALERT)
                .setKind(kind)
                .setBy(by)
                .setOccurredAt(at);
    }

    private static String pageId(int tier, int step) {
        return "%s/%d/%d".formatted(ALERT, tier, step);
    }
}

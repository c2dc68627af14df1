package org.blockwatch.streams.escalation;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.blockwatch.event.Alert;
import org.blockwatch.event.PageAlert;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.schemas.Canary;
import org.blockwatch.state.LadderState;
import org.jspecify.annotations.Nullable;

/** Writes page requests. */
final class PageWriter {

    private PageWriter() {}

    /**
     * The request for what a ladder asks.
     *
     * @param others ladders that the page of its present step tells of too, worst first
     */
    static PageRequest page(LadderState ladder, PageDraft ask, List<LadderState> others, Instant now) {
        Alert alert = ladder.getAlert();
        List<LadderState> told = ask.incident() == null ? others : List.of();
        List<Alert> also = told.stream().map(LadderState::getAlert).toList();
        return PageRequest.newBuilder()
                .setPageId(ask.pageId())
                .setAlertId(alert.getAlertId())
                .setPatientId(alert.getPatientId())
                .setBlockId(alert.getBlockId())
                .setCode(alert.getCode())
                .setPriority(alert.getPriority())
                .setReason(ask.reason())
                .setTier(ask.tier())
                .setStep(ask.step())
                .setAttempt(ask.attempt())
                .setRecipient(ask.recipient())
                .setChannel(channel(alert, ask))
                .setChannels(channels(ladder))
                .setRoles(roles(ladder, told))
                .setRequestedAt(now)
                .setDueAt(alert.getDueAt())
                .setExpiresAt(ask.incident() == null ? ladder.getExpiresAt() : null)
                .setBlockAt(alert.getBlockAt())
                .setLocation(alert.getLocation())
                .setProceduralistId(alert.getProceduralistId())
                .setSummary(PageText.summary(alert, also.size(), now))
                .setText(PageText.full(alert, also, now))
                .setPolicyVersion(ladder.getPolicyVersion())
                .setLastAnswer(ladder.getLastAnswer())
                .setAnswersFrom(ladder.getRisenAt())
                .setAlso(told.stream().map(PageWriter::also).toList())
                .setIncident(ask.incident())
                .build();
    }

    /** A sender of release 0.1.0 knows no synthetic patients; it has no channel of this name, and so pages nobody. */
    private static @Nullable String channel(Alert alert, PageDraft ask) {
        return Canary.is(alert.getPatientId()) ? Canary.ROLE : ask.channel();
    }

    private static PageAlert also(LadderState ladder) {
        return PageAlert.newBuilder()
                .setAlertId(ladder.getAlert().getAlertId())
                .setCode(ladder.getAlert().getCode())
                .setPriority(ladder.getAlert().getPriority())
                .setDueAt(ladder.getAlert().getDueAt())
                .setLastAnswer(ladder.getLastAnswer())
                .setAnswersFrom(ladder.getRisenAt())
                .build();
    }

    /** Those of the worst first; each once. */
    private static List<String> roles(LadderState ladder, List<LadderState> others) {
        return Stream.concat(Stream.of(ladder), others.stream())
                .flatMap(told -> told.getRoles().stream())
                .distinct()
                .toList();
    }

    private static List<String> channels(LadderState ladder) {
        KeptPolicy policy = new KeptPolicy(ladder.getPolicy());
        Priority priority = ladder.getAlert().getPriority();
        return policy.pages(priority)
                ? policy.tier(priority, Math.min(ladder.getTier(), policy.last(priority)))
                        .getChannels()
                : List.of(); // fallen to the board: only news for channels that keep incidents
    }
}

package org.blockwatch.escalation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.blockwatch.event.Alert;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.state.LadderChannel;
import org.blockwatch.state.LadderState;
import org.jspecify.annotations.Nullable;

/** A {@link Step} in the making: a copy of the ladder that may be changed, and what has been decided so far. */
final class Move {

    private final LadderState ladder;
    private final Instant now;
    private final List<PageRequest> pages = new ArrayList<>();
    private final List<PageEvent> trail = new ArrayList<>();

    Move(LadderState before, Instant now) {
        this.ladder = LadderState.newBuilder(before).build(); // copies deeply
        this.now = now;
    }

    LadderState ladder() {
        return ladder;
    }

    Instant now() {
        return now;
    }

    /** Identity of the present step. */
    String pageId() {
        return ladder.getAlert().getAlertId() + "/" + ladder.getTier() + "/" + ladder.getStep();
    }

    /** The present step is to be sent, over one channel or (null) over all of its recipients'. */
    void requested(PageReason reason, @Nullable String channel, int attempt) {
        Alert alert = ladder.getAlert();
        pages.add(PageRequest.newBuilder()
                .setPageId(pageId())
                .setAlertId(alert.getAlertId())
                .setPatientId(alert.getPatientId())
                .setBlockId(alert.getBlockId())
                .setCode(alert.getCode())
                .setPriority(alert.getPriority())
                .setReason(reason)
                .setTier(ladder.getTier())
                .setStep(ladder.getStep())
                .setAttempt(attempt)
                .setChannel(channel)
                .setRoles(ladder.getRoles())
                .setRequestedAt(now)
                .setDueAt(alert.getDueAt())
                .setExpiresAt(ladder.getExpiresAt())
                .setBlockAt(alert.getBlockAt())
                .setLocation(alert.getLocation())
                .setProceduralistId(alert.getProceduralistId())
                .setSummary(PageText.summary(alert, now))
                .setText(PageText.full(alert, now))
                .setPolicyVersion(ladder.getPolicyVersion())
                .build());
        decided(PageEventKind.REQUESTED, PageOutcome.OK, String.join(", ", ladder.getRoles()), channel, attempt);
    }

    /** The present step is not to be sent (any more), over one channel or at all. */
    void suppressed(PageOutcome why, @Nullable String channel, int attempt) {
        decided(PageEventKind.SUPPRESSED, why, null, channel, attempt);
    }

    /** A person has taken the alert on. */
    void acknowledged(String by) {
        decided(PageEventKind.ACKNOWLEDGED, PageOutcome.OK, by, null, 1);
    }

    /** The step, with the ladder as it now stands. */
    Step done() {
        Optional<Instant> next = ladder.getChannels().stream()
                .map(LadderChannel::getRetryAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
        return new Step(Optional.of(ladder), List.copyOf(pages), List.copyOf(trail), next);
    }

    /** The step, and the ladder is forgotten. */
    Step forgotten() {
        return new Step(Optional.empty(), List.copyOf(pages), List.copyOf(trail), Optional.empty());
    }

    private void decided(
            PageEventKind kind,
            PageOutcome outcome,
            @Nullable String recipient,
            @Nullable String channel,
            int attempt) {
        trail.add(PageEvent.newBuilder()
                .setPageId(pageId())
                .setAlertId(ladder.getAlert().getAlertId())
                .setPatientId(ladder.getAlert().getPatientId())
                .setKind(kind)
                .setOutcome(outcome)
                .setTier(ladder.getTier())
                .setStep(ladder.getStep())
                .setAttempt(attempt)
                .setRecipient(recipient)
                .setChannel(channel)
                .setAt(now)
                .setPolicyVersion(ladder.getPolicyVersion())
                .build());
    }
}

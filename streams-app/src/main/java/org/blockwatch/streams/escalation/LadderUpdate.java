package org.blockwatch.streams.escalation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.streams.escalation.Ladder.Attempt;
import org.blockwatch.streams.escalation.Ladder.Sharing;
import org.blockwatch.streams.escalation.Ladder.Step;
import org.blockwatch.streams.escalation.PageWriter.Draft;
import org.jspecify.annotations.Nullable;

/**
 * A {@link LadderDecision} in the making: the ladder as it has become so far, and what has been decided. Lives as long as
 * one call of {@link LadderRules}.
 */
final class LadderUpdate {

    /** Alerts that a page told of which nobody got: they are to be told of again. */
    record Untold(String pageId, List<String> alertIds) {}

    private final @Nullable Ladder before;
    private final Instant now;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Untold> untold = new ArrayList<>();
    private final List<PageEvent> trail = new ArrayList<>();
    private Ladder ladder;
    private @Nullable PageReason wanted;

    private LadderUpdate(@Nullable Ladder before, Ladder ladder, Instant now) {
        this.before = before;
        this.ladder = ladder;
        this.now = now;
    }

    static LadderUpdate of(Ladder standing, Instant now) {
        return new LadderUpdate(standing, standing, now);
    }

    /** Returns the update of a ladder that is about to begin. */
    static LadderUpdate ofNew(Ladder first, Instant now) {
        return new LadderUpdate(null, first, now);
    }

    Ladder ladder() {
        return ladder;
    }

    Instant now() {
        return now;
    }

    /** Replaces the ladder. */
    void set(Ladder next) {
        ladder = next;
    }

    /** Moves the ladder into another phase. */
    void set(LadderPhase next) {
        ladder = ladder.with(next);
    }

    /** Leaves the present step for another, which no channel has heard of. What the old one's page told of is kept. */
    void take(int tier, List<String> roles, Instant expiresAt) {
        leave();
        ladder = ladder.with(new Step(ladder.step().number() + 1, tier, roles, expiresAt, Sharing.NONE, List.of()));
    }

    /** Leaves the present step. What its page told of beside this alert is not lost if no channel took the page. */
    void leave() {
        boolean told = ladder.step().attempts().stream().anyMatch(Attempt::accepted);
        Sharing sharing = ladder.step().sharing();
        if (!told && !sharing.also().isEmpty()) {
            untold.add(new Untold(ladder.stepId(), sharing.also()));
        }
        ladder = ladder.withSharing(new Sharing(sharing.carrier(), List.of()));
    }

    /** Wants a page for the step just taken: alone, or with others of the patient. */
    void want(PageReason reason) {
        wanted = reason;
    }

    /** Wants no page any more. */
    void wantNone() {
        wanted = null;
    }

    Optional<PageReason> wanted() {
        return Optional.ofNullable(wanted);
    }

    /** Gives the step just taken a page of its own, which may tell of others too. */
    void carry(List<String> others) {
        ladder = ladder.withSharing(new Sharing(null, List.copyOf(others)));
        drafts.add(Draft.ofStep(ladder, wanted().orElseThrow()));
    }

    /** Has the step just taken told by the page of another alert. */
    void carryBy(String pageId) {
        ladder = ladder.withSharing(new Sharing(pageId, ladder.step().sharing().also()));
        record(PageEventKind.SUPPRESSED, PageOutcome.TOLD_TOGETHER);
    }

    void ask(Draft draft) {
        drafts.add(draft);
    }

    List<Untold> untold() {
        return List.copyOf(untold);
    }

    /** Puts a decision on the trail, as of the ladder as it stands now; whoever decides may add to it. */
    PageEvent record(PageEventKind kind, PageOutcome outcome) {
        PageEvent event = PageEvent.newBuilder()
                .setPageId(ladder.stepId())
                .setAlertId(ladder.alertId())
                .setPatientId(ladder.alert().getPatientId())
                .setKind(kind)
                .setOutcome(outcome)
                .setTier(ladder.step().tier())
                .setStep(ladder.step().number())
                .setAt(now)
                .setPolicyVersion(ladder.policy().version())
                .build();
        trail.add(event);
        return event;
    }

    /** Returns whether anything came of it. */
    boolean isEmpty() {
        return drafts.isEmpty() && trail.isEmpty() && ladder.equals(before) && !ladder.isOver(now);
    }

    /**
     * Returns the decision, with the ladder as it now stands.
     *
     * @param others ladders that pages of this one tell of too, as they now stand
     */
    LadderDecision done(List<Ladder> others) {
        List<PageRequest> pages = drafts.stream()
                .map(draft -> PageWriter.page(ladder, draft, others, now))
                .toList();
        pages.forEach(this::recordRequest);
        Instant nextAt = ladder.nextPage().orElse(null);
        trail.forEach(event -> event.setNextAt(nextAt));
        return new LadderDecision(
                ladder.alertId(),
                ladder.isOver(now) ? Optional.empty() : Optional.of(ladder),
                pages,
                List.copyOf(trail));
    }

    private void recordRequest(PageRequest page) {
        PageEvent event = record(PageEventKind.REQUESTED, PageOutcome.OK);
        event.setPageId(page.getPageId());
        event.setTier(page.getTier());
        event.setStep(page.getStep());
        event.setAttempt(page.getAttempt());
        event.setChannel(page.getChannel());
        event.setRecipient(page.getRecipient() == null ? String.join(", ", page.getRoles()) : page.getRecipient());
    }
}

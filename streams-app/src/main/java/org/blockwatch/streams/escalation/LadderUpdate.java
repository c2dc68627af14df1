package org.blockwatch.streams.escalation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.state.LadderChannel;
import org.blockwatch.state.LadderIncident;
import org.blockwatch.state.LadderState;
import org.jspecify.annotations.Nullable;

/** A {@link LadderDecision} in the making: a copy of the ladder that may be changed, and what has been decided so far. */
final class LadderUpdate {

    /** Alerts that a page told of which nobody got: they are to be told of anew. */
    record Untold(String pageId, List<String> alertIds) {}

    private static final int FIRST_ATTEMPT = 1;

    private static final SpecificData MODEL = SpecificData.getForClass(LadderState.class);

    private final LadderState before;
    private final LadderState ladder;
    private final Instant now;
    private final List<PageDraft> asks = new ArrayList<>();
    private final List<Untold> untold = new ArrayList<>();
    private final List<PageEvent> trail = new ArrayList<>();
    private @Nullable PageReason wanted;

    LadderUpdate(LadderState before, Instant now) {
        this.before = before;
        this.ladder = copy(before);
        this.now = now;
    }

    /** A copy that may be changed. Alert and policy are shared: they are replaced, never changed. */
    private static LadderState copy(LadderState of) {
        LadderState copy = new LadderState();
        for (Schema.Field field : copy.getSchema().getFields()) {
            Object value = of.get(field.pos());
            copy.put(field.pos(), value instanceof List ? MODEL.deepCopy(field.schema(), value) : value);
        }
        return copy;
    }

    LadderState ladder() {
        return ladder;
    }

    KeptPolicy policy() {
        return new KeptPolicy(ladder.getPolicy());
    }

    Instant now() {
        return now;
    }

    Priority priority() {
        return ladder.getAlert().getPriority();
    }

    /** An unknown priority is one that a newer release knows: it counts as HIGH. */
    boolean isHigh() {
        return Ladder.urgency(priority()) == Priority.HIGH.ordinal();
    }

    /** Whether the ladder has begun to page, and neither ended nor fallen to the board. */
    boolean isRunning() {
        return !ladder.getEnded() && !ladder.getRoles().isEmpty();
    }

    boolean isAcknowledged() {
        return ladder.getAcknowledgedBy() != null;
    }

    /** Identity of the present step. */
    String stepId() {
        return stepId(ladder);
    }

    static String stepId(LadderState ladder) {
        return ladder.getAlert().getAlertId() + "/" + ladder.getTier() + "/" + ladder.getStep();
    }

    /** The page that tells of the present step: its own, or that of another alert of the patient. */
    String pageId() {
        return ladder.getPageId() == null ? stepId() : ladder.getPageId();
    }

    /** A page is wanted for the step just taken: alone, or with others of the patient. */
    void want(PageReason reason) {
        wanted = reason;
    }

    Optional<PageReason> wanted() {
        return Optional.ofNullable(wanted);
    }

    /** The step just taken gets a page of its own, which may tell of others too. */
    void carry(List<String> others) {
        ladder.setAlso(others);
        asks.add(new PageDraft(wanted, stepId(), ladder.getTier(), ladder.getStep(), null, null, FIRST_ATTEMPT, null));
    }

    /** The page of another alert tells of the step just taken. */
    void carriedBy(String pageId) {
        ladder.setPageId(pageId);
        decided(PageEventKind.SUPPRESSED, PageOutcome.TOLD_TOGETHER);
    }

    void ask(PageDraft ask) {
        asks.add(ask);
    }

    /** Leaves the present step. What its page told of beside this alert is not lost if no channel took the page. */
    void leave() {
        boolean told = ladder.getChannels().stream().anyMatch(LadderChannel::getAccepted);
        if (!told && !ladder.getAlso().isEmpty()) {
            untold.add(new Untold(stepId(), List.copyOf(ladder.getAlso())));
        }
        ladder.setAlso(List.of());
    }

    List<Untold> untold() {
        return untold;
    }

    /** Puts a decision on the trail, as of the ladder as it stands now; whoever decides may add to it. */
    PageEvent decided(PageEventKind kind, PageOutcome outcome) {
        PageEvent event = PageEvent.newBuilder()
                .setPageId(stepId())
                .setAlertId(ladder.getAlert().getAlertId())
                .setPatientId(ladder.getAlert().getPatientId())
                .setKind(kind)
                .setOutcome(outcome)
                .setTier(ladder.getTier())
                .setStep(ladder.getStep())
                .setAt(now)
                .setPolicyVersion(ladder.getPolicyVersion())
                .build();
        trail.add(event);
        return event;
    }

    /** When time alone will need this ladder again. */
    static Optional<Instant> next(LadderState ladder) {
        Stream<Instant> told = ladder.getIncidents().stream().map(LadderIncident::getRetryAt);
        if (ladder.getEnded()) {
            return earliest(isTold(ladder) ? Stream.of(ladder.getExpiresAt()) : told);
        }
        Stream<Instant> tried = ladder.getChannels().stream().map(LadderChannel::getRetryAt);
        return earliest(Stream.concat(Stream.concat(told, tried), nextClimb(ladder).stream()));
    }

    /** Whether no channel keeps an incident open of whose end it has not been told. */
    private static boolean isTold(LadderState ladder) {
        return ladder.getIncidents().stream().allMatch(IncidentRules::isOver);
    }

    /** When it will page somebody else, or again, by itself. */
    static Optional<Instant> nextClimb(LadderState ladder) {
        return earliest(Stream.of(ladder.getClimbAt(), ladder.getResumeAt()));
    }

    private static Optional<Instant> earliest(Stream<Instant> instants) {
        return instants.filter(Objects::nonNull).min(Instant::compareTo);
    }

    /** Whether anything came of it. */
    boolean isEmpty() {
        return asks.isEmpty() && trail.isEmpty() && ladder.equals(before) && !isOver();
    }

    /** Whether nothing can come any more that the ladder would be needed for. */
    private boolean isOver() {
        return ladder.getEnded() && isTold(ladder) && !now.isBefore(ladder.getExpiresAt());
    }

    /**
     * The step, with the ladder as it now stands.
     *
     * @param others ladders that pages of this one tell of too, as they now stand
     */
    LadderDecision done(List<LadderState> others) {
        List<PageRequest> pages = asks.stream()
                .map(ask -> PageWriter.page(ladder, ask, others, now))
                .toList();
        pages.forEach(this::requested);
        Instant nextAt = nextClimb(ladder).orElse(null);
        trail.forEach(event -> event.setNextAt(nextAt));
        return new LadderDecision(
                ladder.getAlert().getAlertId(),
                isOver() ? Optional.empty() : Optional.of(ladder),
                pages,
                List.copyOf(trail),
                isOver() ? Optional.empty() : next(ladder));
    }

    private void requested(PageRequest page) {
        PageEvent event = decided(PageEventKind.REQUESTED, PageOutcome.OK);
        event.setPageId(page.getPageId());
        event.setTier(page.getTier());
        event.setStep(page.getStep());
        event.setAttempt(page.getAttempt());
        event.setChannel(page.getChannel());
        event.setRecipient(page.getRecipient() == null ? String.join(", ", page.getRoles()) : page.getRecipient());
    }
}

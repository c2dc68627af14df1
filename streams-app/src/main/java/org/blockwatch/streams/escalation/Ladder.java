package org.blockwatch.streams.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.blockwatch.event.Alert;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.Priority;
import org.jspecify.annotations.Nullable;

/**
 * How far the paging for one alert has come: an immutable value. {@link LadderCodec} stores it.
 *
 * @param alert at its latest transition; never changed
 * @param policy that the ladder began with
 * @param step the present step
 * @param phase what the ladder waits for
 * @param answers what people have answered
 * @param incidents what channels keep open for its pages
 */
record Ladder(Alert alert, KeptPolicy policy, Step step, LadderPhase phase, Answers answers, List<Incident> incidents) {

    /**
     * One decision to page or not to page.
     *
     * @param number from 1, counted over all tiers; 0 before the first
     * @param tier from 1; 0 before the first
     * @param roles whom it pages; empty: nobody
     * @param expiresAt after this instant it is not sent any more
     * @param sharing which other alerts it is told together with
     * @param attempts what each channel has said
     */
    record Step(int number, int tier, List<String> roles, Instant expiresAt, Sharing sharing, List<Attempt> attempts) {}

    /**
     * How a page tells of several alerts of one patient.
     *
     * @param carrier the page of another ladder that tells of this one; null: it has a page of its own
     * @param also the alerts that its own page tells of beside its own
     */
    record Sharing(@Nullable String carrier, List<String> also) {
        static final Sharing NONE = new Sharing(null, List.of());
    }

    /**
     * One way to one person; all empty: the page as a whole.
     *
     * @param attemptId names the way, address and all; empty in states of release 0.2.0
     */
    record Target(String recipient, String channel, String attemptId) {
        static final Target WHOLE = new Target("", "", "");

        /** Returns whether both may be one way: a state of release 0.2.0 knows no attemptId. */
        boolean isSameWay(Target other) {
            return recipient.equals(other.recipient)
                    && channel.equals(other.channel)
                    && (attemptId.equals(other.attemptId) || attemptId.isEmpty());
        }
    }

    /**
     * How far an attempt has come.
     *
     * @param attempt the latest, from 1
     * @param settled nothing more is to be tried
     * @param retryAt when it is made again; null: its result is open, or nothing more is tried
     */
    record Progress(int attempt, boolean settled, @Nullable Instant retryAt) {

        Progress done() {
            return new Progress(attempt, true, null);
        }

        Progress retriedAt(@Nullable Instant at) {
            return new Progress(attempt, settled, at);
        }

        /** Returns the next attempt, under way. */
        Progress again() {
            return new Progress(attempt + 1, false, null);
        }

        boolean isDue(Instant now) {
            return retryAt != null && !retryAt.isAfter(now);
        }
    }

    /** What one channel of one recipient has said to the present step. */
    record Attempt(Target to, Progress progress, boolean accepted) {

        Attempt with(Progress next) {
            return new Attempt(to, next, accepted);
        }
    }

    /** The page that opened an incident. */
    record OpenedBy(String pageId, int tier, int step) {}

    /**
     * What a channel keeps open until it has been told of the answer and the end.
     *
     * @param id what the channel needs to find it again
     * @param told what it was last asked to be told: UNKNOWN nothing yet, ANSWERED, ENDED
     */
    record Incident(OpenedBy page, Target to, String id, PageReason told, Progress progress) {

        Incident with(Progress next) {
            return new Incident(page, to, id, told, next);
        }

        /** Returns whether nothing more is to be told of it. */
        boolean isOver() {
            return told == PageReason.ENDED && progress.settled();
        }
    }

    /**
     * What people have answered.
     *
     * @param lastOffset of the latest answer taken in; -1: none
     * @param risenAt when the alert last rose: answers given before are to a lesser alert; null: it has not
     * @param taken eventIds of the latest answers taken in
     * @param declinedBy who has declined since the alert last rose
     */
    record Answers(long lastOffset, @Nullable Instant risenAt, List<String> taken, List<String> declinedBy) {
        static final Answers NONE = new Answers(-1, null, List.of(), List.of());
    }

    Ladder with(Alert next) {
        return new Ladder(next, policy, step, phase, answers, incidents);
    }

    Ladder with(Step next) {
        return new Ladder(alert, policy, next, phase, answers, incidents);
    }

    /** Returns the ladder in another phase, if {@link LadderTransitions} allows it. */
    Ladder with(LadderPhase next) {
        return new Ladder(alert, policy, step, LadderTransitions.checked(phase, next), answers, incidents);
    }

    Ladder with(Answers next) {
        return new Ladder(alert, policy, step, phase, next, incidents);
    }

    Ladder withIncidents(List<Incident> next) {
        return new Ladder(alert, policy, step, phase, answers, List.copyOf(next));
    }

    Ladder withAttempts(List<Attempt> next) {
        return with(new Step(
                step.number(), step.tier(), step.roles(), step.expiresAt(), step.sharing(), List.copyOf(next)));
    }

    Ladder withSharing(Sharing next) {
        return with(new Step(step.number(), step.tier(), step.roles(), step.expiresAt(), next, step.attempts()));
    }

    String alertId() {
        return alert.getAlertId();
    }

    Priority priority() {
        return alert.getPriority();
    }

    boolean isHigh() {
        return urgency(priority()) == Priority.HIGH.ordinal();
    }

    /** Compares priorities. An unknown one is one that a newer release knows: it counts as HIGH. */
    static int urgency(Priority priority) {
        return priority == Priority.UNKNOWN ? Priority.HIGH.ordinal() : priority.ordinal();
    }

    boolean isEnded() {
        return phase instanceof LadderPhase.Ended;
    }

    boolean isAcknowledged() {
        return phase instanceof LadderPhase.Acknowledged;
    }

    /** Returns whether it has begun to page, and neither ended nor fallen to the board. */
    boolean isRunning() {
        return !isEnded() && !step.roles().isEmpty();
    }

    /** Returns the identity of the present step, unique within the patient. */
    String stepId() {
        return alertId() + "/" + step.tier() + "/" + step.number();
    }

    /** Returns the page that tells of the present step: its own, or that of another alert of the patient. */
    String pageId() {
        return step.sharing().carrier() == null ? stepId() : step.sharing().carrier();
    }

    /** Returns when it will page somebody else, or again, by itself; empty: only an event makes it. */
    Optional<Instant> nextPage() {
        return phase.wakesAt();
    }

    /** Returns when time alone will need it again. */
    Optional<Instant> nextWake() {
        Stream<Instant> told =
                incidents.stream().map(incident -> incident.progress().retryAt());
        if (phase instanceof LadderPhase.Ended ended) {
            return earliest(isTold() ? Stream.of(ended.forgetAt()) : told);
        }
        Stream<Instant> tried =
                step.attempts().stream().map(attempt -> attempt.progress().retryAt());
        return earliest(Stream.of(told, tried, nextPage().stream()).flatMap(instants -> instants));
    }

    /** Returns whether nothing can come any more that the ladder would be needed for. */
    boolean isOver(Instant now) {
        return phase instanceof LadderPhase.Ended ended && isTold() && !now.isBefore(ended.forgetAt());
    }

    /** Returns whether no channel keeps an incident open of whose end it has not been told. */
    private boolean isTold() {
        return incidents.stream().allMatch(Incident::isOver);
    }

    private static Optional<Instant> earliest(Stream<@Nullable Instant> instants) {
        return instants.filter(Objects::nonNull).min(Instant::compareTo);
    }
}

package org.blockwatch.streams.patient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.blockwatch.clinical.Position;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.clinical.Statement;
import org.blockwatch.clinical.Vitals;
import org.jspecify.annotations.Nullable;

/**
 * Holds a patient's recovery as it was at some earlier statements. A correction is folded from the latest one before it, and not from the
 * beginning; a late statement, moreover, only to where it no longer makes a difference, and over vital signs it does not go at all.
 *
 * <p>Each contains all that stands up to its {@code foldedThrough}, or it is not here; nothing that stands later is of its instant.
 */
final class Checkpoints {
    /** Statements from one to the next, vital signs apart: what has to be folded beside what is late. */
    private static final int APART = 8;

    /** However little has been charted: what a correction that has to be folded from the history reads. */
    private static final Duration APART_AT_MOST = Duration.ofHours(1);

    /** Hardly anything comes later than that many hours, or eight times as many statements, after it occurred. */
    private static final int KEPT = 8;

    private final List<Checkpoint> oldestFirst = new ArrayList<>(KEPT);

    /**
     * @param later all that stands between this one and the next, vital signs apart, blocks never among them; null where that is not known
     */
    private record Checkpoint(Recovery recovery, @Nullable List<Position> later) {
        Instant at() {
            return Objects.requireNonNull(recovery.foldedThrough()).occurredAt(); // pass lets in no other
        }
    }

    /** Keeps a recovery that contains all that stands up to now, if it is far enough from the last one. */
    void pass(Recovery recovery) {
        if (recovery.foldedThrough() == null) {
            return;
        }
        Checkpoint next = new Checkpoint(recovery, new ArrayList<>());
        if (oldestFirst.isEmpty() || isFar(oldestFirst.get(oldestFirst.size() - 1), next)) {
            if (oldestFirst.size() == KEPT) {
                oldestFirst.remove(0);
            }
            oldestFirst.add(next);
        }
    }

    private static boolean isFar(Checkpoint last, Checkpoint next) {
        return next.at().isAfter(last.at())
                && (last.later() == null
                        || last.later().size() >= APART
                        || !next.at().isBefore(last.at().plus(APART_AT_MOST)));
    }

    /**
     * Takes in a statement that the recovery has taken in by one step.
     *
     * @param inOrder whether it is later in order than all before; only vital signs may be earlier
     */
    void take(Statement statement, boolean inOrder, Protocols protocols) {
        if (!(statement instanceof Vitals vitals)) {
            note(statement.position());
        } else if (!inOrder) {
            measure(vitals, protocols);
        }
    }

    /** Notes a statement that is later in order than all before; it is no vital signs and performs no block. */
    void note(Position statement) {
        int last = oldestFirst.size() - 1;
        if (last < 0) {
            return;
        }
        if (oldestFirst.get(last).at().equals(statement.occurredAt())) {
            Checkpoint gone = oldestFirst.remove(last); // what is of one instant is folded together
            List<Position> before = last == 0 ? null : oldestFirst.get(last - 1).later();
            if (before != null && gone.later() != null) {
                before.addAll(gone.later());
            } else if (last > 0) {
                oldestFirst.set(
                        last - 1, new Checkpoint(oldestFirst.get(last - 1).recovery(), null));
            }
            last--;
        }
        List<Position> later = last < 0 ? null : oldestFirst.get(last).later();
        if (later != null) {
            later.add(statement);
        }
    }

    /**
     * Takes a late statement in where it belongs. From the first checkpoint at which it makes no difference any more, all is as it was.
     *
     * @param late new, earlier in order than something contained, neither vital signs nor a block
     * @param now the recovery that contains all but it
     * @param charted finds what stands
     * @return the recovery with it; empty where it cannot be told from what is here
     */
    Optional<Recovery> insert(
            Statement late, Recovery now, Function<Position, Optional<Statement>> charted, Protocols protocols) {
        int first = latestBefore(late.occurredAt());
        if (first < 0
                || (first + 1 < oldestFirst.size()
                        && oldestFirst.get(first + 1).at().equals(late.occurredAt()))) {
            return Optional.empty();
        }
        List<Checkpoint> changed = new ArrayList<>();
        Recovery folded = oldestFirst.get(first).recovery();
        for (int n = first; n < oldestFirst.size(); n++) {
            List<Position> later = oldestFirst.get(n).later();
            if (later == null) {
                return Optional.empty();
            }
            List<Statement> part = new ArrayList<>();
            for (Position position : later) {
                charted.apply(position).ifPresent(part::add);
            }
            if (n == first) {
                part.add(late);
            }
            if (part.size() < later.size() + (n == first ? 1 : 0)) {
                return Optional.empty(); // dropped from the history, as the oldest are
            }
            @Nullable Checkpoint next = n + 1 < oldestFirst.size() ? oldestFirst.get(n + 1) : null;
            Recovery measured = next == null ? now : next.recovery();
            Optional<Recovery> reached = folded.after(part, protocols).measuredAs(measured);
            if (reached.isEmpty()) {
                return Optional.empty();
            }
            folded = reached.get();
            if (next == null || folded.equals(next.recovery())) {
                Objects.requireNonNull(oldestFirst.get(first).later()).add(late.position());
                for (int c = 0; c < changed.size(); c++) {
                    oldestFirst.set(first + 1 + c, changed.get(c));
                }
                return Optional.of(next == null ? folded : now);
            }
            changed.add(new Checkpoint(folded, next.later()));
        }
        throw new IllegalStateException("the last checkpoint has a next one");
    }

    /** Returns the latest in which nothing is contained that occurred at an instant or later. */
    Optional<Recovery> before(Instant instant) {
        int latest = latestBefore(instant);
        return latest < 0
                ? Optional.empty()
                : Optional.of(oldestFirst.get(latest).recovery());
    }

    private int latestBefore(Instant instant) {
        int latest = -1;
        while (latest + 1 < oldestFirst.size()
                && oldestFirst.get(latest + 1).at().isBefore(instant)) {
            latest++;
        }
        return latest;
    }

    /** Forgets what contains something that occurred at an instant, or has it among what follows: it has changed. */
    void forgetSince(Instant instant) {
        oldestFirst.removeIf(checkpoint -> !checkpoint.at().isBefore(instant));
        int last = oldestFirst.size() - 1;
        if (last >= 0) {
            oldestFirst.set(last, new Checkpoint(oldestFirst.get(last).recovery(), null));
        }
    }

    /** Forgets all: a block has changed, and more depends on that than what follows its time. */
    void forgetAll() {
        oldestFirst.clear();
    }

    /** Takes in late vital signs, where they belong. */
    private void measure(Vitals vitals, Protocols protocols) {
        List<Checkpoint> taken = List.copyOf(oldestFirst);
        oldestFirst.clear();
        for (Checkpoint checkpoint : taken) {
            int order = checkpoint.at().compareTo(vitals.occurredAt());
            if (order < 0) {
                oldestFirst.add(checkpoint);
            } else if (order > 0) {
                Optional<Recovery> measured = checkpoint.recovery().then(vitals, protocols);
                if (measured.isEmpty()) {
                    forgetSince(vitals.occurredAt());
                    return;
                }
                oldestFirst.add(new Checkpoint(measured.get(), checkpoint.later()));
            } else if (!oldestFirst.isEmpty()) { // others of this instant, earlier in order, may not be contained
                int last = oldestFirst.size() - 1;
                oldestFirst.set(last, new Checkpoint(oldestFirst.get(last).recovery(), null));
            }
        }
    }
}

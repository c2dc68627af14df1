package org.blockwatch.streams.patient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.blockwatch.clinical.Position;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.clinical.Statement;
import org.blockwatch.clinical.Vitals;
import org.jspecify.annotations.Nullable;

/**
 * A patient's recovery as it was at some earlier statements. A correction is folded from the latest one before it, and not from the
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

    private final List<Milestone> oldestFirst = new ArrayList<>(KEPT);

    /**
     * @param later all that stands between this one and the next, vital signs apart, blocks never among them; null where that is not known
     */
    private record Milestone(Recovery recovery, @Nullable List<Position> later) {
        Instant at() {
            return recovery.foldedThrough().occurredAt();
        }
    }

    /** A recovery that contains all that stands up to now; kept if it is far enough from the last one. */
    void pass(Recovery recovery) {
        if (recovery.foldedThrough() == null) {
            return;
        }
        Milestone next = new Milestone(recovery, new ArrayList<>());
        if (oldestFirst.isEmpty() || isFar(oldestFirst.get(oldestFirst.size() - 1), next)) {
            if (oldestFirst.size() == KEPT) {
                oldestFirst.remove(0);
            }
            oldestFirst.add(next);
        }
    }

    private static boolean isFar(Milestone last, Milestone next) {
        return next.at().isAfter(last.at())
                && (last.later() == null
                        || last.later().size() >= APART
                        || !next.at().isBefore(last.at().plus(APART_AT_MOST)));
    }

    /** A statement has been taken in that is later in order than all before; it is no vital signs and performs no block. */
    void note(Position statement) {
        int last = oldestFirst.size() - 1;
        if (last < 0) {
            return;
        }
        if (oldestFirst.get(last).at().equals(statement.occurredAt())) {
            Milestone gone = oldestFirst.remove(last); // what is of one instant is folded together
            List<Position> later = last == 0 ? null : oldestFirst.get(last - 1).later();
            if (later != null && gone.later() != null) {
                later.addAll(gone.later());
            } else if (last > 0) {
                oldestFirst.set(
                        last - 1, new Milestone(oldestFirst.get(last - 1).recovery(), null));
            }
            last--;
        }
        if (last >= 0 && oldestFirst.get(last).later() != null) {
            oldestFirst.get(last).later().add(statement);
        }
    }

    /**
     * Takes a late statement in where it belongs. From the first milestone at which it makes no difference any more, all is as it was.
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
        List<Milestone> changed = new ArrayList<>();
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
            @Nullable Milestone next = n + 1 < oldestFirst.size() ? oldestFirst.get(n + 1) : null;
            Recovery measured = next == null ? now : next.recovery();
            Optional<Recovery> reached = folded.after(part, protocols).measuredAs(measured);
            if (reached.isEmpty()) {
                return Optional.empty();
            }
            folded = reached.get();
            if (next == null || folded.equals(next.recovery())) {
                oldestFirst.get(first).later().add(late.position());
                for (int c = 0; c < changed.size(); c++) {
                    oldestFirst.set(first + 1 + c, changed.get(c));
                }
                return Optional.of(next == null ? folded : now);
            }
            changed.add(new Milestone(folded, next.later()));
        }
        throw new IllegalStateException("the last milestone has a next one");
    }

    /** The latest that nothing which occurred at an instant or later is contained in. */
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

    /** Something that occurred at an instant has changed. */
    void forgetSince(Instant instant) {
        oldestFirst.removeIf(milestone -> !milestone.at().isBefore(instant));
        int last = oldestFirst.size() - 1;
        if (last >= 0) {
            oldestFirst.set(last, new Milestone(oldestFirst.get(last).recovery(), null));
        }
    }

    /** A block has been changed: its own time is not all that depends on it. */
    void forgetAll() {
        oldestFirst.clear();
    }

    /** Late vital signs have come: they are taken in where they belong. */
    void take(Vitals vitals, Protocols protocols) {
        List<Milestone> taken = List.copyOf(oldestFirst);
        oldestFirst.clear();
        for (Milestone milestone : taken) {
            int order = milestone.at().compareTo(vitals.occurredAt());
            if (order < 0) {
                oldestFirst.add(milestone);
            } else if (order > 0) {
                oldestFirst.add(new Milestone(
                        milestone.recovery().then(vitals, protocols).orElseThrow(), milestone.later()));
            } else if (!oldestFirst.isEmpty()) { // others of this instant, earlier in order, may not be contained
                int last = oldestFirst.size() - 1;
                oldestFirst.set(last, new Milestone(oldestFirst.get(last).recovery(), null));
            }
        }
    }
}

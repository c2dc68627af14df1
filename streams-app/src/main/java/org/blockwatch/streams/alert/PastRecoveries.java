package org.blockwatch.streams.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.blockwatch.clinical.Procedure;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.clinical.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a patient was at earlier instants, with what is known now. Some of it is kept on the way, so that a further instant costs
 * what lies between, and not the whole history.
 */
public final class PastRecoveries {
    private static final int APART = 500;

    private final String patientId;
    private final Protocols protocols;
    private final int apart;
    private final TreeMap<Instant, Recovery> kept = new TreeMap<>();
    private @Nullable List<Procedure> procedures;
    private long folded;

    /** Reads the statements of a patient that stand. */
    @FunctionalInterface
    public interface Statements {
        /**
         * Returns those that occurred after an instant, through another, in any order; maybe more.
         *
         * @param after {@link Instant#MIN}: from the first to the last, whatever {@code through} says
         */
        List<Statement> between(Instant after, Instant through);
    }

    /** Begins with nothing. */
    public PastRecoveries(String patientId, Protocols protocols) {
        this(patientId, protocols, APART);
    }

    /** @param apart statements from one instant that is kept to the next */
    PastRecoveries(String patientId, Protocols protocols, int apart) {
        this.patientId = patientId;
        this.protocols = protocols;
        this.apart = apart;
    }

    /** Forgets what contains something that occurred at an instant or later: it has changed. Not for what concerns a block. */
    public void forgetSince(Instant instant) {
        kept.tailMap(instant, true).clear();
    }

    /** Forgets all: a block has changed, and more depends on that than what follows its time. */
    public void forgetAll() {
        kept.clear();
        procedures = null;
    }

    /** Returns how many statements have been folded: what it has cost. */
    public long folded() {
        return folded;
    }

    /** Returns the patient at an instant. */
    Recovery at(Instant at, Statements statements) {
        Map.Entry<Instant, Recovery> floor = kept.floorEntry(at);
        List<Procedure> blocks = procedures;
        if (blocks != null && floor != null && isApart(blocks, floor.getKey(), at)) {
            return onwards(floor.getKey(), floor.getValue(), at, ordered(statements.between(floor.getKey(), at)));
        }
        List<Statement> all = ordered(statements.between(Instant.MIN, Instant.MAX));
        procedures = all.stream()
                .filter(Procedure.class::isInstance)
                .map(Procedure.class::cast)
                .toList();
        return fromTheBeginning(all, at);
    }

    private Recovery fromTheBeginning(List<Statement> all, Instant at) {
        for (int n = apart; n < all.size() && all.get(n).occurredAt().isBefore(at); n += apart) {
            Instant mark = all.get(n).occurredAt();
            kept.computeIfAbsent(mark, instant -> fold(all, instant));
        }
        return fold(all, at);
    }

    /** Folds all that was known at an instant, from the latest one that is kept if no block begins or ends in between. */
    private Recovery fold(List<Statement> all, Instant at) {
        Map.Entry<Instant, Recovery> floor = kept.floorEntry(at);
        List<Procedure> blocks = procedures;
        if (blocks != null && floor != null && isApart(blocks, floor.getKey(), at)) {
            return take(floor.getValue(), between(all, floor.getKey(), at));
        }
        List<Statement> known = new ArrayList<>(all);
        known.removeIf(statement -> !isKnownAt(statement, at));
        return take(Recovery.unknown(patientId), known);
    }

    private Recovery onwards(Instant from, Recovery recovery, Instant at, List<Statement> later) {
        Recovery reached = recovery;
        Instant last = from;
        for (int n = apart; n < later.size() && later.get(n).occurredAt().isBefore(at); n += apart) {
            Instant mark = later.get(n).occurredAt();
            if (mark.isAfter(last)) {
                reached = take(reached, between(later, last, mark));
                kept.put(mark, reached);
                last = mark;
            }
        }
        return take(reached, between(later, last, at));
    }

    private Recovery take(Recovery recovery, List<Statement> statements) {
        folded += statements.size();
        return recovery.after(statements, protocols);
    }

    private static List<Statement> ordered(List<Statement> statements) {
        return statements.stream().sorted(Statement.ORDER).toList();
    }

    private static List<Statement> between(List<Statement> ordered, Instant after, Instant through) {
        return ordered.subList(firstAfter(ordered, after), firstAfter(ordered, through));
    }

    private static int firstAfter(List<Statement> ordered, Instant instant) {
        int from = 0;
        int to = ordered.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (ordered.get(middle).occurredAt().isAfter(instant)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /** More depends on a block than what follows its time, from its first dose to its last. */
    private static boolean isApart(List<Procedure> procedures, Instant from, Instant at) {
        return procedures.stream()
                .noneMatch(procedure -> procedure.occurredAt().isAfter(from) && isKnownAt(procedure, at));
    }

    /** A block counts from its first dose, though it bears the time of its last. */
    private static boolean isKnownAt(Statement statement, Instant instant) {
        Instant known = statement instanceof Procedure procedure ? procedure.startedAt() : statement.occurredAt();
        return !known.isAfter(instant);
    }
}

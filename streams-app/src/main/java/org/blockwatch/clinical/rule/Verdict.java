package org.blockwatch.clinical.rule;

import java.time.Instant;
import org.blockwatch.clinical.Condition;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says.
 *
 * @param condition what holds, or null
 * @param next the next instant at which time alone can change that, or null
 */
public record Verdict(
        @Nullable Condition condition, @Nullable Instant next) {

    /** Does not hold, and time alone will not change that. */
    public static final Verdict NONE = new Verdict(null, null);

    /** Does not hold before this instant. */
    static Verdict notBefore(Instant next) {
        return new Verdict(null, next);
    }

    /** Holds until a statement changes it. */
    static Verdict holds(Condition condition) {
        return new Verdict(condition, null);
    }

    /** Holds as it is until this instant. */
    static Verdict holdsUntil(Condition condition, Instant next) {
        return new Verdict(condition, next);
    }

    /** Returns the earlier of two instants, of which either may be missing. */
    static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}

package org.blockwatch.followup.invite;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a message at the gateway. */
public sealed interface MessageOutcome {

    /** The gateway has it. */
    record Taken() implements MessageOutcome {}

    /**
     * It did not work now and may work later; the gateway may have it all the same.
     *
     * @param why for people; names no patient
     * @param retryAfter how long the gateway asked to wait; null: it did not
     */
    record Later(String why, @Nullable Duration retryAfter) implements MessageOutcome {}

    /**
     * The gateway will never take it as it is.
     *
     * @param why for people; names no patient
     */
    record Refused(String why) implements MessageOutcome {}
}

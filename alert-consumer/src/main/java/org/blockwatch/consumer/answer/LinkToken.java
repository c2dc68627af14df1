package org.blockwatch.consumer.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a link knows: all that an answer to the page it came with needs, so that any instance can take it.
 *
 * @param id the same for every link to this page for this recipient: what they answer once by any of them is answered
 * @param by who answers with it; null: the page was to a role, and whoever answers says their name
 * @param page what it answers
 * @param expiresAt the first instant at which it is no longer valid
 */
record LinkToken(String id, @Nullable String by, AnsweredPage page, Instant expiresAt) {

    /** Returns the identity of this link's one answer to an alert. */
    String eventId(String alertId) {
        return "link:" + id + ":" + alertId;
    }
}

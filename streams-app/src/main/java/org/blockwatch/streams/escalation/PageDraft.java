package org.blockwatch.streams.escalation;

import org.blockwatch.event.PageReason;
import org.jspecify.annotations.Nullable;

/**
 * Something that a ladder wants sent.
 *
 * @param reason why
 * @param pageId the page it is about; a channel is told of the end of an earlier page too
 * @param tier tier of that page
 * @param step step of that page
 * @param recipient the only one meant; null: everybody who holds the roles
 * @param channel the only one meant; null: all of the recipients'
 * @param attempt which attempt for this page, recipient and channel, from 1
 * @param incident what the channel needs to find its incident, where it is to be told of one
 */
record PageDraft(
        PageReason reason,
        String pageId,
        int tier,
        int step,
        @Nullable String recipient,
        @Nullable String channel,
        int attempt,
        @Nullable String incident) {}

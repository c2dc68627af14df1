package org.blockwatch.consumer.roster;

import java.time.Instant;
import java.util.List;
import org.blockwatch.event.Priority;
import org.jspecify.annotations.Nullable;

/**
 * The question whom to page.
 *
 * @param roles the roles of the tier
 * @param unit where the patient lies; null: not known
 * @param proceduralistId who performed the block, for the role {@code proceduralist}; null: not known
 * @param priority how urgent it is
 * @param channels the order of channels that the policy asks for; empty: the recipient's own
 * @param at when the page is sent
 */
public record OnCallQuery(
        List<String> roles,
        @Nullable String unit,
        @Nullable String proceduralistId,
        Priority priority,
        List<String> channels,
        Instant at) {}

package org.blockwatch.consumer.channel.snpp;

import org.jspecify.annotations.Nullable;

/**
 * A paging terminal and how to speak to it.
 *
 * @param level 1: a single line and no more; 2: several lines, urgency, login and caller id
 * @param login whom to log in as, {@code name} or {@code name password}; null: no need to. Level 2 only
 * @param caller what the terminal may show as the caller; null: nothing. Level 2 only
 * @param pager the pager of a page without an address; null: there is none
 * @param longest the most characters that a pager shows
 */
public record SnppTerminal(
        int level,
        @Nullable String login,
        @Nullable String caller,
        @Nullable String pager,
        int longest) {

    @Override
    public String toString() {
        return "SNPP level " + level; // the login may hold a password
    }
}

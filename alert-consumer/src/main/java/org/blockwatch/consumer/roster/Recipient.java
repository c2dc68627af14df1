package org.blockwatch.consumer.roster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to be reached.
 *
 * @param id as the roster identifies them; without a roster, the roles they stand for
 * @param person whether this is one person, who can be told several things in one message; without a roster nobody is
 * @param roles why they are paged
 * @param ways how, the best first: the next is for when one does not work; empty: nobody knows how
 */
public record Recipient(String id, boolean person, List<String> roles, List<Way> ways) {

    /**
     * One way to reach somebody.
     *
     * @param channel the channel's name
     * @param address where on that channel; null where the channel has one place for all
     */
    public record Way(String channel, @Nullable String address) {}
}

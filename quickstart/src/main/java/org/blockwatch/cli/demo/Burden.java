package org.blockwatch.cli.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.blockwatch.event.PageEvent;

/** What people have to bear: how many messages reach whom in an hour. Any thread may tell and ask it. */
final class Burden {

    private final Map<Hour, Integer> messages = new HashMap<>();
    private final Set<String> people = new HashSet<>();
    private final Set<String> bundles = new HashSet<>();
    private int bundled;
    private int all;

    /**
     * An hour of somebody's.
     *
     * @param begin the clock's full hour
     */
    record Hour(String person, Instant begin) {}

    /** Counts a page that a channel has taken to somebody. */
    synchronized void reached(PageEvent accepted) {
        var bundle = accepted.getBundle();
        bundled += bundle == null ? 0 : 1;
        if (bundle == null || bundles.add(bundle)) {
            all++;
            people.add(accepted.getRecipient());
            messages.merge(
                    new Hour(accepted.getRecipient(), accepted.getAt().truncatedTo(ChronoUnit.HOURS)), 1, Integer::sum);
        }
    }

    /** Returns how many messages went out, a bundle counted once. */
    synchronized int messages() {
        return all;
    }

    synchronized int people() {
        return people.size();
    }

    synchronized int bundles() {
        return bundles.size();
    }

    /** Returns how many pages went in bundles. */
    synchronized int bundled() {
        return bundled;
    }

    /** Returns the worst hour of anybody, with the messages in it; empty: nobody got one. */
    synchronized Optional<Map.Entry<Hour, Integer>> worst() {
        return messages.entrySet().stream().max(Map.Entry.comparingByValue(Comparator.naturalOrder()));
    }
}

package org.blockwatch.consumer.roster;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.blockwatch.event.Priority;

/**
 * Somebody of the staff.
 *
 * @param id as the roster and the trail name them
 * @param name as people call them
 * @param aka ids under which other systems know them
 * @param contacts ways to reach them, the best first; at least one
 */
public record Person(String id, String name, Set<String> aka, List<Contact> contacts) {

    /**
     * A way to reach them.
     *
     * @param way the channel and the address
     * @param quiet hours in which only what is HIGH comes this way
     */
    public record Contact(Recipient.Way way, List<WeeklyHours> quiet) {

        boolean rings(Priority priority, Instant at) {
            boolean minor = priority == Priority.MEDIUM || priority == Priority.LOW;
            return !(minor && quiet.stream().anyMatch(hours -> hours.include(at)));
        }
    }

    /**
     * Returns the ways that are open to a page of this priority; an unknown priority counts as HIGH. Empty: all are
     * quiet.
     */
    public List<Recipient.Way> ways(Priority priority, Instant at) {
        return contacts.stream()
                .filter(contact -> contact.rings(priority, at))
                .map(Contact::way)
                .toList();
    }

    /** Stretches in which one of the ways is quiet, all of them that touch this window. */
    Stream<Interval> quietHours(Interval window) {
        return contacts.stream().flatMap(contact -> contact.quiet().stream()).flatMap(hours -> hours.touching(window));
    }
}

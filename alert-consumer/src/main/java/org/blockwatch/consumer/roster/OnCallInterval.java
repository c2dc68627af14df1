package org.blockwatch.consumer.roster;

import java.util.List;

/**
 * A stretch of time in which the same people hold a role.
 *
 * @param people in the order of the roster; empty: nobody
 */
public record OnCallInterval(Interval stretch, List<Person> people) {}

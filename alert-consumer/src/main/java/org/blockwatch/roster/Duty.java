package org.blockwatch.roster;

import java.util.List;

/**
 * A stretch of time in which the same people hold a role.
 *
 * @param people in the order of the roster; empty: nobody
 */
public record Duty(Stretch stretch, List<Person> people) {}

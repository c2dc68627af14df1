package org.blockwatch.cli.command;

import java.io.PrintWriter;
import java.time.Instant;

/**
 * The instants at which the lines of a file arrive. They never run backwards: a line that claims to have arrived before
 * one above it counts as arriving with that one. That is told once, for whoever forgot to sort the file.
 */
final class ArrivalOrder {

    private Instant latest = Instant.MIN;
    private int backwards;
    private int firstLine;
    private Instant claimed = Instant.MIN;
    private Instant counted = Instant.MIN;

    /**
     * Takes the next line.
     *
     * @param line its number, from 1
     * @param receivedAt when it arrived, as it claims
     * @return when it counts as arriving
     */
    Instant next(int line, Instant receivedAt) {
        if (!receivedAt.isBefore(latest)) {
            latest = receivedAt;
        } else if (backwards++ == 0) {
            firstLine = line;
            claimed = receivedAt;
            counted = latest;
        }
        return latest;
    }

    /** Says in one line how many lines ran backwards, if any did. */
    void tell(PrintWriter err) {
        if (backwards > 0) {
            err.printf(
                    "%s line%s not in order of arrival, the first is line %s (%s, after %s): such a line counts as arriving"
                            + " with the latest above it. Sort the file by receivedAt, else recordedAt, else occurredAt.%n",
                    backwards, backwards == 1 ? " is" : "s are", firstLine, claimed, counted);
        }
    }
}

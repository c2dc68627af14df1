package org.blockwatch.cli.ward;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long after the event a nurse charts it.
 *
 * <p>The quantiles are those of STORETIME − CHARTTIME over the 11 320 rows of OUTPUTEVENTS in the MIMIC-III Clinical
 * Database Demo 1.4 (doi 10.13026/C2HM2Q). 17 % are charted before the time they state, and 4 % out of order, which
 * says that lateness clings to the person: who is late stays late. A draw therefore stays near the habit.
 */
final class Lateness {

    /** Share of charting that is at most so late. How early it can be was not measured: a quarter of an hour is ours. */
    private static final double[] SHARE = {0, 0.17, 0.50, 0.75, 0.90, 0.95, 0.99, 0.999, 1};

    private static final double[] MINUTES = {-15, 0, 14, 42, 83, 127, 248, 480, 1471};

    /** How far from the habit one draw strays, in shares. With half-hourly charting it puts 4 % out of order. */
    private static final double STRAY = 0.06;

    private final double habit;

    /** Draws the habit of one person. */
    Lateness(RandomGenerator random) {
        habit = random.nextDouble();
    }

    /** Returns how late this person is this time; negative if charted ahead. */
    Duration next(RandomGenerator random) {
        return at(reflected(habit + STRAY * (2 * random.nextDouble() - 1)));
    }

    /** Returns the share mirrored back into 0 to 1: it keeps an even spread even, so over many people the table holds. */
    private static double reflected(double share) {
        var positive = Math.abs(share);
        return positive > 1 ? 2 - positive : positive;
    }

    private static Duration at(double share) {
        var i = 1;
        while (share > SHARE[i]) {
            i++;
        }
        var part = (share - SHARE[i - 1]) / (SHARE[i] - SHARE[i - 1]);
        return Duration.ofSeconds(Math.round(60 * (MINUTES[i - 1] + part * (MINUTES[i] - MINUTES[i - 1]))));
    }
}

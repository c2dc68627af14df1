package org.blockwatch.consumer.channel;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;

/**
 * How many messages a channel may send.
 *
 * @param perMinute the most in any minute, at least 1
 */
public record RateLimit(int perMinute) {

    private static final String UNIT = "/min";
    private static final int MOST = 600_000;

    /** A limit that no channel comes near. */
    public static final RateLimit NONE = new RateLimit(MOST);

    /** More often than so a minute the limit is not renewed. */
    private static final int CYCLES = 12;

    /**
     * Reads {@code 120/min}.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static RateLimit parse(String written) {
        String text = written.strip();
        if (text.matches("[0-9]{1,6}" + UNIT)) {
            int perMinute = Integer.parseInt(text.substring(0, text.length() - UNIT.length()));
            if (perMinute > 0 && perMinute <= MOST) {
                return new RateLimit(perMinute);
            }
        }
        throw new IllegalArgumentException("is not a limit: give messages a minute, such as 120" + UNIT);
    }

    /**
     * Returns the limit, cut into short cycles, so that a storm is spread and little is lost at their borders: any
     * minute touches one cycle more than fits into it, and even so no minute has more than allowed.
     */
    RateLimiterConfig config(Duration longestWait) {
        int cycles = Math.max(1, Math.min(CYCLES, perMinute - 1));
        return RateLimiterConfig.custom()
                .limitRefreshPeriod(Duration.ofMinutes(1).dividedBy(cycles))
                .limitForPeriod(Math.max(1, perMinute / (cycles + 1)))
                .timeoutDuration(longestWait)
                .build();
    }

    @Override
    public String toString() {
        return perMinute + UNIT;
    }
}

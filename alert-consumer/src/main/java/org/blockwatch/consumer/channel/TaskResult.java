package org.blockwatch.consumer.channel;

import java.time.Duration;

/**
 * A page's way through a lane.
 *
 * @param delivery what became of it
 * @param took how long the channel took to say so; zero where it was not asked
 */
public record TaskResult(Delivery delivery, Duration took) {}

package org.blockwatch.cli.embedded;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/** Keeps warnings out of the log that Kafka gives wherever all of it runs on one machine, and that mean nothing there. */
public final class KafkaNoise extends TurboFilter {

    private static final List<String> PHRASES = List.of(
            "Performing controller activation", // the first start
            "NodeToControllerChannelManager", // the broker's own client, closed twice
            "Auto topic creation failed for __", // two asked for one internal topic, both have it
            "Using an OS temp directory in the state.dir", // nothing is to be kept
            "Error: CONCURRENT_TRANSACTIONS", // the transaction before is still being closed: sent again at once
            "Processing exception handler is not enabled for the GlobalThread"); // there is none

    /** Mutes them from now on, in this whole process. */
    public static void mute() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && context.getTurboFilterList().stream().noneMatch(KafkaNoise.class::isInstance)) {
            context.addTurboFilter(new KafkaNoise());
        }
    }

    @Override
    public FilterReply decide(
            Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            Throwable thrown) {
        if (level != Level.WARN || format == null || !logger.getName().contains("kafka")) {
            return FilterReply.NEUTRAL;
        }
        var message = MessageFormatter.arrayFormat(format, arguments).getMessage();
        return PHRASES.stream().anyMatch(message::contains) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}

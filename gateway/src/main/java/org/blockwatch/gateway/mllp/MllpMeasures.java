package org.blockwatch.gateway.mllp;

import static org.blockwatch.service.meter.Audience.FEEDS;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.IntSupplier;
import org.blockwatch.service.meter.Measure;

/** What the listener counts. */
public final class MllpMeasures {

    private static final Measure OPEN =
            Measure.gauge("blockwatch.mllp.connections", "connections", "Connections of senders that are open", FEEDS);

    private static final Measure CLOSED = Measure.counter(
                    "blockwatch.mllp.connections.closed",
                    "connections",
                    "Connections that the gateway closed itself, by why",
                    FEEDS)
            .by("why", Why.values());

    /** Every measure of the listener. */
    public static final List<Measure> MEASURES = List.of(OPEN, CLOSED);

    private final MeterRegistry registry;

    /** Why a connection was closed from here. */
    enum Why {
        /** Its address is not in mllp.allowed.addresses. */
        ADDRESS,
        /** Its address has as many connections as it may. */
        LIMIT,
        /** No TLS could be agreed on, or it showed no certificate that is known. */
        TLS,
        /** A frame was not whole in time. */
        SLOW_FRAME,
        /** An answer was not taken in time. */
        SLOW_READER,
        /** It broke off within a frame, or failed. */
        BROKEN
    }

    MllpMeasures(MeterRegistry registry, IntSupplier open) {
        this.registry = registry;
        OPEN.gauge(registry, open::getAsInt);
        CLOSED.atZero(registry);
    }

    void closed(Why why) {
        CLOSED.counter(registry, why.name()).increment();
    }
}

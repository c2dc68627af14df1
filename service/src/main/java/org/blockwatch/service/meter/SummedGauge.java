package org.blockwatch.service.meter;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A gauge whose parts come and go: it shows what the parts that are here hold together. A part that leaves, such as a task that
 * another instance takes over, takes its share with it, so that no instance shows what another one holds. A change costs the same
 * however much is held.
 *
 * <p>Thread-safe.
 */
public final class SummedGauge {

    private final Map<List<String>, AtomicLong> totals = new HashMap<>();
    private final Map<Integer, Share> shares = new ConcurrentHashMap<>();

    /** Registers a measure with closed labels; every set of their values shows 0. */
    public SummedGauge(Measure measure, MeterRegistry registry) {
        for (List<String> values : measure.combinations()) {
            AtomicLong total = new AtomicLong();
            totals.put(values, total);
            measure.gauge(registry, total::get, values.toArray(String[]::new));
        }
    }

    /**
     * Returns the share of a part, empty. A share that the part still has, because it left without a word, is given
     * back.
     */
    public Share share(int part) {
        Share share = new Share(part);
        Share former = shares.put(part, share);
        if (former != null) {
            former.close();
        }
        return share;
    }

    /** What one part holds. */
    public final class Share implements AutoCloseable {
        private final int part;
        private final Map<List<String>, Long> held = new HashMap<>();
        private boolean closed;

        private Share(int part) {
            this.part = part;
        }

        /** Adds what the part holds more, or fewer, under these label values; a value that no label has is passed over. */
        public synchronized void add(long more, String... values) {
            List<String> key = Arrays.asList(values);
            AtomicLong total = totals.get(key);
            if (total != null && !closed) {
                held.merge(key, more, Long::sum);
                total.addAndGet(more);
            }
        }

        /** Takes away what the part holds: it leaves. */
        @Override
        public synchronized void close() {
            closed = true;
            held.forEach((values, number) ->
                    Objects.requireNonNull(totals.get(values)).addAndGet(-number));
            held.clear();
            shares.remove(part, this);
        }
    }
}

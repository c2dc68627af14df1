package org.blockwatch.service.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.blockwatch.service.meter.ProcessMeasures;
import org.blockwatch.service.meter.Version;

/**
 * What must be so for a service to be alive (else restart it) and ready (else send it nothing and tell somebody). Checks
 * are asked at each request, by any thread; they must answer at once.
 */
public final class Health {

    private final Map<String, Supplier<Optional<String>>> life = new ConcurrentHashMap<>();
    private final Map<String, Supplier<Optional<String>>> readiness = new ConcurrentHashMap<>();
    private final Map<String, Supplier<Optional<String>>> remarks = new ConcurrentHashMap<>();

    /**
     * Adds a condition of life.
     *
     * @param name what is looked at, e.g. {@code kafka-streams}
     * @param problem why the process should be replaced; empty while it should not
     */
    public Health aliveUnless(String name, Supplier<Optional<String>> problem) {
        life.put(name, problem);
        return this;
    }

    /**
     * Adds a condition of readiness.
     *
     * @param name what is looked at, e.g. {@code schema-registry}
     * @param problem why the service does not work yet, or now; empty while it does
     */
    public Health readyUnless(String name, Supplier<Optional<String>> problem) {
        readiness.put(name, problem);
        return this;
    }

    /**
     * Adds what a service works without, though somebody should look after it.
     *
     * @param name what is looked at, e.g. {@code roster}
     * @param problem what is amiss; empty while nothing is
     */
    public Health noteUnless(String name, Supplier<Optional<String>> problem) {
        remarks.put(name, problem);
        return this;
    }

    /** Returns why the process should be replaced, by name of the check; empty: it lives. */
    public Map<String, String> deathReasons() {
        return asked(life);
    }

    /** Returns why the service does not work, by name of the check; empty: it is ready. What is dead is not ready. */
    public Map<String, String> unreadyReasons() {
        Map<String, String> reasons = asked(life);
        reasons.putAll(asked(readiness));
        return reasons;
    }

    /** Returns what is amiss though the service works, by name of the check. */
    public Map<String, String> notes() {
        return asked(remarks);
    }

    /** Shows what the endpoints say as numbers too. */
    void bindTo(MeterRegistry meters) {
        ProcessMeasures.READY.gauge(meters, () -> unreadyReasons().isEmpty() ? 1 : 0);
        ProcessMeasures.ALIVE.gauge(meters, () -> deathReasons().isEmpty() ? 1 : 0);
        ProcessMeasures.BUILD.gauge(meters, () -> 1, Version.blockwatch());
    }

    private static Map<String, String> asked(Map<String, Supplier<Optional<String>>> checks) {
        Map<String, String> reasons = new TreeMap<>();
        checks.forEach((name, problem) -> problem.get().ifPresent(reason -> reasons.put(name, reason)));
        return reasons;
    }
}

package org.blockwatch.gateway.door;

import static org.blockwatch.service.meter.Audience.FEEDS;
import static org.blockwatch.service.meter.Audience.ON_CALL;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.blockwatch.gateway.map.Code;
import org.blockwatch.gateway.map.SourceMap;
import org.blockwatch.gateway.patient.PatientDesk;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.meter.Measure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts by source what came and what became of it, and notices clocks that are off by whole hours. */
public final class SourceMeters {

    /** The source of messages that no map takes. */
    public static final String NOBODY = "unknown";

    private static final String BY_SOURCE = "the sources that maps name, and unknown";

    private static final Measure MESSAGES = Measure.counter(
                    "blockwatch.gateway.messages", "messages", "Messages received, by what became of them", FEEDS)
            .byConfigured("source", BY_SOURCE)
            .by("result", Result.values());

    private static final Measure UNKNOWN = Measure.counter(
                    "blockwatch.gateway.unknown.codes",
                    "observations",
                    "Observations under codes that the source's map does not have",
                    FEEDS)
            .byConfigured("source", BY_SOURCE);

    private static final Measure AMBIGUOUS = Measure.counter(
                    "blockwatch.gateway.ambiguous.times",
                    "statements",
                    "Statements of the hour that happens twice when clocks go back, which nothing tells apart",
                    FEEDS)
            .byConfigured("source", BY_SOURCE);

    private static final Measure MERGES_REFUSED = Measure.counter(
                    "blockwatch.gateway.merges.refused",
                    "merges",
                    "Merges of patients that contradict earlier ones",
                    ON_CALL)
            .byConfigured("source", BY_SOURCE);

    private static final Measure LATENESS = Measure.timer(
                    "blockwatch.gateway.lateness",
                    "How long before its arrival a statement was true at the bedside; what is ahead counts as 0",
                    FEEDS)
            .byConfigured("source", BY_SOURCE);

    private static final Measure SILENCE = Measure.age(
                    "blockwatch.gateway.silence",
                    "How long ago a source sent its last message; since the start if it has sent none",
                    FEEDS)
            .byConfigured("source", BY_SOURCE);

    private static final Measure SILENCE_LIMIT = Measure.age(
                    "blockwatch.gateway.silence.limit", "How long a source may be silent, as its map says", FEEDS)
            .byConfigured("source", "the sources whose maps have a limit");

    private static final Measure HOURS_OFF = Measure.gauge(
                    "blockwatch.gateway.hours.off",
                    "hours",
                    "By how many whole hours the latest 20 times of a source are all behind",
                    FEEDS)
            .byConfigured("source", BY_SOURCE);

    private static final Measure MISSED = Measure.counter(
                    "blockwatch.gateway.subscription.events.missed",
                    "events",
                    "Events of FHIR subscriptions that never came: their numbers have a gap",
                    ON_CALL)
            .byConfigured("source", BY_SOURCE);

    /** Every measure of the sources. */
    public static final List<Measure> MEASURES =
            List.of(MESSAGES, UNKNOWN, AMBIGUOUS, MERGES_REFUSED, MISSED, LATENESS, SILENCE, SILENCE_LIMIT, HOURS_OFF);

    private static final Logger LOG = LoggerFactory.getLogger(SourceMeters.class);
    private static final int MOST_CODES = 500;

    private static final List<Duration> BOUNDS = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(45),
            Duration.ofHours(2),
            Duration.ofHours(8),
            Duration.ofHours(96));

    private final MeterRegistry registry;
    private final EngineClock clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Map<Code, String> codes = new ConcurrentHashMap<>();

    /** What became of a message. */
    public enum Result {
        /** All that it holds for us is on the topics. */
        ACCEPTED,
        /** It holds nothing for us. */
        NOTHING,
        /** It names no patient. */
        NO_PATIENT,
        /** Some of it is on the topics, and some cannot be used; it is kept. */
        PARTLY,
        /** It can never be used, and is kept. */
        REFUSED,
        /** It could not be written, and may come again. */
        UNAVAILABLE
    }

    private static final class Seen {
        private final HoursOff hoursOff = new HoursOff();
        private volatile Instant last;
        private volatile boolean heard;

        Seen(Instant start) {
            last = start;
        }
    }

    /** Registers the meters of these sources. */
    public SourceMeters(List<SourceMap> maps, EngineClock clock, MeterRegistry registry) {
        this.registry = registry;
        this.clock = clock;
        maps.forEach(map -> {
            register(map.name());
            map.conventions().silence().ifPresent(limit -> SILENCE_LIMIT.gauge(registry, limit::toSeconds, map.name()));
            SILENCE.gauge(registry, () -> silence(map.name()).toMillis() / 1000.0, map.name());
            HOURS_OFF.gauge(registry, () -> seen(map.name()).hoursOff.hours(), map.name());
        });
        register(NOBODY);
    }

    private void register(String source) {
        seen.put(source, new Seen(clock.now()));
        for (Result result : Result.values()) {
            MESSAGES.counter(registry, source, result.name());
        }
        UNKNOWN.counter(registry, source);
        AMBIGUOUS.counter(registry, source);
        MERGES_REFUSED.counter(registry, source);
        MISSED.counter(registry, source);
        LATENESS.timer(registry, BOUNDS, source);
    }

    /** Counts a message. */
    public void message(String source, Result result) {
        MESSAGES.counter(registry, source, result.name()).increment();
        if (result != Result.UNAVAILABLE) {
            alive(source);
        }
    }

    /** Counts a sign of life that is no message, such as a heartbeat. */
    public void alive(String source) {
        Seen one = seen(source);
        one.last = clock.now();
        one.heard = true;
    }

    /** Counts events of a subscription that never came. */
    public void missedEvents(String source, String subscription, long missing) {
        MISSED.counter(registry, source).increment(missing);
        LOG.warn("{} has not sent {} events of {}: ask it for them ($events)", source, missing, subscription);
    }

    /** Counts codes that the map does not have; the log names each once. */
    public void unknown(String source, List<Code> found) {
        UNKNOWN.counter(registry, source).increment(found.size());
        for (Code code : found) {
            if (codes.size() < MOST_CODES && codes.putIfAbsent(code, source) == null) {
                LOG.info("{} sends {}, of which its map says nothing", source, code);
            }
        }
    }

    /** Counts what a message became. */
    public void outcome(String source, PatientDesk.Outcome outcome) {
        AMBIGUOUS.counter(registry, source).increment(outcome.ambiguous());
        MERGES_REFUSED.counter(registry, source).increment(outcome.mergesRefused());
        for (Duration late : outcome.lateness()) {
            LATENESS.timer(registry, BOUNDS, source).record(late.isNegative() ? Duration.ZERO : late);
            seen(source).hoursOff.add(late);
        }
    }

    /** Returns how long ago a source sent its last message, or the gateway started. */
    public Duration silence(String source) {
        Duration silence = Duration.between(seen(source).last, clock.now());
        return silence.isNegative() ? Duration.ZERO : silence;
    }

    /** Returns when a source sent its last message; empty if it has sent none since the start. */
    public Optional<Instant> lastMessage(String source) {
        Seen one = seen(source);
        return one.heard ? Optional.of(one.last) : Optional.empty();
    }

    /** Returns what looks wrong with the clock of a source. */
    public Optional<String> clockProblem(String source) {
        int hours = seen(source).hoursOff.hours();
        return hours > 0 ? Optional.of(hours + " h behind: the zone of " + source + "?") : Optional.empty();
    }

    /** Returns what looks wrong with the clocks of sources. */
    public Optional<String> clockProblem() {
        List<String> off = seen.keySet().stream()
                .sorted()
                .flatMap(source -> clockProblem(source).stream())
                .toList();
        return off.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", off));
    }

    private Seen seen(String source) {
        return seen.computeIfAbsent(source, name -> new Seen(clock.now()));
    }
}

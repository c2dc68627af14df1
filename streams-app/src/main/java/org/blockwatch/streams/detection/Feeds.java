package org.blockwatch.streams.detection;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.schemas.Topics;

/**
 * The feeds whose silence is measured: the topics of statements, and those sending systems that the site has named, so that nobody can
 * make up further ones.
 *
 * @param limits how long each topic, by its name without {@code blockwatch.}, may be silent before somebody is told
 * @param sources the same for sending systems, by what statements call them
 */
public record Feeds(Map<String, Duration> limits, Map<String, Duration> sources) {
    /** How a limit is written. */
    private static final String FORM = "vitals=PT12H";

    /** Every topic of statements, by its name without the prefix. */
    public static final List<String> TOPICS =
            Topics.STATEMENTS.stream().map(Feeds::shortName).toList();

    /** No named systems, and limits that even a day-case ward at the weekend keeps. A design default [D]. */
    public static final Feeds DEFAULT = new Feeds(
            Map.of(
                    "blocks", Duration.ofHours(96),
                    "assessments", Duration.ofHours(72),
                    "vitals", Duration.ofHours(72),
                    "care-events", Duration.ofHours(96)),
            Map.of());

    private static final Map<Class<?>, String> BY_TYPE = Map.of(
            BlockPerformed.class, shortName(Topics.BLOCKS),
            NeuroAssessment.class, shortName(Topics.ASSESSMENTS),
            VitalSigns.class, shortName(Topics.VITALS),
            CareEvent.class, shortName(Topics.CARE_EVENTS));

    public Feeds {
        limits = Map.copyOf(limits);
        sources = Map.copyOf(sources);
    }

    /**
     * A feed and how long it may be silent.
     *
     * @param name of a topic or a system
     */
    public record Limit(String name, Duration silence) {

        /**
         * Reads {@code vitals=PT12H}.
         *
         * @throws IllegalArgumentException if it is none; the message says what to write instead
         */
        public static Limit parse(String written) {
            int equals = written.indexOf('=');
            if (equals > 0) {
                String name = written.substring(0, equals).strip();
                try {
                    Duration silence =
                            Duration.parse(written.substring(equals + 1).strip());
                    if (!name.isEmpty() && !silence.isNegative() && !silence.isZero()) {
                        return new Limit(name, silence);
                    }
                } catch (DateTimeParseException e) {
                    // told below, with what else is wrong
                }
            }
            throw new IllegalArgumentException(
                    "is not a feed and how long it may be silent: give name=duration, such as " + FORM);
        }
    }

    /**
     * The defaults, with these limits in their place.
     *
     * @param topics by name without the prefix
     * @param systems by what statements call them
     * @throws IllegalArgumentException for a topic that carries no statements; the message says which do
     */
    public static Feeds of(List<Limit> topics, List<Limit> systems) {
        Map<String, Duration> limits = new LinkedHashMap<>(DEFAULT.limits());
        for (Limit limit : topics) {
            if (!TOPICS.contains(limit.name())) {
                throw new IllegalArgumentException("there is no feed \"" + limit.name() + "\": the feeds are "
                        + String.join(", ", TOPICS) + ". A sending system belongs into feed.sources");
            }
            limits.put(limit.name(), limit.silence());
        }
        Map<String, Duration> sources = new LinkedHashMap<>();
        systems.forEach(limit -> sources.put(limit.name(), limit.silence()));
        return new Feeds(limits, sources);
    }

    /** The topic, by its name without the prefix, of a statement. */
    static String topicOf(Object statement) {
        return Objects.requireNonNull(BY_TYPE.get(statement.getClass()));
    }

    private static String shortName(Topics topic) {
        return topic.topicName().substring("blockwatch.".length());
    }
}

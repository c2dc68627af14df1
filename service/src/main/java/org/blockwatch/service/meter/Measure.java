package org.blockwatch.service.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is measured: the one definition of its name, labels and meaning, from which its meters are made and its row of
 * docs/metrics.md is written.
 *
 * @param name Micrometer's, with dots
 * @param quantity how it moves, and what one is
 * @param source whose measure it is: {@link #OWN}, or a library's name
 * @param meaning what the number says
 * @param audience whom it tells something
 */
public record Measure(
        String name, Quantity quantity, String source, String meaning, Audience audience, List<Label> labels) {

    /** The source of what Blockwatch measures itself. */
    public static final String OWN = "Blockwatch";

    private static final String SECONDS = "seconds";
    private static final PrometheusNamingConvention PROMETHEUS = new PrometheusNamingConvention();

    /** How a measure moves. */
    public enum Kind {
        /** Only rises; starts at 0 with the process. */
        COUNTER(Meter.Type.COUNTER),
        /** Rises and falls. */
        GAUGE(Meter.Type.GAUGE),
        /** How long things took: a histogram of seconds. */
        TIMER(Meter.Type.TIMER);

        private final Meter.Type type;

        Kind(Meter.Type type) {
            this.type = type;
        }
    }

    /**
     * What is counted.
     *
     * @param kind how it moves
     * @param unit what one is, such as {@code seconds} or {@code pages}; of a library's measure its base unit, or empty
     */
    public record Quantity(Kind kind, String unit) {}

    public Measure {
        labels = List.copyOf(labels);
    }

    /** Returns a measure that only rises. */
    public static Measure counter(String name, String unit, String meaning, Audience audience) {
        return new Measure(name, new Quantity(Kind.COUNTER, unit), OWN, meaning, audience, List.of());
    }

    /** Returns a measure that rises and falls. */
    public static Measure gauge(String name, String unit, String meaning, Audience audience) {
        return new Measure(name, new Quantity(Kind.GAUGE, unit), OWN, meaning, audience, List.of());
    }

    /** Returns how many seconds have passed since something, or until it. */
    public static Measure age(String name, String meaning, Audience audience) {
        return gauge(name, SECONDS, meaning, audience);
    }

    /** Returns how long something took. */
    public static Measure timer(String name, String meaning, Audience audience) {
        return new Measure(name, new Quantity(Kind.TIMER, SECONDS), OWN, meaning, audience, List.of());
    }

    /** Returns a measure that a library makes; its meters are the library's too. */
    public static Measure of(String library, String name, Kind kind, String unit, String meaning, Audience audience) {
        return new Measure(name, new Quantity(kind, unit), library, meaning, audience, List.of());
    }

    /** Returns the same, by a label whose values are the names of these. */
    public Measure by(String label, Enum<?>... values) {
        return by(label, Arrays.stream(values).map(Enum::name).toList());
    }

    /** Returns the same, by a label that takes these values and no other. */
    public Measure by(String label, List<String> values) {
        return with(new Label(label, values, ""));
    }

    /** Returns the same, by a label whose values configuration bounds. */
    public Measure byConfigured(String label, String said) {
        return with(new Label(label, List.of(), said));
    }

    /** Returns how it moves. */
    public Kind kind() {
        return quantity.kind();
    }

    /** Returns what one is. */
    public String unit() {
        return quantity.unit();
    }

    private Measure with(Label label) {
        List<Label> all = new ArrayList<>(labels);
        all.add(label);
        return new Measure(name, quantity, source, meaning, audience, all);
    }

    /**
     * Returns the name under which Prometheus knows it; of a timer without {@code _count}, {@code _sum} and {@code
     * _bucket}.
     */
    public String prometheusName() {
        String written = PROMETHEUS.name(name, kind().type, baseUnit());
        return kind() == Kind.COUNTER ? written + "_total" : written; // which the text format appends
    }

    /** Returns every set of label values, in the order of the labels; only of a measure whose labels are all closed. */
    public List<List<String>> combinations() {
        List<List<String>> all = List.of(List.of());
        for (Label label : labels) {
            all = all.stream()
                    .flatMap(before -> label.values().stream().map(value -> {
                        List<String> longer = new ArrayList<>(before);
                        longer.add(value);
                        return List.copyOf(longer);
                    }))
                    .toList();
        }
        return all;
    }

    /**
     * Returns the counter under these label values. What has never happened is there as 0 once it has been asked for.
     */
    public Counter counter(MeterRegistry registry, String... values) {
        return Counter.builder(name).description(meaning).tags(tags(values)).register(registry);
    }

    /** Registers the counters of every set of label values, so that the first increase of any is seen. */
    public void atZero(MeterRegistry registry) {
        combinations().forEach(values -> counter(registry, values.toArray(String[]::new)));
    }

    /** Shows a number under these label values for as long as the registry lives. */
    public Gauge gauge(MeterRegistry registry, Supplier<Number> number, String... values) {
        return Gauge.builder(name, number)
                .description(meaning)
                .baseUnit(baseUnit())
                .tags(tags(values))
                .register(registry);
    }

    /**
     * Returns the timer under these label values.
     *
     * @param bounds of the histogram's buckets
     */
    public Timer timer(MeterRegistry registry, List<Duration> bounds, String... values) {
        return Timer.builder(name)
                .description(meaning)
                .tags(tags(values))
                .serviceLevelObjectives(bounds.toArray(Duration[]::new))
                .register(registry);
    }

    private @Nullable String baseUnit() {
        boolean named = source.equals(OWN) ? unit().equals(SECONDS) : !unit().isEmpty();
        return named ? unit() : null;
    }

    private Tags tags(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(name + " has the labels " + labels + ", not " + values.length);
        }
        Tags tags = Tags.empty();
        for (int i = 0; i < values.length; i++) {
            tags = tags.and(labels.get(i).name(), values[i]);
        }
        return tags;
    }
}

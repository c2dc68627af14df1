package org.blockwatch.service.meter;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import java.util.Set;

/**
 * Everything that an application shows at {@code /metrics}.
 *
 * @param measures the application's own, and those of libraries that an alarm or a dashboard looks at
 */
public record Catalogue(List<Measure> measures) {

    private static final String OWN = "blockwatch.";

    public Catalogue {
        measures = List.copyOf(measures);
    }

    /** Of what libraries measure, lets in what is in the catalogue and nothing else. What is let in keeps its labels. */
    public void restrict(MeterRegistry registry) {
        Set<String> known = measures.stream().map(Measure::name).collect(toUnmodifiableSet());
        registry.config()
                .meterFilter(MeterFilter.deny(id -> !id.getName().startsWith(OWN) && !known.contains(id.getName())));
    }
}

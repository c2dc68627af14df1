package org.blockwatch.cli.metrics;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.blockwatch.board.BoardMeasures;
import org.blockwatch.clinical.rule.RuleBook;
import org.blockwatch.consumer.ConsumerMeasures;
import org.blockwatch.followup.FollowUpMeasures;
import org.blockwatch.gateway.GatewayMeasures;
import org.blockwatch.service.meter.Label;
import org.blockwatch.service.meter.Measure;
import org.blockwatch.service.meter.ProcessMeasures;
import org.blockwatch.streams.StreamsMeasures;
import org.junit.jupiter.api.Test;

/**
 * Keeps docs/metrics.md what the catalogues say. When it is stale, write it again with {@code mvn -pl quickstart -am test
 * -Dtest=MetricsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dmetrics.write=true}.
 */
class MetricsPageTest {

    private static final Path PAGE = Path.of("../docs/metrics.md");

    private static final Map<String, List<Measure>> APPLICATIONS = applications();

    /** The codes of alerts, which the page does not repeat at each measure that has them. */
    private static final Set<String> CODES =
            RuleBook.RULES.stream().map(rule -> rule.code().name()).collect(toSet());

    @Test
    void shouldBeWhatTheCataloguesSay() throws IOException {
        String page = page();
        if (Boolean.getBoolean("metrics.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/metrics.md is stale; how to write it stands in MetricsPageTest")
                .isEqualTo(page);
    }

    private static Map<String, List<Measure>> applications() {
        Map<String, List<Measure>> applications = new LinkedHashMap<>();
        applications.put("streams-app", StreamsMeasures.CATALOGUE.measures());
        applications.put("alert-consumer", ConsumerMeasures.CATALOGUE.measures());
        applications.put("follow-up", FollowUpMeasures.CATALOGUE.measures());
        applications.put("gateway", GatewayMeasures.CATALOGUE.measures());
        applications.put("ward-board", BoardMeasures.CATALOGUE.measures());
        return applications;
    }

    private static String page() {
        return """
                # Metrics

                For who reads the numbers of the applications. Generated from the catalogues in the code;
                `MetricsPageTest` fails when this page is stale, `MetricsTest` when an application shows anything
                else.

                All applications show these to Prometheus at `/metrics`. No label names a patient, a bed or a
                person: its values are a closed list, or one that configuration bounds. Counters begin at 0. Engine
                time is the wall's in a hospital. A timer is a histogram: `_count`, `_sum`, `_bucket`, and `_max` of
                the last minutes.

                Over several instances of streams-app take the sum of what is open, the most of what is overdue, and
                the least of `blockwatch_feed_silence_seconds`. The [alerting rules](../ops/prometheus/rules) and
                [runbooks](runbooks) say what each number should be.

                %s
                ## Several

                %s
                ## All

                %s""".formatted(
                        APPLICATIONS.entrySet().stream()
                                .map(app -> "## %s\n\n%s".formatted(app.getKey(), table(only(app.getValue()))))
                                .collect(joining("\n")),
                        table(shared()),
                        table(ProcessMeasures.ALL));
    }

    /** What no other application shows. */
    private static List<Measure> only(List<Measure> measures) {
        return measures.stream()
                .filter(measure -> holders(measure).size() == 1 && !ProcessMeasures.ALL.contains(measure))
                .toList();
    }

    /** What some applications show and not all, each once. */
    private static List<Measure> shared() {
        return APPLICATIONS.values().stream()
                .flatMap(List::stream)
                .filter(measure -> holders(measure).size() > 1 && !ProcessMeasures.ALL.contains(measure))
                .distinct()
                .toList();
    }

    private static List<String> holders(Measure measure) {
        return APPLICATIONS.entrySet().stream()
                .filter(app -> app.getValue().contains(measure))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String table(List<Measure> measures) {
        return measures.stream().map(MetricsPageTest::row).collect(joining("", """
                        | name | type | labels | meaning | who cares |
                        |---|---|---|---|---|
                        """, ""));
    }

    private static String row(Measure measure) {
        return "| `%s` | %s | %s | %s%s | %s |\n"
                .formatted(
                        measure.prometheusName(),
                        measure.kind().name().toLowerCase() + (measure.unit().isEmpty() ? "" : ", " + measure.unit()),
                        measure.labels().isEmpty()
                                ? "–"
                                : measure.labels().stream()
                                        .map(MetricsPageTest::label)
                                        .collect(joining("; ")),
                        measure.meaning(),
                        source(measure),
                        measure.audience().words());
    }

    /** Names the library that a measure is of, or the applications where some show it and not all. */
    private static String source(Measure measure) {
        if (!measure.source().equals(Measure.OWN)) {
            return " (" + measure.source() + ")";
        }
        List<String> holders = holders(measure);
        return holders.size() == 1 || holders.size() == APPLICATIONS.size() ? "" : ": " + String.join(", ", holders);
    }

    private static String label(Label label) {
        if (CODES.containsAll(label.values()) && label.values().containsAll(CODES)) {
            return "`%s`: those of [rules.md](rules.md)".formatted(label.name());
        }
        return "`%s`: %s"
                .formatted(
                        label.name(),
                        label.isClosed()
                                ? label.values().stream()
                                        .map(value -> "`" + value + "`")
                                        .collect(joining(" "))
                                : label.said());
    }
}

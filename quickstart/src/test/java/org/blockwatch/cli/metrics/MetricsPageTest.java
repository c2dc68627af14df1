package org.blockwatch.cli.metrics;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.blockwatch.board.BoardMeasures;
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

    private static String page() {
        return """
                # Metrics

                For who reads the numbers of the applications. Generated from the catalogues in the code;
                `MetricsPageTest` fails when this page is stale, `MetricsTest` when an application shows anything
                else.

                All applications show these to Prometheus at `/metrics`. No label names a patient, a bed or a
                person: its values are a closed list, or one that configuration bounds. Counters begin at 0. Seconds
                are in engine time where it says so, which in a hospital is the wall's. A timer is a histogram:
                `_count`, `_sum`, `_bucket`, and `_max` of the last minutes.

                Gauges tell of one process. Over several instances of streams-app take the sum of what is open, the
                most of what is overdue, and the least of `blockwatch_feed_silence_seconds`. The
                [alerting rules](../ops/prometheus/rules) and [runbooks](runbooks) say what each number should be;
                [dashboards.md](dashboards.md) shows them.

                ## streams-app

                %s
                ## alert-consumer

                %s
                ## follow-up

                %s
                ## gateway

                %s
                ## ward-board

                %s
                ## All

                %s""".formatted(
                        table(own(StreamsMeasures.CATALOGUE.measures())),
                        table(own(ConsumerMeasures.CATALOGUE.measures())),
                        table(own(FollowUpMeasures.CATALOGUE.measures())),
                        table(own(GatewayMeasures.CATALOGUE.measures())),
                        table(own(BoardMeasures.CATALOGUE.measures())),
                        table(ProcessMeasures.ALL));
    }

    private static List<Measure> own(List<Measure> measures) {
        return measures.stream()
                .filter(measure -> !ProcessMeasures.ALL.contains(measure))
                .toList();
    }

    private static String table(List<Measure> measures) {
        return measures.stream().map(MetricsPageTest::row).collect(joining("", """
                        | name | type | unit | labels | meaning | who cares |
                        |---|---|---|---|---|---|
                        """, ""));
    }

    private static String row(Measure measure) {
        return "| `%s` | %s | %s | %s | %s%s | %s |\n"
                .formatted(
                        measure.prometheusName(),
                        measure.kind().name().toLowerCase(),
                        measure.unit().isEmpty() ? "–" : measure.unit(),
                        measure.labels().isEmpty()
                                ? "–"
                                : measure.labels().stream()
                                        .map(MetricsPageTest::label)
                                        .collect(joining("; ")),
                        measure.meaning(),
                        measure.source().equals(Measure.OWN) ? "" : " (" + measure.source() + ")",
                        measure.audience().words());
    }

    private static String label(Label label) {
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

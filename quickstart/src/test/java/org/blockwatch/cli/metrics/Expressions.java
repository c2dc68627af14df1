package org.blockwatch.cli.metrics;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.blockwatch.board.BoardMeasures;
import org.blockwatch.consumer.ConsumerMeasures;
import org.blockwatch.followup.FollowUpMeasures;
import org.blockwatch.gateway.GatewayMeasures;
import org.blockwatch.service.meter.Label;
import org.blockwatch.service.meter.Measure;
import org.blockwatch.service.meter.Measure.Kind;
import org.blockwatch.streams.StreamsMeasures;

/** What PromQL expressions ask for, against what is measured. */
final class Expressions {

    /** The names of our metrics, with the labels asked for. Recording rules have colons. */
    private static final Pattern SELECTOR =
            Pattern.compile("(?<![\\w:])((?:blockwatch|kafka|jvm|process|system)_\\w+)(?![\\w:])(?:\\{([^}]*)})?");

    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");

    /** What Prometheus itself adds to every series. */
    private static final Set<String> TARGET = Set.of("job", "instance", "le");

    private static final List<Measure> MEASURES = Stream.of(
                    StreamsMeasures.CATALOGUE,
                    ConsumerMeasures.CATALOGUE,
                    FollowUpMeasures.CATALOGUE,
                    GatewayMeasures.CATALOGUE,
                    BoardMeasures.CATALOGUE)
            .flatMap(catalogue -> catalogue.measures().stream())
            .toList();

    private Expressions() {}

    /** What an expression asks for that nobody shows: names, labels, and values of closed labels. */
    static Set<String> unknownNames(String expression) {
        Set<String> unknown = new TreeSet<>();
        Matcher selector = SELECTOR.matcher(expression);
        while (selector.find()) {
            String name = selector.group(1);
            Map<String, Label> labels = labels(name);
            if (labels == null) {
                unknown.add(name);
            } else if (selector.group(2) != null) {
                unknown.addAll(unknownLabels(name, selector.group(2), labels));
            }
        }
        return unknown;
    }

    private static Set<String> unknownLabels(String name, String matchers, Map<String, Label> labels) {
        Set<String> unknown = new TreeSet<>();
        Matcher matcher = MATCHER.matcher(matchers);
        while (matcher.find()) {
            String label = matcher.group(1);
            if (TARGET.contains(label)) {
                continue;
            }
            if (!labels.containsKey(label)) {
                unknown.add(name + "{" + label + "}");
            } else if (labels.get(label).isClosed() && !matcher.group(3).startsWith("$")) {
                for (String value : matcher.group(3).split("\\|")) {
                    if (!value.contains("*") && !labels.get(label).values().contains(value)) {
                        unknown.add(name + "{" + label + "=" + value + "}");
                    }
                }
            }
        }
        return unknown;
    }

    private static Map<String, Label> labels(String name) {
        return MEASURES.stream()
                .filter(measure -> names(measure).contains(name))
                .findFirst()
                .map(measure -> measure.labels().stream().collect(toMap(Label::name, label -> label)))
                .orElse(null);
    }

    private static Set<String> names(Measure measure) {
        String name = measure.prometheusName();
        return measure.kind() == Kind.TIMER
                ? Stream.of("_count", "_sum", "_max", "_bucket")
                        .map(suffix -> name + suffix)
                        .collect(toSet())
                : Set.of(name);
    }
}

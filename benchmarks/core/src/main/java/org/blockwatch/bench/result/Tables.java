package org.blockwatch.bench.result;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Figures as Markdown, a table a benchmark: what docs/performance.md takes over. */
final class Tables {
    private Tables() {}

    static String of(Conditions conditions, List<Figure> figures, List<String> remarks) {
        StringBuilder text = new StringBuilder();
        text.append("Taken %s at commit %s.%n%n".formatted(conditions.at(), conditions.commit()));
        text.append("Machine: %s.%n%n".formatted(list(conditions.machine())));
        text.append("Versions: %s.%n%n".formatted(list(conditions.versions())));
        text.append("Options: %s.%n".formatted(list(conditions.options())));
        figures.stream().map(Figure::benchmark).distinct().forEach(benchmark -> {
            text.append("%n## %s%n%n".formatted(benchmark));
            text.append("| | under | metric | median | min | max | n |%n|---|---|---|--:|--:|--:|--:|%n".formatted());
            figures.stream()
                    .filter(figure -> figure.benchmark().equals(benchmark))
                    .forEach(figure -> text.append(row(figure)));
        });
        if (!remarks.isEmpty()) {
            text.append("%n## Remarks%n%n".formatted());
            remarks.forEach(remark -> text.append("* %s%n".formatted(remark)));
        }
        return text.toString();
    }

    private static String row(Figure figure) {
        return "| %s | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        figure.subject(),
                        list(new TreeMap<>(figure.conditions())),
                        figure.metric(),
                        number(figure.median()),
                        number(figure.min()),
                        number(figure.max()),
                        figure.n());
    }

    /** Three digits that count. */
    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String list(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}

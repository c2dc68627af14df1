package org.blockwatch.cli.metrics;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an application shows at one instant, in Prometheus' text format. */
record Scrape(String text, List<Sample> samples) {

    /** One for all: each of its own would keep a connection open, and an address may have few. */
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One line of it. */
    record Sample(String name, Map<String, String> labels, double value) {}

    static Scrape of(URI door) {
        var request = HttpRequest.newBuilder(URI.create(door + "/metrics")).build();
        var text = CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .join()
                .body();
        return new Scrape(
                text,
                text.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(Scrape::sample)
                        .toList());
    }

    private static Sample sample(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no sample: " + line);
        }
        Map<String, String> labels = new TreeMap<>();
        if (parts.group(2) != null) {
            Matcher label = LABEL.matcher(parts.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
        }
        return new Sample(parts.group(1), labels, Double.parseDouble(parts.group(3)));
    }

    /** The values of all series of a name with these labels among theirs, {@code name, value, name, value}. */
    List<Double> values(String name, String... labels) {
        List<Double> values = new ArrayList<>();
        for (Sample sample : samples) {
            boolean all = sample.name().equals(name);
            for (int i = 0; i < labels.length; i += 2) {
                all &= labels[i + 1].equals(sample.labels().get(labels[i]));
            }
            if (all) {
                values.add(sample.value());
            }
        }
        return values;
    }

    /** Their sum. */
    double sum(String name, String... labels) {
        return values(name, labels).stream().mapToDouble(Double::doubleValue).sum();
    }
}

package org.blockwatch.cli.report;

import static java.util.stream.Collectors.toCollection;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.blockwatch.clinical.Procedure.Injected;
import org.blockwatch.clinical.Procedure.Injection;

/** What blocks are compared by. */
public enum Factor {
    AGENT("Local anaesthetic"),
    CONCENTRATION("Greatest concentration"),
    VOLUME("Greatest volume at a level"),
    GUIDANCE("Guidance");

    static final String NOT_STATED = "not stated";

    private final String words;

    Factor(String words) {
        this.words = words;
    }

    /** Returns what people call it. */
    public String words() {
        return words;
    }

    /** Returns the level of every factor, in the order of the factors. */
    static List<String> of(Injected injected) {
        return List.of(
                agent(injected.injections()),
                concentration(injected.injections()),
                volume(injected.injections()),
                injected.guidance().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** A name that is none of a substance's could be anybody's. */
    private static String agent(List<Injection> injections) {
        var agents = injections.stream()
                .map(Injection::agent)
                .filter(Objects::nonNull)
                .map(agent -> agent.strip().toLowerCase(Locale.ROOT))
                .filter(agent -> agent.matches("[a-z]{4,20}"))
                .collect(toCollection(TreeSet::new));
        return agents.isEmpty() ? NOT_STATED : agents.size() > 1 ? "several" : agents.first();
    }

    private static String concentration(List<Injection> injections) {
        return injections.stream()
                .map(Injection::concentrationPercent)
                .filter(Objects::nonNull)
                .max(Double::compare)
                .map(percent -> percent <= 0.5
                        ? "up to 0.5 %"
                        : percent <= 1 ? "up to 1 %" : percent < 2 ? "over 1 %" : "2 % or more")
                .orElse(NOT_STATED);
    }

    private static String volume(List<Injection> injections) {
        return injections.stream()
                .map(Injection::volumeMl)
                .filter(Objects::nonNull)
                .max(Double::compare)
                .map(volume -> volume <= 0.25 ? "up to 0.25 mL" : volume <= 0.5 ? "up to 0.5 mL" : "over 0.5 mL")
                .orElse(NOT_STATED);
    }
}

package org.blockwatch.cli.command;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.blockwatch.consumer.roster.Interval;
import org.blockwatch.consumer.roster.OnCallInterval;
import org.blockwatch.consumer.roster.Person;
import org.blockwatch.consumer.roster.Recipient;
import org.blockwatch.consumer.roster.Roster;
import org.blockwatch.consumer.roster.RosterGapCheck;
import org.blockwatch.event.Priority;
import org.jspecify.annotations.Nullable;

/** Who holds which role when, for people to read. */
final class OnCallTable {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm xxx", Locale.ROOT);
    private static final int LONG_ADDRESS = 8;

    private final Roster roster;
    private final @Nullable String unit;
    private final boolean addresses;
    private final PrintStream out;

    /**
     * Makes a table to be printed.
     *
     * @param unit the only unit to show; null: all
     * @param addresses whether to show them in full
     */
    OnCallTable(Roster roster, @Nullable String unit, boolean addresses, PrintStream out) {
        this.roster = roster;
        this.unit = unit;
        this.addresses = addresses;
        this.out = out;
    }

    /**
     * Prints it.
     *
     * @param atHome of the roles those that are asked for only while a patient is at home
     * @param length of the time to show; null: the instant alone
     */
    void print(Collection<String> roles, Set<String> atHome, Instant from, @Nullable Duration length) {
        var rows = roles.stream()
                .flatMap(role -> role.equals(Roster.PROCEDURALIST)
                        ? Stream.of(new Row(role, "", "whoever performed the block"))
                        : posts(role).stream()
                                .map(post -> atHome.contains(role)
                                        ? new Roster.Post(post.unit(), post.text() + ", patients at home")
                                        : post)
                                .flatMap(post -> rows(post, role, from, length)))
                .toList();
        var posts = width(rows, Row::post);
        var times = width(rows, Row::when);
        out.printf("Roster %s at %s, %s%n%n", roster.version(), when(from), roster.zone());
        rows.forEach(row -> out.println("%s  %s  %s"
                .formatted(padded(row.post(), posts), padded(row.when(), times), row.who())
                .stripTrailing()));
        out.println();
    }

    /** A line; what is as in the line above is left empty. */
    private record Row(String post, String when, String who) {}

    private List<Roster.Post> posts(String role) {
        return unit == null ? roster.posts(role) : List.of(new Roster.Post(unit, role + " in " + unit));
    }

    private Stream<Row> rows(Roster.Post post, String role, Instant from, @Nullable Duration length) {
        var window = new Interval(from, from.plus(length == null ? RosterGapCheck.AHEAD : length));
        var duties = roster.duties(role, post.unit(), window);
        var shown = length == null ? duties.subList(0, 1) : duties;
        return shown.stream().flatMap(duty -> rows(duty == duties.get(0) ? post.text() : "", duty, window));
    }

    private Stream<Row> rows(String post, OnCallInterval duty, Interval window) {
        var begin = duty.stretch().from();
        var end = duty.stretch().to();
        var when = (begin.equals(window.from()) ? "" : when(begin) + " ")
                + (end.equals(window.to()) ? "and on" : "until " + when(end));
        var people = duty.people();
        return people.isEmpty()
                ? Stream.of(new Row(post, when, "nobody"))
                : people.stream().map(person -> {
                    var first = person == people.get(0);
                    return new Row(
                            first ? post : "",
                            first ? when : "",
                            "%s (%s): %s".formatted(person.name(), person.id(), ways(person, begin)));
                });
    }

    private static int width(List<Row> rows, Function<Row, String> column) {
        return rows.stream().map(column).mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private String ways(Person person, Instant at) {
        var open = person.ways(Priority.MEDIUM, at);
        return person.ways(Priority.HIGH, at).stream()
                .map(way -> way.channel() + address(way) + (open.contains(way) ? "" : " [quiet]"))
                .collect(joining(", "));
    }

    private String address(Recipient.Way way) {
        return way.address() == null ? "" : " " + (addresses ? way.address() : masked(way.address()));
    }

    /** Returns enough to know an address by, too little to use it. */
    private static String masked(String address) {
        var at = address.lastIndexOf('@');
        if (at > 0) {
            return address.charAt(0) + "…" + address.substring(at);
        }
        return address.length() < LONG_ADDRESS
                ? "…"
                : address.substring(0, 2) + "…" + address.substring(address.length() - 2);
    }

    private String when(Instant instant) {
        return WHEN.format(instant.atZone(roster.zone()));
    }
}

package org.blockwatch.consumer.roster;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The staff, how to reach them, and who holds which role when. A value: it knows no clock and no file, so the same
 * question has the same answer for ever.
 *
 * @param version the name that the site gives it, and another version at every change: {@code st-elsewhere/3}
 * @param zone the time zone of all that does not name one of its own
 * @param people by id
 * @param rotas by role, in the order of the file
 */
public record Roster(String version, ZoneId zone, Map<String, Person> people, Map<String, List<Rota>> rotas)
        implements OnCall {

    /** The one role that is held by whoever performed the patient's block. */
    public static final String PROCEDURALIST = "proceduralist";

    @Override
    public List<Recipient> recipients(OnCallQuery call) {
        Map<Person, List<String>> holders = new LinkedHashMap<>();
        for (String role : call.roles()) {
            holders(role, call)
                    .forEach(person -> holders.computeIfAbsent(person, held -> new ArrayList<>())
                            .add(role));
        }
        return holders.entrySet().stream()
                .map(held -> new Recipient(
                        held.getKey().id(), true, List.copyOf(held.getValue()), ways(held.getKey(), call)))
                .toList();
    }

    private Stream<Person> holders(String role, OnCallQuery call) {
        return role.equals(PROCEDURALIST)
                ? person(call.proceduralistId()).stream()
                : onCall(role, call.unit(), call.at()).stream();
    }

    /** The channels that the policy asks for come first, in its order; nothing that works is left out. */
    private static List<Recipient.Way> ways(Person person, OnCallQuery call) {
        return person.ways(call.priority(), call.at()).stream()
                .sorted(Comparator.comparingInt(way -> call.channels().contains(way.channel())
                        ? call.channels().indexOf(way.channel())
                        : Integer.MAX_VALUE))
                .toList();
    }

    /** Returns who holds the role for this unit at this instant, in the order of the roster; empty: nobody. */
    public List<Person> onCall(String role, @Nullable String unit, Instant at) {
        return rota(role, unit).map(rota -> rota.on(at)).orElse(List.of()).stream()
                .map(people::get)
                .toList();
    }

    /** Returns who has this id, here or in another system. */
    public Optional<Person> person(@Nullable String id) {
        return Optional.ofNullable(id)
                .flatMap(known -> people.values().stream()
                        .filter(person ->
                                person.id().equals(known) || person.aka().contains(known))
                        .findFirst());
    }

    /**
     * Returns who holds the role for this unit in this window, which is not empty: one after the other, without a hole.
     */
    public List<OnCallInterval> duties(String role, @Nullable String unit, Interval window) {
        Stream<Interval> changes = rota(role, unit).stream().flatMap(rota -> rota.stretches(window));
        return window.cut(changes, at -> onCall(role, unit, at)).stream()
                .map(part -> new OnCallInterval(part.stretch(), part.state()))
                .toList();
    }

    /** Returns where the role is held: each unit that has a rota of its own, and all the others together. */
    public List<Post> posts(String role) {
        List<String> units = rotas.getOrDefault(role, List.of()).stream()
                .flatMap(rota -> rota.units().stream())
                .sorted()
                .toList();
        Stream<Post> own = units.stream().map(unit -> new Post(unit, role + " in " + unit));
        Post others = new Post(null, units.isEmpty() ? role : role + " in other units");
        return Stream.concat(own, Stream.of(others)).toList();
    }

    /**
     * A role somewhere.
     *
     * @param unit null: every unit that has no rota of its own
     * @param text for people
     */
    public record Post(@Nullable String unit, String text) {}

    /** Returns a line for people. */
    String summary() {
        return "%s (%s people, %s roles)".formatted(version, people.size(), rotas.size());
    }

    private Optional<Rota> rota(String role, @Nullable String unit) {
        List<Rota> ofRole = rotas.getOrDefault(role, List.of());
        return ofRole.stream()
                .filter(rota -> unit != null && rota.units().contains(unit))
                .findFirst()
                .or(() -> ofRole.stream().filter(rota -> rota.units().isEmpty()).findFirst());
    }
}

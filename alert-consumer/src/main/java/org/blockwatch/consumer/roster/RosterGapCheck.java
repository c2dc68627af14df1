package org.blockwatch.consumer.roster;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.blockwatch.event.Priority;

/**
 * Looks ahead for the hour in which a page would find nobody: every role needs at every instant a person with two
 * channels that work, since one channel alone is one fault away from silence, and nobody may have put all of their ways
 * on quiet.
 *
 * @param channels those that work: set up, and not known to be failing
 */
public record RosterGapCheck(Roster roster, Set<String> channels) {

    /** How far ahead it is looked while a service runs: time enough to find somebody. */
    public static final Duration AHEAD = Duration.ofDays(7);

    private static final int ENOUGH_CHANNELS = 2;

    /**
     * Returns what is missing in this window, by role, unit and reason. The role {@link Roster#PROCEDURALIST} is left
     * out: who it is, only a block tells.
     *
     * @param roles which may be asked for; of these, one that the roster lacks is one long gap
     */
    public List<RosterGap> gaps(Collection<String> roles, Interval window) {
        return roles.stream()
                .distinct()
                .filter(role -> !role.equals(Roster.PROCEDURALIST))
                .flatMap(role -> gaps(role, window))
                .toList();
    }

    private Stream<RosterGap> gaps(String role, Interval window) {
        if (!roster.rotas().containsKey(role)) {
            return Stream.of(new RosterGap(role, List.of(window), "the roster does not have this role"));
        }
        return roster.posts(role).stream().flatMap(post -> {
            Map<String, List<Interval>> faults = roster.duties(role, post.unit(), window).stream()
                    .flatMap(duty -> fault(duty).map(Stream::of).orElseGet(() -> silences(duty)))
                    .collect(groupingBy(
                            Interval.Part::state, LinkedHashMap::new, mapping(Interval.Part::stretch, toList())));
            return faults.entrySet().stream()
                    .map(fault -> new RosterGap(post.text(), fault.getValue(), fault.getKey()));
        });
    }

    private Optional<Interval.Part<String>> fault(OnCallInterval duty) {
        if (duty.people().isEmpty()) {
            return Optional.of(new Interval.Part<>(duty.stretch(), "nobody is on call"));
        }
        return duty.people().stream().anyMatch(person -> working(person).size() >= ENOUGH_CHANNELS)
                ? Optional.empty()
                : Optional.of(new Interval.Part<>(
                        duty.stretch(),
                        "nobody on call has two channels that work ("
                                + duty.people().stream().map(this::described).collect(joining(", ")) + ")"));
    }

    private String described(Person person) {
        Set<String> working = working(person);
        return person.id() + (working.isEmpty() ? " has none" : " has only " + String.join("", working));
    }

    private Set<String> working(Person person) {
        Set<String> working = new TreeSet<>();
        person.contacts().forEach(contact -> working.add(contact.way().channel()));
        working.retainAll(channels);
        return working;
    }

    /** Returns when somebody who can be reached hears nothing that is not HIGH. */
    private Stream<Interval.Part<String>> silences(OnCallInterval duty) {
        return duty.people().stream()
                .filter(person -> !working(person).isEmpty())
                .flatMap(person -> duty
                        .stretch()
                        .cut(
                                person.quietHours(duty.stretch()),
                                at -> person.ways(Priority.MEDIUM, at).stream()
                                        .noneMatch(way -> channels.contains(way.channel())))
                        .stream()
                        .filter(Interval.Part::state)
                        .map(part -> new Interval.Part<>(
                                part.stretch(), person.id() + " has all ways on quiet below HIGH")));
    }
}

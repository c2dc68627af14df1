package org.blockwatch.consumer.roster;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.blockwatch.consumer.roster.Person.Contact;
import org.blockwatch.service.text.YamlEntry;

/** Reads a {@link Roster} and refuses one that leaves anything to guess. Errors are those of {@link YamlEntry}. */
final class RosterReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]*");
    private static final Pattern ANY = Pattern.compile(".*\\S.*");
    private static final Pattern HOUR_24 = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})T24:00(?::00)?(.*)");
    private static final String NOBODY = "nobody";

    private final ZoneId zone;
    private final Set<String> people;

    private RosterReader(ZoneId zone, Set<String> people) {
        this.zone = zone;
        this.people = people;
    }

    static Roster roster(YamlEntry root) {
        root.having("name", "version", "time-zone", "people", "roles");
        ZoneId zone = WeeklyHoursReader.zone(root.at("time-zone"));
        Map<String, Person> people = people(root.at("people"), zone);
        return new Roster(
                root.at("name").text(NAME, "a name in lower case with hyphens, such as st-elsewhere") + "/"
                        + version(root.at("version")),
                zone,
                people,
                new RosterReader(zone, people.keySet()).roles(root.at("roles")));
    }

    private static String version(YamlEntry entry) {
        return entry.isWhole()
                ? entry.word()
                : entry.text(
                        ID, "a whole number, or a text without spaces such as 2026-W48, another one at every change");
    }

    private static Map<String, Person> people(YamlEntry entry, ZoneId zone) {
        Map<String, Person> people = new LinkedHashMap<>();
        Map<String, String> owners = new HashMap<>();
        for (String id : entry.names(ID, "at least one person by an id without spaces, such as meier")) {
            YamlEntry place = entry.at(id);
            if (id.equals(NOBODY)) {
                throw place.refused("cannot be a person: it means that nobody is on call.");
            }
            Person person = person(id, place, zone);
            people.put(id, person);
            for (String known : union(id, person.aka())) {
                String owner = owners.put(known, id);
                if (owner != null) {
                    throw place.refused("is known as \"" + known + "\" and so is people." + owner
                            + ": write each id for one person only.");
                }
            }
        }
        return people;
    }

    private static Person person(String id, YamlEntry entry, ZoneId zone) {
        entry.having("name", "aka", "ways");
        return new Person(
                id,
                entry.at("name").text(ANY, "how people call them, such as \"Dr A. Meier\""),
                Set.copyOf(entry.at("aka")
                        .listIfThere(
                                "a list of ids that other systems know them by, in quotes",
                                item -> item.text(ANY, "an id in quotes"))),
                entry.at("ways").list("at least one way to reach them, the best first", way -> contact(way, zone)));
    }

    private static Contact contact(YamlEntry entry, ZoneId zone) {
        entry.having("channel", "address", "quiet");
        YamlEntry address = entry.at("address");
        return new Contact(
                new Recipient.Way(
                        entry.at("channel").text(NAME, "a channel of alert-consumer, such as smtp"),
                        address.isThere() ? address.text(ANY, "where the channel reaches them, in quotes") : null),
                entry.at("quiet")
                        .listIfThere(
                                "a list of hours in which only HIGH pages come this way",
                                hours -> WeeklyHoursReader.hours(
                                        hours.having("days", "from", "to", "time-zone"), zone)));
    }

    private Map<String, List<Rota>> roles(YamlEntry entry) {
        Map<String, List<Rota>> rotas = new LinkedHashMap<>();
        for (String role : entry.names(NAME, "at least one role in lower case with hyphens, such as charge-nurse")) {
            if (role.equals(Roster.PROCEDURALIST)) {
                throw entry.at(role)
                        .refused(
                                "has no shifts: it is whoever performed the block. Leave it out, and give that person the id,"
                                        + " or one in aka, that the block carries as proceduralistId.");
            }
            rotas.put(role, rotas(entry.at(role)));
        }
        return rotas;
    }

    private List<Rota> rotas(YamlEntry entry) {
        List<Rota> rotas = entry.list("a list, one item for each group of units", this::rota);
        Set<String> units = new HashSet<>();
        for (Rota rota : rotas) {
            for (String unit : rota.units().isEmpty() ? Set.of("every other unit") : rota.units()) {
                if (!units.add(unit)) {
                    throw entry.refused("has two items for " + unit + ": write its shifts into one.");
                }
            }
        }
        return rotas;
    }

    private Rota rota(YamlEntry entry) {
        entry.having("units", "shifts", "overrides");
        return new Rota(
                Set.copyOf(entry.at("units")
                        .listIfThere(
                                "a list of units as the blocks carry them",
                                unit -> unit.text(ANY, "a unit in quotes"))),
                entry.at("shifts").list("at least one shift", this::shift),
                entry.at("overrides").isThere()
                        ? entry.at("overrides").listOrEmpty("a list of overrides", this::override)
                        : List.of());
    }

    private Rota.Shift shift(YamlEntry entry) {
        entry.having("days", "from", "to", "time-zone", "people");
        return new Rota.Shift(
                WeeklyHoursReader.hours(entry, zone), staff(entry.at("people"), "a list of ids in people"));
    }

    private Rota.Override override(YamlEntry entry) {
        entry.having("from", "to", "time-zone", "people");
        ZoneId here = entry.at("time-zone").isThere() ? WeeklyHoursReader.zone(entry.at("time-zone")) : zone;
        Interval stretch = new Interval(instant(entry.at("from"), here), instant(entry.at("to"), here));
        if (!stretch.from().isBefore(stretch.to()) && !isSkipped(entry, stretch)) {
            throw entry.at("to").wrong("an instant after from");
        }
        YamlEntry staff = entry.at("people");
        boolean nobody = staff.word().equals(NOBODY);
        return new Rota.Override(stretch, nobody ? List.of() : staff(staff, "a list of ids in people, or nobody"));
    }

    /** Returns whether both times lie in the hour that clocks skip: both are then the next instant that exists. */
    private static boolean isSkipped(YamlEntry entry, Interval stretch) {
        try {
            LocalDateTime from =
                    LocalDateTime.parse(withoutHour24(entry.at("from").word()));
            LocalDateTime to = LocalDateTime.parse(withoutHour24(entry.at("to").word()));
            return from.isBefore(to) && stretch.from().equals(stretch.to());
        } catch (DateTimeParseException e) {
            return false; // with an offset a time is never skipped
        }
    }

    /** Midnight at the end of a day is the beginning of the next one. */
    private static String withoutHour24(String text) {
        Matcher midnight = HOUR_24.matcher(text);
        try {
            return midnight.matches()
                    ? LocalDate.parse(midnight.group(1)).plusDays(1) + "T00:00" + midnight.group(2)
                    : text;
        } catch (DateTimeParseException e) {
            return text; // no such day: told where it is read
        }
    }

    private List<String> staff(YamlEntry entry, String expected) {
        return entry
                .list(expected, item -> {
                    String id = item.text(ANY, "an id in people");
                    if (!people.contains(id)) {
                        throw item.wrong("an id in people, which are " + String.join(", ", people));
                    }
                    return id;
                })
                .stream()
                .distinct()
                .toList();
    }

    @SuppressWarnings("UnusedException") // both are told, as what to write instead
    private static Instant instant(YamlEntry entry, ZoneId zone) {
        String text = withoutHour24(entry.word());
        try {
            return WallTime.instant(LocalDateTime.parse(text), zone);
        } catch (DateTimeParseException local) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException offset) {
                throw entry.wrong(
                        "a date with a time, such as 2026-12-24T07:00, or with an offset, 2026-12-24T07:00+01:00");
            }
        }
    }

    private static Set<String> union(String id, Set<String> more) {
        Set<String> all = new HashSet<>(more);
        all.add(id);
        return all;
    }
}

package org.blockwatch.consumer.roster;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.blockwatch.event.Priority;

/** Rosters and questions for tests. */
final class Rosters {

    private static final String PEOPLE = """
            name: test
            version: 1
            time-zone: %s
            people:
              ada: {name: Ada, ways: [{channel: webhook}, {channel: smtp, address: ada@example.org}]}
              bob: {name: Bob, ways: [{channel: webhook}, {channel: smtp, address: bob@example.org}]}
              eve: {name: Eve, aka: ["P-1"], ways: [{channel: webhook}, {channel: smtp, address: eve@example.org}]}
            roles:
            """;

    private Rosters() {}

    /** Ada, Bob and Eve, and these roles. */
    static Roster of(String zone, String roles) {
        return RosterFile.parse("test.yaml", text(zone, roles));
    }

    static String text(String zone, String roles) {
        return PEOPLE.formatted(zone) + roles.indent(2);
    }

    /** An instant as a clock shows it: {@code 2026-03-29T01:59:59+01:00[Europe/Zurich]}. */
    static Instant at(String zoned) {
        return ZonedDateTime.parse(zoned).toInstant();
    }

    static List<String> ids(List<Person> people) {
        return people.stream().map(Person::id).toList();
    }

    static OnCallQuery call(Priority priority, Instant at, String... roles) {
        return new OnCallQuery(List.of(roles), null, null, priority, List.of(), at);
    }
}

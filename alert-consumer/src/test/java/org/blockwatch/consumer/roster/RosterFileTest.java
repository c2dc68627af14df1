package org.blockwatch.consumer.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.blockwatch.service.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterFileTest {

    @Test
    void shouldShipAnExampleWithoutGaps() throws IOException {
        try (InputStream in = RosterFileTest.class.getResourceAsStream("/roster/example.yaml")) {
            Roster roster = RosterFile.parse("example", new String(in.readAllBytes(), StandardCharsets.UTF_8));
            Instant begin = Instant.parse("2026-12-20T00:00:00Z");

            assertThat(roster.version()).isEqualTo("st-elsewhere/1");
            assertThat(new RosterGapCheck(roster, Set.of("pagerduty", "smtp", "snpp"))
                            .gaps(roster.rotas().keySet(), new Interval(begin, begin.plus(Duration.ofDays(365)))))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: 1        | version: 1.10        | version is 1.10: write a whole number, or a text",
                "version: 1        |                      | version is missing: write a whole number",
                "name: test        | name: My Roster      | name is \"My Roster\": write a name in lower case",
                "Europe/Zurich     | CET                  | time-zone is \"CET\": write a time zone by its region",
                "Europe/Zurich     | Europe/Zuerich       | time-zone is \"Europe/Zuerich\": write a time zone",
                "name: Ada,        | title: Dr, name: Ada,| people.ada has no \"title\": write one of aka, name, ways",
                "name: Ada, ways   | name: Ada, waze      | people.ada has no \"waze\"",
                "ways: [{channel: webhook}] | ways: []     | people.bob.ways is []: write at least one way",
                "address: ada@x.org | address: 791234567  | people.ada.ways[2].address is 791234567: write where the channel"
                        + " reaches them, in quotes",
                "aka: [\"P-1\"]    | aka: [\"bob\"]       | people.eve is known as \"bob\" and so is people.bob",
                "bob: {name        | nobody: {name        | people.nobody cannot be a person",
                "nurse:            | proceduralist:       | roles.proceduralist has no shifts: it is whoever performed",
                "people: [ada]     | people: [adam]       | roles.nurse[1].shifts[1].people[1] is \"adam\": write an id in"
                        + " people, which are ada, bob, eve",
                "people: [ada]     | people: []           | roles.nurse[1].shifts[1].people is []: write a list of ids",
                "days: [mon-fri]   | days: [mo-fr]        | roles.nurse[1].shifts[1].days[1] is \"mo-fr\": write a day or a"
                        + " range of days",
                "days: [mon-fri]   | days: monday         | roles.nurse[1].shifts[1].days is \"monday\": write a list",
                "from: 07:00       | from: 24:00          | roles.nurse[1].shifts[1].from is \"24:00\": write a time such as",
                "from: 07:00,      |                      | roles.nurse[1].shifts[1].from is missing: write a time such as",
                "to: 2026-12-26T07:00 | to: 2026-12-24    | roles.nurse[1].overrides[1].to is \"2026-12-24\": write a date"
                        + " with a time",
                "to: 2026-12-26T07:00 | to: 2026-12-20T07:00 | roles.nurse[1].overrides[1].to is \"2026-12-20T07:00\": write"
                        + " an instant after from",
                "people: nobody    | people: none         | roles.nurse[1].overrides[1].people is \"none\": write a list of"
                        + " ids in people, or nobody",
                "units: [A2, A1]   | units: [A2, A]       | roles.nurse has two items for A",
                "- units: [A]      | -                    | roles.nurse has two items for every other unit"
            })
    void shouldSayWhatIsWrongWhereAndWhatToWrite(String right, String wrong, String told) {
        String sound = """
                name: test
                version: 1
                time-zone: Europe/Zurich
                people:
                  ada: {name: Ada, ways: [{channel: webhook}, {channel: smtp, address: ada@x.org}]}
                  bob: {name: Bob, ways: [{channel: webhook}]}
                  eve: {name: Eve, aka: ["P-1"], ways: [{channel: webhook}, {channel: smtp, address: eve@x.org}]}
                roles:
                  nurse:
                    - shifts:
                        - {days: [mon-fri], from: 07:00, to: 24:00, people: [ada]}
                      overrides:
                        - {from: 2026-12-24T19:00, to: 2026-12-26T07:00, people: nobody}
                    - units: [A]
                      shifts: [{people: [bob]}]
                    - units: [A2, A1]
                      shifts: [{people: [bob]}]
                """;
        assertThat(RosterFile.parse("sound.yaml", sound).people()).hasSize(3);

        String changed = sound.replaceFirst(Pattern.quote(right), wrong == null ? "" : wrong);
        assertThat(changed).as("the change").isNotEqualTo(sound);
        assertThatThrownBy(() -> RosterFile.parse("ours.yaml", changed))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("The roster ours.yaml cannot be used: line ")
                .hasMessageContaining(told);
    }

    @Test
    void shouldNameTheLineOfWhatIsNoYaml() {
        assertThatThrownBy(() -> RosterFile.parse("ours.yaml", "name: a\nname: b\n"))
                .hasMessage("The roster ours.yaml cannot be used: line 2: the file has \"name\" twice: write it once.");
        assertThatThrownBy(() -> RosterFile.parse("ours.yaml", "name: a\nversion: [1"))
                .hasMessage("The roster ours.yaml cannot be used: line 2: this is not YAML: check indentation, brackets"
                        + " and quotes up to here.");
        assertThatThrownBy(() -> RosterFile.parse("ours.yaml", ""))
                .hasMessage(
                        "The roster ours.yaml cannot be used: line 1: the file is missing: write a mapping with name,"
                                + " people, roles, time-zone, version.");
    }
}

package org.blockwatch.consumer.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.consumer.roster.Rosters.at;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RosterGapCheckTest {

    private static final Interval DAY = new Interval(at("2026-11-23T00:00:00+01:00"), at("2026-11-24T00:00:00+01:00"));

    @Test
    void shouldFindNothingWhereEveryHourHasTwoChannels() {
        Roster roster = Rosters.of("Europe/Zurich", "nurse: [{shifts: [{people: [ada]}]}]");

        assertThat(gaps(roster, Set.of("webhook", "smtp"), "nurse", "proceduralist"))
                .isEmpty();
    }

    @Test
    void shouldFindTheHourThatNobodyHolds() {
        Roster roster = Rosters.of("Europe/Zurich", """
                nurse:
                  - shifts:
                      - {from: "00:00", to: "15:00", people: [ada]}
                      - {from: "15:30", to: "24:00", people: [bob]}
                """);

        assertThat(gaps(roster, Set.of("webhook", "smtp"), "nurse"))
                .containsExactly(
                        "nurse, Mon 2026-11-23 15:00 +01:00 to Mon 2026-11-23 15:30 +01:00: nobody is on call");
    }

    @Test
    void shouldFindWhatHangsOnOneChannelAndTheRoleThatIsMissing() {
        Roster roster = Rosters.of("Europe/Zurich", "nurse: [{shifts: [{people: [ada, bob]}]}]");

        assertThat(gaps(roster, Set.of("smtp"), "nurse", "neurosurgeon"))
                .containsExactly(
                        "nurse, Mon 2026-11-23 00:00 +01:00 to Tue 2026-11-24 00:00 +01:00:"
                                + " nobody on call has two channels that work (ada has only smtp, bob has only smtp)",
                        "neurosurgeon, Mon 2026-11-23 00:00 +01:00 to Tue 2026-11-24 00:00 +01:00:"
                                + " the roster does not have this role");
    }

    @Test
    void shouldFindTheUnitsThatAreForgotten() {
        Roster roster = Rosters.of("Europe/Zurich", """
                nurse:
                  - units: ["4 West"]
                    shifts: [{people: [ada]}]
                """);

        assertThat(gaps(roster, Set.of("webhook", "smtp"), "nurse"))
                .containsExactly("nurse in other units, Mon 2026-11-23 00:00 +01:00 to Tue 2026-11-24 00:00 +01:00:"
                        + " nobody is on call");
    }

    @Test
    void shouldTellOfSomebodyWhoHearsNothingThatIsNotHigh() {
        Roster roster = RosterFile.parse("test.yaml", """
                name: test
                version: 1
                time-zone: Europe/Zurich
                people:
                  ada:
                    name: Ada
                    ways:
                      - {channel: smtp, address: ada@example.org, quiet: [{from: "22:00", to: "07:00"}]}
                      - {channel: webhook, quiet: [{from: "20:00", to: "05:00"}]}
                roles:
                  nurse: [{shifts: [{people: [ada]}]}]
                """);

        assertThat(gaps(roster, Set.of("webhook", "smtp"), "nurse"))
                .containsExactly("nurse, Mon 2026-11-23 00:00 +01:00 to Mon 2026-11-23 05:00 +01:00, and 1 more until"
                        + " Tue 2026-11-24 00:00 +01:00: ada has all ways on quiet below HIGH");
    }

    private static List<String> gaps(Roster roster, Set<String> channels, String... roles) {
        return new RosterGapCheck(roster, channels)
                .gaps(List.of(roles), DAY).stream()
                        .map(gap -> gap.text(roster.zone()))
                        .toList();
    }
}

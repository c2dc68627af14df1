package org.blockwatch.consumer.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.blockwatch.consumer.roster.Rosters.at;
import static org.blockwatch.consumer.roster.Rosters.call;
import static org.blockwatch.consumer.roster.Rosters.ids;

import java.time.Instant;
import java.util.List;
import org.blockwatch.consumer.roster.Recipient.Way;
import org.blockwatch.event.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterTest {

    private static final Instant NOON = at("2026-11-23T12:00:00+01:00");

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T06:59:59.999+01:00, nobody", // Monday, still Sunday's night
        "2026-11-23T07:00:00+01:00,     ada",
        "2026-11-23T18:59:59.999+01:00, ada",
        "2026-11-23T19:00:00+01:00,     bob",
        "2026-11-28T06:59:59.999+01:00, bob", // Saturday: Friday's night
        "2026-11-28T07:00:00+01:00,     nobody",
        "2026-11-29T23:59:59.999+01:00, nobody", // Sunday
        "2026-11-30T00:00:00+01:00,     eve" // Monday, till 24:00
    })
    void shouldHandOverAtTheVeryInstant(String instant, String person) {
        Roster roster = Rosters.of("Europe/Zurich", """
                nurse:
                  - shifts:
                      - {days: [mon-fri], from: "07:00", to: "19:00", people: [ada]}
                      - {days: [tue, mon, wed-fri], from: "19:00", to: "07:00", people: [bob]}
                    overrides:
                      - {from: 2026-11-30T00:00, to: 2026-12-01T00:00, people: [eve]}
                """);

        assertThat(ids(roster.onCall("nurse", null, at(instant))))
                .isEqualTo(person.equals("nobody") ? List.of() : List.of(person));
    }

    @Test
    void shouldLetAnOverrideStandInPlaceOfTheShiftsAndALaterOneInPlaceOfIt() {
        Roster roster = Rosters.of("Europe/Zurich", """
                nurse:
                  - shifts: [{people: [ada, bob]}]
                    overrides:
                      - {from: 2026-11-23T08:00, to: 2026-11-23T18:00, people: [eve]}
                      - {from: "2026-11-23T10:00Z", to: 2026-11-23T13:00, people: nobody}
                """);

        assertThat(roster.duties(
                        "nurse", null, new Interval(at("2026-11-23T00:00+01:00"), at("2026-11-24T00:00+01:00"))))
                .extracting(duty -> duty.stretch().from(), duty -> ids(duty.people()))
                .containsExactly(
                        tuple(at("2026-11-23T00:00+01:00"), List.of("ada", "bob")),
                        tuple(at("2026-11-23T08:00+01:00"), List.of("eve")),
                        tuple(at("2026-11-23T11:00+01:00"), List.of()),
                        tuple(at("2026-11-23T13:00+01:00"), List.of("eve")),
                        tuple(at("2026-11-23T18:00+01:00"), List.of("ada", "bob")));
    }

    @Test
    void shouldServeAUnitByItsOwnShiftsAloneAndOthersByTheRest() {
        Roster roster = Rosters.of("Europe/Zurich", """
                nurse:
                  - units: ["4 West"]
                    shifts: [{from: "07:00", to: "19:00", people: [ada]}]
                  - shifts: [{people: [bob]}]
                lone:
                  - units: ["4 West"]
                    shifts: [{people: [eve]}]
                """);

        assertThat(ids(roster.onCall("nurse", "4 West", NOON))).containsExactly("ada");
        assertThat(ids(roster.onCall("nurse", "4 East", NOON))).containsExactly("bob");
        assertThat(ids(roster.onCall("nurse", null, NOON))).containsExactly("bob");
        assertThat(roster.onCall("nurse", "4 West", at("2026-11-23T03:00+01:00")))
                .isEmpty();
        assertThat(roster.onCall("lone", null, NOON)).isEmpty();
    }

    @Test
    void shouldPageEachPersonOnceWithAllTheirRoles() {
        Roster roster = Rosters.of("Europe/Zurich", """
                nurse: [{shifts: [{people: [ada, bob]}]}]
                anaesthetist: [{shifts: [{people: [bob]}]}]
                """);

        List<Recipient> recipients =
                roster.recipients(call(Priority.HIGH, NOON, "nurse", "anaesthetist", "unheard-of"));

        assertThat(recipients).extracting(Recipient::id).containsExactly("ada", "bob");
        assertThat(recipients.get(1).roles()).containsExactly("nurse", "anaesthetist");
        assertThat(recipients).allMatch(Recipient::person);
    }

    @Test
    void shouldFindTheProceduralistByAnyOfTheirIdsAndLeaveOthersBeIfNobodyHasIt() {
        Roster roster = Rosters.of("Europe/Zurich", "nurse: [{shifts: [{people: [ada]}]}]");

        assertThat(paged(roster, "P-1")).containsExactly("eve", "ada");
        assertThat(paged(roster, "eve")).containsExactly("eve", "ada");
        assertThat(paged(roster, "P-2")).containsExactly("ada");
        assertThat(paged(roster, null)).containsExactly("ada");
    }

    private static List<String> paged(Roster roster, String proceduralistId) {
        return roster
                .recipients(new OnCallQuery(
                        List.of("proceduralist", "nurse"), null, proceduralistId, Priority.HIGH, List.of(), NOON))
                .stream()
                .map(Recipient::id)
                .toList();
    }

    @Test
    void shouldTakeThePolicysOrderOfChannelsAndLeaveNoneOut() {
        Roster roster = Rosters.of("Europe/Zurich", "nurse: [{shifts: [{people: [ada]}]}]");
        OnCallQuery call = new OnCallQuery(List.of("nurse"), null, null, Priority.HIGH, List.of("snpp", "smtp"), NOON);

        assertThat(roster.recipients(call).get(0).ways())
                .containsExactly(new Way("smtp", "ada@example.org"), new Way("webhook", null));
    }

    @Test
    void shouldNeverLetQuietHoursSilenceAHighPage() {
        Roster roster = RosterFile.parse("test.yaml", """
                name: test
                version: 2026-W48
                time-zone: Europe/Zurich
                people:
                  ada:
                    name: Ada
                    ways:
                      - {channel: smtp, address: ada@example.org, quiet: [{from: "22:00", to: "07:00"}]}
                      - {channel: webhook, quiet: [{days: [sat, sun]}]}
                roles:
                  nurse: [{shifts: [{people: [ada]}]}]
                """);
        Instant night = at("2026-11-28T23:00:00+01:00"); // of a Saturday

        assertThat(channels(roster, Priority.HIGH, night)).containsExactly("smtp", "webhook");
        assertThat(channels(roster, Priority.UNKNOWN, night)).containsExactly("smtp", "webhook");
        assertThat(channels(roster, Priority.MEDIUM, night)).isEmpty();
        assertThat(channels(roster, Priority.MEDIUM, night.minusSeconds(3601))).containsExactly("smtp");
        assertThat(channels(roster, Priority.MEDIUM, at("2026-11-27T23:00:00+01:00")))
                .containsExactly("webhook");
        assertThat(roster.version()).isEqualTo("test/2026-W48");
    }

    private static List<String> channels(Roster roster, Priority priority, Instant at) {
        return roster.recipients(call(priority, at, "nurse")).get(0).ways().stream()
                .map(Way::channel)
                .toList();
    }
}

package org.blockwatch.streams.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.api.Condition;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Priority;
import org.blockwatch.schemas.Canary;
import org.blockwatch.service.settings.SettingsException;
import org.blockwatch.streams.escalation.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {

    @TempDir
    Path directory;

    @Test
    void shouldShipAPolicyThatPagesWhatMustBePaged() {
        Policy policy = PolicyFile.builtIn();

        assertThat(policy.id()).isEqualTo("default/2");
        assertThat(policy.timing().maxPageAge()).isEqualTo(Duration.ofHours(12));
        assertThat(policy.timing().ackWithoutAction()).isEqualTo(Duration.ofMinutes(30));
        assertThat(policy.inHouse().tiers().get(Priority.MEDIUM)).hasSize(3);
        assertThat(policy.inHouse().tiers().get(Priority.LOW)).isEmpty();
        assertThat(policy.inHouse().tiers().get(Priority.HIGH))
                .hasSize(3)
                .last()
                .satisfies(last -> {
                    assertThat(last.after()).isEqualTo(Duration.ofMinutes(5));
                    assertThat(last.repeat()).isEqualTo(Optional.of(Duration.ofMinutes(5)));
                });
    }

    @Test
    void shouldReadAFileOfTheFirstReleaseThatHasNoTimeToAct() throws IOException {
        Path file = Files.writeString(directory.resolve("site.yaml"), text().replace("ack-without-action: 30 min", ""));

        assertThat(PolicyFile.read(file)).isEqualTo(PolicyFile.builtIn());
    }

    @Test
    void shouldPageNobodyButTheLoopBackForSyntheticPatients() {
        assertThat(PolicyFile.canary().inHouse().tiers().get(Priority.HIGH))
                .singleElement()
                .satisfies(tier -> assertThat(tier.roles()).containsExactly(Canary.ROLE));
        assertThat(PolicyFile.canary().inHouse().codes()).isEmpty();
    }

    @Test
    void shouldAddRolesForCodesThatNeedMore() {
        Policy policy = PolicyFile.builtIn();

        assertThat(roles(policy, Priority.HIGH, AlertCode.DEFICIT_PERSISTS_24H, 1))
                .containsExactly("proceduralist", "anaesthetist-on-call", "neurosurgery-on-call");
        assertThat(roles(policy, Priority.HIGH, AlertCode.UNSAFE_DISCHARGE, 1))
                .containsExactly("bedside-nurse", "proceduralist", "anaesthetist-on-call");
        assertThat(roles(policy, Priority.HIGH, AlertCode.UNSAFE_DISCHARGE, 2))
                .containsExactly("charge-nurse", "second-anaesthetist");
        assertThat(roles(policy, Priority.MEDIUM, AlertCode.UNSAFE_MOBILISATION, 1))
                .as("nobody twice")
                .containsExactly("bedside-nurse", "proceduralist", "anaesthetist-on-call");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: 2          | version: one         | version is \"one\": write a whole number from 1.",
                "name: default       | name: Our Own        | name is \"Our Own\": write a name in lower case with hyphens, such as charge-nurse.",
                "max-page-age: 12 h | max-page-age: 12     | max-page-age is 12: write a length of time above zero, such as 5 min or PT5M.",
                "ack-without-action: 30 min | ack-without-action: PT1M | ack-without-action is \"PT1M\": write more than one minute, such as 30 min.",
                "max-page-age: 12 h | max-age: PT12H       | the file has no \"max-age\": write one of ack-without-action, codes, home, max-page-age, name, priorities, repeat-longest, retry, settle, time-zone, version.",
                "first: 1 s         | first: PT0S          | retry.first is \"PT0S\": write a length of time above zero, such as 5 min or PT5M.",
                "LOW: []           | LOW:         | priorities.LOW is null: write a list of tiers.",
                "roles: [charge-nurse, second-anaesthetist] | roles: [] | priorities.HIGH[2].roles is []: write at least one role.",
                "- roles: [proceduralist, anaesthetist-on-call] | - {roles: [a], after: PT1M} | priorities.HIGH[1].after is \"PT1M\": write nothing, since the first tier is paged at once.",
                "repeat: 5 min   | ''                  | priorities.HIGH[3].repeat is missing: write a length of time above zero, such as 5 min or PT5M.",
                "DEFICIT_PERSISTS_24H | DEFICIT_PERSISTS_1D | codes has no \"DEFICIT_PERSISTS_1D\": write one of ASSESSMENT_OVERDUE",
                "first: [bedside-nurse] | fist: [nurse]     | codes.UNSAFE_MOBILISATION has no \"fist\": write one of also, first, tiers.",
                "implicit: 2 min | implicit: 11 min | settle.implicit is \"11 min\": write at most 10 min, since nobody is paged until then.",
                "late: 10 s | late: soon | settle.late is \"soon\": write a length of time such as 2 min, or 0 s for no wait.",
                "late: 10 s | lately: 10 s | settle has no \"lately\": write one of implicit, late.",
                "- roles: [bedside-nurse] | - {roles: [a], after: 1 min} | codes.ASSESSMENT_OVERDUE.tiers[1].after is \"1 min\": write nothing, since the first tier is paged at once."
            })
    void shouldRefuseAPolicyWithTheFileThePlaceAndWhatToWrite(String sound, String broken, String told)
            throws IOException {
        String text = text();
        assertThat(text).contains(sound);
        Path file = Files.writeString(directory.resolve("site.yaml"), text.replaceFirst(Pattern.quote(sound), broken));

        assertThatThrownBy(() -> PolicyFile.read(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("The escalation policy " + file + " cannot be used: line ")
                .hasMessageContaining(": " + told);
    }

    @Test
    void shouldRefuseAPolicyThatLeavesHighAlertsToTheBoard() throws IOException {
        Path file = Files.writeString(
                directory.resolve("site.yaml"),
                "name: x\nversion: 1\nmax-page-age: PT12H\n"
                        + "retry: {first: PT1S, longest: PT1M, longest-asked: PT15M}\n"
                        + "priorities: {HIGH: [], MEDIUM: [], LOW: []}\n");

        assertThatThrownBy(() -> PolicyFile.read(file))
                .hasMessageContaining(
                        "priorities.HIGH is []: write at least one tier, since an alert of this priority must"
                                + " reach somebody.");
    }

    @Test
    void shouldRefuseWhatIsNoYamlOrNotThere() throws IOException {
        Path file = Files.writeString(directory.resolve("site.yaml"), "name: default\n  version: [1");
        assertThatThrownBy(() -> PolicyFile.read(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("line 2: this is not YAML");
        assertThatThrownBy(() -> PolicyFile.read(directory.resolve("none.yaml")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void shouldLetACodeHaveTiersOfItsOwnForEveryPriorityThatPages() {
        Policy policy = PolicyFile.builtIn();

        for (Priority priority : List.of(Priority.HIGH, Priority.MEDIUM)) {
            assertThat(IntStream.rangeClosed(1, 3)
                            .mapToObj(tier -> roles(policy, priority, AlertCode.ASSESSMENT_OVERDUE, tier)))
                    .containsExactly(
                            List.of("bedside-nurse"), List.of("charge-nurse"), List.of("anaesthetist-on-call"));
        }
        assertThat(policy.keptFor(AlertCode.ASSESSMENT_OVERDUE).tiers().get(Priority.LOW))
                .as("LOW stays on the board")
                .isEmpty();
        assertThat(policy.roles()).contains("bedside-nurse", "neurosurgery-on-call", "house-supervisor");
    }

    @Test
    void shouldAskOthersAboutPatientsAtHomeAndWakeNobodyAtNight() {
        Policy policy = PolicyFile.builtIn();

        assertThat(policy.home().tiers())
                .containsOnlyKeys(Priority.MEDIUM)
                .hasValueSatisfying(new Condition<>(
                        tiers -> tiers.stream()
                                .map(Policy.Tier::roles)
                                .toList()
                                .equals(List.of(
                                        List.of("follow-up-nurse"),
                                        List.of("clinic-lead"),
                                        List.of("anaesthetist-on-call"))),
                        "follow-up nurse, clinic lead, anaesthetist"));
        assertThat(policy.roles()).contains("follow-up-nurse", "clinic-lead");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-28T19:59:59Z, 2026-03-28T19:59:59Z", // 20:59:59 in Zurich: awake
        "2026-03-28T20:00:00Z, 2026-03-29T06:00:00Z", // from 21:00 on, and the clocks go forward in this night
        "2026-03-29T05:59:59Z, 2026-03-29T06:00:00Z",
        "2026-03-29T06:00:00Z, 2026-03-29T06:00:00Z"
    })
    void shouldCountTheNightByTheSitesClock(Instant now, Instant awake) throws IOException {
        Policy policy = PolicyFile.read(Files.writeString(
                directory.resolve("site.yaml"), text().replace("time-zone: UTC", "time-zone: Europe/Zurich")));

        assertThat(policy.home().quietUntil(now).orElse(now)).isEqualTo(awake);
    }

    @Test
    void shouldPageAPatientAtHomeAsOneInHouseByAFileOfTheSecondRelease() throws IOException {
        String second = text().substring(0, text().indexOf("# Whom alerts page while the patient is at home"))
                .replace("time-zone: UTC\n", "");
        Policy policy = PolicyFile.read(Files.writeString(directory.resolve("site.yaml"), second));

        assertThat(policy.home().tiers()).isEmpty();
        assertThat(policy.home().quietUntil(Instant.parse("2026-03-01T23:00:00Z")))
                .isEmpty();
    }

    @Test
    void shouldReadLengthsOfTimeAsPeopleWriteThemAndAsIsoSaysAlike() throws IOException {
        String iso = text().replace("implicit: 2 min", "implicit: PT2M")
                .replace("late: 10 s", "late: PT10S")
                .replace("max-page-age: 12 h", "max-page-age: PT12H");

        assertThat(PolicyFile.read(Files.writeString(directory.resolve("site.yaml"), iso)))
                .isEqualTo(PolicyFile.builtIn());
    }

    @Test
    void shouldReadAFileOfTheSecondReleaseThatSettlesNothing() throws IOException {
        String second = text().replace("settle:\n  implicit: 2 min\n  late: 10 s\n", "")
                .replace("repeat-longest: 30 min\n", "");

        assertThat(PolicyFile.read(Files.writeString(directory.resolve("site.yaml"), second)))
                .isEqualTo(PolicyFile.builtIn());
    }

    private static List<String> roles(Policy policy, Priority priority, AlertCode code, int tier) {
        return policy.keptFor(code).tiers().get(priority).get(tier - 1).roles();
    }

    private static String text() throws IOException {
        try (var in = PolicyFile.class.getResourceAsStream("/policy/default.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

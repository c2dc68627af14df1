package org.blockwatch.streams.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Priority;
import org.blockwatch.schemas.Canary;
import org.blockwatch.service.settings.SettingsException;
import org.blockwatch.streams.escalation.KeptPolicy;
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

        assertThat(policy.id()).isEqualTo("default/1");
        assertThat(policy.maxPageAge()).isEqualTo(Duration.ofHours(12));
        assertThat(policy.ackWithoutAction()).isEqualTo(Duration.ofMinutes(30));
        assertThat(policy.tiers().get(Priority.MEDIUM)).hasSize(3);
        assertThat(policy.tiers().get(Priority.LOW)).isEmpty();
        assertThat(policy.tiers().get(Priority.HIGH)).hasSize(3).last().satisfies(last -> {
            assertThat(last.after()).isEqualTo(Duration.ofMinutes(5));
            assertThat(last.repeat()).isEqualTo(Optional.of(Duration.ofMinutes(5)));
        });
    }

    @Test
    void shouldReadAFileOfTheFirstReleaseThatHasNoTimeToAct() throws IOException {
        Path file = Files.writeString(directory.resolve("site.yaml"), text().replace("ack-without-action: PT30M", ""));

        assertThat(PolicyFile.read(file)).isEqualTo(PolicyFile.builtIn());
    }

    @Test
    void shouldPageNobodyButTheLoopBackForSyntheticPatients() {
        assertThat(PolicyFile.canary().tiers().get(Priority.HIGH))
                .singleElement()
                .satisfies(tier -> assertThat(tier.roles()).containsExactly(Canary.ROLE));
        assertThat(PolicyFile.canary().codes()).isEmpty();
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
                "version: 1          | version: one         | version is \"one\": write a whole number from 1.",
                "name: default       | name: Our Own        | name is \"Our Own\": write a name in lower case with hyphens, such as charge-nurse.",
                "max-page-age: PT12H | max-page-age: 12     | max-page-age is 12: write a length of time above zero in ISO-8601, such as PT5M.",
                "ack-without-action: PT30M | ack-without-action: PT1M | ack-without-action is \"PT1M\": write more than one minute, such as PT30M.",
                "max-page-age: PT12H | max-age: PT12H       | the policy has no \"max-age\": write one of ack-without-action, codes, max-page-age, name, priorities, retry, version.",
                "first: PT1S         | first: PT0S          | retry.first is \"PT0S\": write a length of time above zero in ISO-8601, such as PT5M.",
                "LOW: []           | LOW:         | priorities.LOW is null: write a list of tiers.",
                "roles: [charge-nurse, second-anaesthetist] | roles: [] | priorities.HIGH[2].roles is []: write at least one role.",
                "- roles: [proceduralist, anaesthetist-on-call] | - {roles: [a], after: PT1M} | priorities.HIGH[1].after is \"PT1M\": write nothing, since the first tier is paged at once.",
                "repeat: PT5M   | ''                  | priorities.HIGH[3].repeat is missing: write a length of time above zero in ISO-8601, such as PT5M.",
                "DEFICIT_PERSISTS_24H | DEFICIT_PERSISTS_1D | codes has no \"DEFICIT_PERSISTS_1D\": write one of ASSESSMENT_OVERDUE",
                "first: [bedside-nurse] | fist: [nurse]     | codes.UNSAFE_MOBILISATION has no \"fist\": write one of also, first."
            })
    void shouldRefuseAPolicyWithTheFileThePlaceAndWhatToWrite(String sound, String broken, String told)
            throws IOException {
        String text = text();
        assertThat(text).contains(sound);
        Path file = Files.writeString(directory.resolve("site.yaml"), text.replaceFirst(Pattern.quote(sound), broken));

        assertThatThrownBy(() -> PolicyFile.read(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("The escalation policy " + file + " cannot be used: " + told);
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
                .hasMessageContaining("is not YAML at line 2");
        assertThatThrownBy(() -> PolicyFile.read(directory.resolve("none.yaml")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("does not exist");
    }

    private static List<String> roles(Policy policy, Priority priority, AlertCode code, int tier) {
        return new KeptPolicy(policy.keptFor(code)).tier(priority, tier).getRoles();
    }

    private static String text() throws IOException {
        try (var in = PolicyFile.class.getResourceAsStream("/policy/default.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

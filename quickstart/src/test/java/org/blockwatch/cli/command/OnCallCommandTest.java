package org.blockwatch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnCallCommandTest {

    @TempDir
    private Path folder;

    private String roster;

    /** The sample that comes with alert-consumer, on a night in which clocks change. */
    @BeforeEach
    void write() throws IOException {
        try (var in = OnCallCommandTest.class.getResourceAsStream("/roster/example.yaml")) {
            roster = folder.resolve("roster.yaml").toString();
            Files.write(Path.of(roster), in.readAllBytes());
        }
    }

    @Test
    void shouldShowWhoIsOnCallAndHideTheirAddresses() {
        var run = CommandRun.of(
                new OnCallCommand(),
                "--roster",
                roster,
                "--at",
                "2026-10-25T02:30:00+01:00",
                "--unit",
                "4 West",
                "--role",
                "second-anaesthetist");

        assertThat(run.out()).isEqualToNormalizingNewlines("""
                        Roster st-elsewhere/1 at Sun 2026-10-25 02:30 +01:00, Europe/Zurich

                        second-anaesthetist in 4 West  and on  Dr B. Rossi (rossi): pagerduty …, smtp b…@st-elsewhere.example [quiet]
                                                               Dr A. Meier (meier): pagerduty …, smtp a…@st-elsewhere.example

                        No gaps.
                        """);
        assertThat(run.status()).isZero();
    }

    @Test
    void shouldShowTheShiftsOfALongerTimeOneAfterTheOther() {
        var run = CommandRun.of(
                new OnCallCommand(),
                "--roster",
                roster,
                "--at",
                "2026-10-24T12:00:00+02:00",
                "--role",
                "charge-nurse",
                "--for",
                "1d",
                "--show-addresses");

        assertThat(run.out())
                .contains(
                        "until Sat 2026-10-24 22:00 +02:00 ",
                        "Sat 2026-10-24 22:00 +02:00 until Sun 2026-10-25 07:00 +01:00  D. Blanc",
                        "Sun 2026-10-25 07:00 +01:00 and on ",
                        "snpp 0790000004");
    }

    @Test
    void shouldEndWithAStatusOfItsOwnWhereAHourHasNobodyOrOneChannel() throws IOException {
        assertThat(CommandRun.of(new OnCallCommand(), "--roster", roster, "--check")
                        .status())
                .isZero();

        var oneChannel = CommandRun.of(new OnCallCommand(), "--roster", roster, "--check", "--channels", "smtp,snpp");
        assertThat(oneChannel.status()).isEqualTo(ExitStatus.GAPS);
        assertThat(oneChannel.out()).contains("nobody on call has two channels that work (supervisor has only snpp)");

        var policy = Files.writeString(
                folder.resolve("policy.yaml"),
                Files.readString(Path.of("../streams-app/src/main/resources/policy/default.yaml"))
                        .replace("neurosurgery-on-call", "spinal-surgery"));
        var missing = CommandRun.of(new OnCallCommand(), "--roster", roster, "--check", "--policy", policy.toString());
        assertThat(missing.status()).isEqualTo(ExitStatus.GAPS);
        assertThat(missing.out())
                .containsPattern("spinal-surgery, .*: the roster does not have this role")
                .containsPattern("proceduralist +whoever performed the block");
    }

    @Test
    void shouldSayWhoIsAskedOnlyAboutPatientsAtHomeAndWhenNobodyIs() throws IOException {
        var run = CommandRun.of(
                new OnCallCommand(), "--roster", roster, "--policy", policyIn("Europe/Zurich"), "--check");

        assertThat(run.out())
                .containsPattern("follow-up-nurse[^\n]*, patients at home ")
                .doesNotContainPattern("charge-nurse[^\n]*, patients at home ")
                .contains("pages nobody from 21:00 to 08:00 Europe/Zurich")
                .doesNotContain("by another clock");
        assertThat(run.status()).as(run.out()).isZero();
    }

    @Test
    void shouldFindThatPolicyAndRosterMeanDifferentNights() throws IOException {
        var run = CommandRun.of(new OnCallCommand(), "--roster", roster, "--policy", policyIn("UTC"), "--check");

        assertThat(run.out()).contains("The policy's time-zone is UTC, the roster's is Europe/Zurich");
        assertThat(run.status()).isEqualTo(3);
    }

    /** The policy that comes with Blockwatch, for a site somewhere. */
    private String policyIn(String zone) throws IOException {
        try (var in = OnCallCommandTest.class.getResourceAsStream("/policy/default.yaml")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Files.writeString(
                            folder.resolve("policy.yaml"), text.replace("time-zone: UTC", "time-zone: " + zone))
                    .toString();
        }
    }
}

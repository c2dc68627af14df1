package org.blockwatch.streams.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertLimits;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.Cause;
import org.blockwatch.event.ClockBasis;
import org.blockwatch.event.Location;
import org.blockwatch.event.Priority;
import org.blockwatch.event.RedFlag;
import org.blockwatch.event.RiskTag;
import org.blockwatch.event.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PageTextTest {

    private static final Instant NOW = AlertExamples.FOUR_HOURS_LATER;

    @Test
    void shouldSayWhereHowLongWhatAndWhatToDoInOneLine() {
        assertThat(PageText.summary(weakLeg(), 0, NOW))
                .isEqualTo("HIGH 4B bed 12, 4h00 after block: deficit past 4 h."
                        + " Evaluate now: full motor exam and reflexes.");
    }

    @Test
    void shouldTellTheWholeAlertInTheFullText() {
        Alert alert = weakLeg();
        alert.setFindings(List.of("left leg cannot be raised", "left knee extension 3 of 5 (L4)"));
        alert.setFlags(List.of(RedFlag.values()[1]));
        alert.setMissing(List.of("right ankle reflex"));
        alert.setActions(List.of("Notify the anaesthetist.", "Examine power completely."));
        alert.setDifferential(List.of(Cause.EPIDURAL_HAEMATOMA));
        alert.setRiskTags(List.of(RiskTag.NO_ASPIRATION));
        alert.setCitation("Any block past 4 h: anaesthesiologist.");
        alert.setLimits(
                new AlertLimits(NOW, Instant.parse("2026-03-01T20:00:00Z"), Instant.parse("2026-03-02T00:00:00Z")));
        alert.setLateBy(720_000L);

        assertThat(PageText.full(alert, List.of(), NOW.plusSeconds(720), ZoneId.of("UTC")))
                .isEqualTo("""
                        HIGH 4B bed 12, 4h12 after block: deficit past 4 h. Evaluate now: full motor exam and reflexes.
                        Last dose 2026-03-01 09:00 UTC
                        Found: left leg cannot be raised; left knee extension 3 of 5 (L4)
                        Red flags: saddle
                        Not examined: right ankle reflex
                        Do: Notify the anaesthetist. Examine power completely.
                        MRI by 2026-03-01 13:00 UTC (0h12 ago)
                        Decompression should have begun by 2026-03-01 20:00 UTC (in 6h48)
                        Decompression must have begun by 2026-03-02 00:00 UTC (in 10h48)
                        Think of: epidural haematoma
                        Risk: no aspiration
                        Late: this was due at 2026-03-01 13:00 UTC
                        Why: Any block past 4 h: anaesthesiologist. (R1, lumbar-medial-branch-block/1)""");
    }

    @Test
    void shouldLeaveOutLinesThatHaveNothingToSay() {
        Alert alert = weakLeg();
        alert.setClockBasis(ClockBasis.FIRST_OBSERVED_DEFICIT);

        assertThat(PageText.full(alert, List.of(), NOW, ZoneId.of("UTC")).lines())
                .containsExactly(
                        "HIGH 4B bed 12, 4h00 after first deficit: deficit past 4 h."
                                + " Evaluate now: full motor exam and reflexes.",
                        "First deficit seen 2026-03-01 09:00 UTC",
                        "Why: (R1, lumbar-medial-branch-block/1)");
    }

    @Test
    void shouldNameNoPatientBlockOrAlert() {
        Alert alert = weakLeg();
        alert.setBlockId("implicit:" + AlertExamples.PATIENT);
        alert.setAlertId("implicit:" + AlertExamples.PATIENT + "/DEFICIT_PERSISTS_4H/1");

        assertThat(PageText.summary(alert, 0, NOW) + PageText.full(alert, List.of(), NOW, ZoneId.of("UTC")))
                .doesNotContain(AlertExamples.PATIENT)
                .doesNotContain("implicit");
    }

    @ParameterizedTest
    @EnumSource(AlertCode.class)
    void shouldFitAMessageUncutForEveryCode(AlertCode code) {
        Alert alert = weakLeg();
        alert.setCode(code);
        alert.setPriority(Priority.MEDIUM);
        alert.setLocation(new Location("Orthopaedics West", "Window 12"));

        assertThat(PageText.summary(alert, 0, NOW.plus(Duration.ofHours(90))))
                .hasSizeLessThanOrEqualTo(PageText.LONGEST_SUMMARY)
                .endsWith(PageWords.of(code).toDo() + ".");
    }

    /** Who is paged needs the bed and the advice more than the whole name of the unit. */
    @ParameterizedTest
    @EnumSource(AlertCode.class)
    void shouldCutThePlaceAndNeverTheAdviceNorThatThereIsMore(AlertCode code) {
        Alert alert = weakLeg();
        alert.setCode(code);
        alert.setPriority(Priority.MEDIUM);
        alert.setClockBasis(ClockBasis.FIRST_OBSERVED_DEFICIT);
        for (Location place : List.of(
                new Location("U".repeat(40), "b".repeat(40)),
                new Location("U".repeat(40), "12"),
                new Location("U".repeat(3_000), "12"),
                new Location(null, "b".repeat(3_000)))) {
            alert.setLocation(place);

            assertThat(PageText.summary(alert, 12, NOW.plus(Duration.ofHours(90))))
                    .hasSizeLessThanOrEqualTo(PageText.LONGEST_SUMMARY)
                    .contains(", 94h00 after first deficit: ")
                    .endsWith(PageWords.of(code).toDo() + ". +12 more");
        }
    }

    @Test
    void shouldCutVisiblyAndTheUnitBeforeTheBed() {
        Alert alert = weakLeg();
        alert.setLocation(new Location("U".repeat(200), "12"));

        assertThat(PageText.summary(alert, 0, NOW))
                .hasSize(PageText.LONGEST_SUMMARY)
                .containsPattern("U… bed 12, 4h00 after block: ")
                .endsWith("full motor exam and reflexes.");
    }

    @Test
    void shouldSayThatThereIsMore() {
        assertThat(PageText.summary(weakLeg(), 2, NOW)).endsWith("full motor exam and reflexes. +2 more");
    }

    @Test
    void shouldListTheOthersAfterTheWorst() {
        Alert other = weakLeg();
        other.setPriority(Priority.MEDIUM);
        other.setCode(AlertCode.RECOVERY_NOT_DEMONSTRATED);
        other.setRule("R12");

        assertThat(PageText.full(weakLeg(), List.of(other), NOW, ZoneId.of("UTC"))
                        .lines())
                .last()
                .isEqualTo("Also: MEDIUM, 4h00 after block: recovery not demonstrated."
                        + " Test straight leg raise, both sides. (R12)");
    }

    @ParameterizedTest
    @CsvSource({"PT4H, 4h00", "PT3H59M59.999S, 3h59", "PT72H5M, 72h05", "-PT10M, 0h00", "PT0S, 0h00"})
    void shouldTellTheAgeOfTheBlockInHoursAndMinutes(Duration age, String told) {
        assertThat(PageText.hours(age)).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({"4B, , 4B bed unknown", ", 12, bed 12", ", , bed unknown"})
    void shouldSayWhenItDoesNotKnowThePlace(String unit, String bed, String told) {
        Alert alert = weakLeg();
        alert.setLocation(new Location(unit, bed));
        assertThat(PageText.summary(alert, 0, NOW)).startsWith("HIGH " + told + ", ");
        alert.setLocation(null);
        assertThat(PageText.summary(alert, 0, NOW)).startsWith("HIGH bed unknown, ");
    }

    private static Alert weakLeg() {
        return AlertExamples.alert(AlertPhase.START, Priority.HIGH, NOW);
    }

    @Test
    void shouldTellTimesInTheSitesZoneAndWhereAPatientAtHomeIs() {
        Alert alert = weakLeg();
        alert.setSetting(Setting.HOME);
        alert.setCode(AlertCode.ASSESSMENT_OVERDUE);
        alert.setPriority(Priority.MEDIUM);
        alert.setLocation(new Location("DAY", null));

        assertThat(PageText.summary(alert, 0, NOW))
                .startsWith("MEDIUM DAY at home, ")
                .endsWith("not heard of since going home. Telephone the patient.");
        assertThat(PageText.full(alert, List.of(), NOW, ZoneId.of("Europe/Zurich")))
                .containsPattern("Last dose 20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d CES?T");
    }
}

package org.blockwatch.clinical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.event.Cause.DIRECT_NERVE_INJURY;
import static org.blockwatch.event.Cause.EPIDURAL_ABSCESS;
import static org.blockwatch.event.Cause.EPIDURAL_HAEMATOMA;
import static org.blockwatch.event.Cause.INTRATHECAL_INJECTION;
import static org.blockwatch.event.Cause.INTRAVASCULAR_INJECTION;
import static org.blockwatch.event.Cause.LOCAL_SPREAD;
import static org.blockwatch.event.Cause.PROLONGED_ANAESTHETIC;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.blockwatch.streams.detection.PatientStories;
import org.junit.jupiter.api.Test;

/** What people read beside the bare fact. */
class BriefingTest {

    private static final Instant T0 = Instant.parse("2026-03-01T09:00:00Z");

    @Test
    void shouldTellWhatWasFoundInPlainWords() {
        assertThat(briefing(
                                Duration.ofHours(5),
                                "09:00 block  b1 left anticoagulated",
                                "09:30 exam   a1 slr:AA power:55",
                                "13:30 exam   a2 slr:UA KNEE_EXTENSION:L:3 HIP_FLEXION:R:2 touch:L:L5:REDUCED numb:R:S4_S5:ABSENT",
                                "13:40 exam   a3 bladder:+ backpain:+ radicular:L reflexes slr:UA",
                                "13:50 vitals v1 hr:135 news:1")
                        .findings())
                .containsExactly(
                        "Left leg: straight-leg raise not possible",
                        "Left knee extension (L4): MRC 3, 5 before the block",
                        "Right hip flexion (L2–L3): MRC 2, 5 before the block",
                        "Left L5: light touch reduced",
                        "Right S4–S5: reported sensation absent",
                        "Left ankle reflex (S1): brisk",
                        "Right ankle reflex (S1): brisk",
                        "Bladder dysfunction",
                        "Severe back pain",
                        "Left radicular symptoms",
                        "Both sides affected",
                        "Getting worse since the onset of the block",
                        "Had recovered before",
                        "Anticoagulated",
                        "NEWS2 at least 3 (incomplete)",
                        "NEWS2 reported as 1");
    }

    @Test
    void shouldTellTimesInTheSitesZone() {
        Instant at = T0.plus(Duration.ofHours(1));
        Judgement.BlockJudgement block = PatientStories.block(at, "09:00 block b1 left", "09:30 vitals v1 sys:88");

        assertThat(Briefing.on(block.picture(), at, block.protocol(), ZoneId.of("Europe/Zurich"))
                        .findings())
                .anyMatch(line -> line.contains("systolic 88, 10:30 CET"));
        assertThat(PatientStories.briefing(at, "09:00 block b1 left", "09:30 vitals v1 sys:88")
                        .findings())
                .anyMatch(line -> line.contains("systolic 88, 09:30 UTC"));
    }

    @Test
    void shouldTellWhatIsOutstandingAndWhatContradictsItself() {
        assertThat(briefing(
                                Duration.ofHours(1),
                                "09:00 block  b1 left",
                                "09:10 exam   a1 slr:A-",
                                "09:20 vitals v1 well",
                                "09:30 care   c1 SEIZURE")
                        .findings())
                .containsExactly("Straight-leg raise not shown on both sides", "Seizure", "NEWS2 0");
        assertThat(briefing(Duration.ofHours(1), "09:00 block b1 left", "09:10 exam a1 slr:AA HIP_FLEXION:L:2")
                        .findings())
                .containsExactly(
                        "Left leg: straight-leg raise not possible",
                        "Left hip flexion (L2–L3): MRC 2, 5 before the block",
                        "Left straight-leg raise charted as possible with hip flexion too weak for it: taken as not possible");
    }

    @Test
    void shouldNameSupportedCausesFirstInTheirOrder() {
        assertThat(briefing(Duration.ofMinutes(50), "09:00 block b1 left ml:0.5 no-aspiration", "09:10 exam a1 slr:UU")
                        .differential())
                .containsExactly(INTRATHECAL_INJECTION, LOCAL_SPREAD, INTRAVASCULAR_INJECTION, PROLONGED_ANAESTHETIC);
        assertThat(briefing(Duration.ofMinutes(50), "09:00 block b1 left", "09:10 exam a1 slr:UU")
                        .differential())
                .containsExactly(INTRATHECAL_INJECTION, PROLONGED_ANAESTHETIC);
        assertThat(briefing(
                                Duration.ofHours(4),
                                "09:00 block  b1 left ml:0.5",
                                "12:00 exam   a1 slr:AA ANKLE_DORSIFLEXION:L:4 TOE_MOVEMENT:L:4 touch:L:L5:REDUCED",
                                "12:10 vitals v1 temp:38.0")
                        .differential())
                .containsExactly(EPIDURAL_ABSCESS, DIRECT_NERVE_INJURY);
        assertThat(briefing(Duration.ofHours(24), "09:00 block b1 left", "12:00 exam a1 slr:AA radicular:L")
                        .differential())
                .containsExactly(DIRECT_NERVE_INJURY, EPIDURAL_HAEMATOMA, EPIDURAL_ABSCESS, INTRATHECAL_INJECTION);
    }

    @Test
    void shouldNotCallADeficitOfSeveralRootsANerveInjury() {
        assertThat(briefing(
                                Duration.ofHours(4),
                                "09:00 block b1 left",
                                "12:00 exam  a1 slr:AA KNEE_EXTENSION:L:4 touch:L:L5:REDUCED")
                        .differential())
                .isEmpty();
        assertThat(briefing(
                                Duration.ofHours(4),
                                "09:00 block b1 left",
                                "12:00 exam  a1 slr:AA touch:L:L5:REDUCED touch:R:L5:REDUCED")
                        .differential())
                .isEmpty();
    }

    @Test
    void shouldForgetAFeverAfterADay() {
        String[] fever = {"09:00 block b1 left", "09:30 vitals v1 temp:38.0"};
        assertThat(briefing(Duration.ofMinutes(24 * 60 + 30).minusHours(20), fever)
                        .differential())
                .contains(EPIDURAL_ABSCESS);
        assertThat(briefing(Duration.ofMinutes(30 * 60), fever).differential().indexOf(EPIDURAL_ABSCESS))
                .isEqualTo(1); // only listed because a day has passed
    }

    @Test
    void shouldRunTheDecompressionClockFromTheBeginningOfTheDeficit() {
        Briefing briefing = briefing(
                Duration.ofHours(5),
                "09:00 block b1 left anticoagulated",
                "10:00 exam a1 slr:AA bowel:+ touch:L:L5:REDUCED");
        assertThat(briefing.mriBy()).isEqualTo(T0.plus(Duration.ofHours(5)));
        assertThat(briefing.decompressSoft()).isEqualTo(T0.plus(Duration.ofHours(9)));
        assertThat(briefing.decompressHard()).isEqualTo(T0.plus(Duration.ofHours(13)));
        assertThat(briefing(Duration.ofHours(5), "09:00 block b1 left", "10:00 exam a1 slr:AA touch:L:L5:REDUCED"))
                .extracting(Briefing::mriBy, Briefing::decompressSoft)
                .containsOnlyNulls();
    }

    private static Briefing briefing(Duration age, String... lines) {
        return PatientStories.briefing(T0.plus(age), lines);
    }
}

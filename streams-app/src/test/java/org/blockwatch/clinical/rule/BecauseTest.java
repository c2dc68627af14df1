package org.blockwatch.clinical.rule;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.blockwatch.streams.detection.PatientStories;
import org.junit.jupiter.api.Test;

/** What every rule says of itself when somebody asks why. */
class BecauseTest {

    @Test
    void shouldTellTheFactsOfAWeakLegThatNobodyExaminesAgain() {
        assertThat(because("12:12", "09:00 block b1 left", "09:20 exam  a1 slr:UA"))
                .isEqualTo("""
                        R1 no: motor deficit since 1 Mar 09:20; e = 3:12, before 4 h (1 Mar 13:00); not anticoagulated
                        R2 no: motor deficit since 1 Mar 09:20; e = 3:12, before 24 h (2 Mar 09:00)
                        R3 no: motor deficit since 1 Mar 09:20; e = 3:12, before 48 h (3 Mar 09:00)
                        R4 no: no red-flag episode open; no flag shows
                        R5 no: motor deficit since 1 Mar 09:20; never recovered since T0 + 30 min
                        R6 yes: straight-leg raise left unable, right able; e = 3:12, before 4 h
                        R7 no: radicular symptoms not examined; no numbness beyond the back
                        R8 no: motor deficit since 1 Mar 09:20; no numbness seen since S0; light touch not behind pinprick or temperature
                        R9 no: no mobilisation event since S0; motor not recovered (straight-leg raise left unable, right able)
                        R10 no: no discharge event since S0; motor not recovered (straight-leg raise left unable, right able)
                        R11 no: no transfer event since S0; straight-leg raise left unable, right able
                        R12 no: e = 3:12, before 4 h (1 Mar 13:00); motor deficit since 1 Mar 09:20; straight-leg raise left unable, right able; not anticoagulated
                        R13 yes: last assessment 1 Mar 09:20; next due 1 Mar 09:35, late from 1 Mar 09:50, MEDIUM from 1 Mar 10:20
                        R14 no: motor deficit since 1 Mar 09:20; complete examination due 1 Mar 13:30
                        R15 no: an examination before the block is documented
                        R16 no: no risk tag
                        R17 no: no vital signs since S0
                        R18 no: no vital signs since S0; no sign of systemic toxicity that counts; such signs count until 1 Mar 10:00; no seizure that stands
                        R19 no: no red-flag episode open; motor deficit since 1 Mar 09:20; e = 3:12, before 28 h (2 Mar 13:00); no MRI performed since S0
                        R20 no: latest assessment 1 Mar 09:20 (a1) does not contradict itself
                        R21 no: no vital signs since S0; no score reported
                        """);
    }

    @Test
    void shouldTellTheFactsOfAnExaminedPatientUnderTreatment() {
        assertThat(because(
                        "15:00",
                        "09:00 block  b1 bilateral anticoagulated baseline:none no-aspiration",
                        "09:30 exam   a1 slr:AA pin:L:L5:REDUCED",
                        "09:40 vitals v1 hr:135 sys:85 acvpu:V news:1",
                        "09:45 care   c1 SEIZURE",
                        "09:50 vitals v2 well news:1",
                        "10:00 care   c2 DISCHARGE_ORDERED",
                        "10:10 care   c3 TRANSFERRED_UNMONITORED",
                        "10:20 care   c4 MOBILISATION_CANCELLED",
                        "13:30 exam   a2 slr:AA HIP_FLEXION:R:2 KNEE_EXTENSION:L:3 touch:L:L5:REDUCED pin:L:L5:NORMAL saddle:+",
                        "13:45 care   c5 MRI_PERFORMED",
                        "13:50 exam   a3 reflexes radicular:L"))
                .isEqualTo("""
                        R1 yes: motor and sensory deficit since 1 Mar 09:30; e = 6:00, at least 4 h and before 24 h; anticoagulated
                        R2 no: motor and sensory deficit since 1 Mar 09:30; e = 6:00, before 24 h (2 Mar 09:00)
                        R3 no: motor and sensory deficit since 1 Mar 09:30; e = 6:00, before 48 h (3 Mar 09:00)
                        R4 yes: red-flag episode since 1 Mar 13:30; showing saddle, progressive, bilateral; MRI performed 1 Mar 13:45 (c5)
                        R5 no: motor and sensory deficit since 1 Mar 09:30; never recovered since T0 + 30 min
                        R6 no: straight-leg raise left able, right unable; e = 6:00, no longer before 4 h
                        R7 yes: radicular symptoms left; numbness beyond the back: left L5 light touch
                        R8 yes: motor and sensory deficit since 1 Mar 09:30; numbness seen since S0; pinprick or temperature back before light touch: left L5 light touch
                        R9 no: latest mobilisation event: mobilisation cancelled, 1 Mar 10:20 (c4); motor not recovered (straight-leg raise left able, right unable, weak: left knee extension, right hip flexion)
                        R10 yes: latest discharge event: discharge ordered, 1 Mar 10:00 (c2); motor not recovered (straight-leg raise left able, right unable, weak: left knee extension, right hip flexion)
                        R11 yes: latest transfer event: transferred unmonitored, 1 Mar 10:10 (c3); straight-leg raise left able, right unable
                        R12 no: e = 6:00, at least 4 h; motor and sensory deficit since 1 Mar 09:30; straight-leg raise left able, right unable; anticoagulated
                        R13 yes: last assessment 1 Mar 13:50; next due 1 Mar 14:20, late from 1 Mar 14:35, MEDIUM from 1 Mar 15:05
                        R14 yes: motor and sensory deficit since 1 Mar 09:30; complete examination due 1 Mar 13:30; not examined since T0 + 4 h: hip flexion left, knee extension right, ankle dorsiflexion left and right, ankle plantarflexion left and right, toe movement left and right, sensation right
                        R15 yes: no baseline in the block, no assessment in the 24 h before S0
                        R16 yes: risk tags: no aspiration
                        R17 no: latest vital signs 1 Mar 09:50; NEWS2 0, worst parameter 0; HIGH from 7, MEDIUM from 5 or one parameter of 3
                        R18 no: latest vital signs 1 Mar 09:50; no sign of systemic toxicity that counts; such signs count until 1 Mar 10:00; no seizure that stands
                        R19 no: red-flag episode since 1 Mar 13:30, MRI due by 1 Mar 17:30; motor and sensory deficit since 1 Mar 09:30; e = 6:00, before 28 h (2 Mar 13:00); MRI performed 1 Mar 13:45 (c5)
                        R20 no: latest assessment 1 Mar 13:50 (a3) does not contradict itself
                        R21 yes: latest vital signs 1 Mar 09:50; 1 reported 1 Mar 09:50 (v2); 0 recomputed
                        """);
    }

    @Test
    void shouldSayThatARuleIsNotJudgedUnderTheProtocol() {
        assertThat(because("09:30", "09:00 block b1 left protocol:spinal-anaesthesia"))
                .contains("R8 no: not judged under Spinal anaesthesia\n");
    }

    @Test
    void shouldTellTheFactsOfABlockThatNobodyPerformed() {
        assertThat(because("10:00", "09:20 exam a1 slr:UA HIP_FLEXION:R:1 slr:UA", "09:30 vitals v1 spo2:90 sys:88"))
                .contains(
                        "R15 no: the block is implicit: no procedure is known\n",
                        "R17 yes: latest vital signs 1 Mar 09:30; NEWS2 (PARTIAL) at least 6, worst parameter 3;",
                        "R18 yes: latest vital signs 1 Mar 09:30; systolic 88 1 Mar 09:30 (v1); such signs count until",
                        "R20 yes: latest assessment 1 Mar 09:20 (a1) says able with hip flexion ≤ 2: right\n",
                        "R21 no: latest vital signs 1 Mar 09:30; no score reported\n");
    }

    @Test
    void shouldTellWhatTimeAloneWillMakeAFlag() {
        assertThat(because("12:00", "09:00 block b1 bilateral", "10:00 exam a1 slr:UU"))
                .contains(
                        "R4 no: no red-flag episode open; no flag shows; both sides affected, a flag from 1 Mar 13:00 on\n");
        assertThat(because("12:00", "09:00 block b1 left", "10:00 exam a1 slr:AA", "11:00 care c1 SEIZURE"))
                .contains(
                        "R13 no: recovered\n",
                        "R14 no: no deficit\n",
                        "R9 no: no mobilisation event since S0; motor recovered\n");
    }

    private static String because(String time, String... story) {
        Instant at = Instant.parse("2026-03-01T" + time + ":00Z");
        return Reason.of(PatientStories.block(at, story), at).stream()
                .map(reason -> "%s %s: %s%n"
                        .formatted(
                                reason.rule().id(),
                                reason.verdict().condition() == null ? "no" : "yes",
                                reason.because()))
                .collect(joining());
    }
}

package org.blockwatch.clinical.rule;

import static org.blockwatch.streams.detection.Timeline.holds;

import org.junit.jupiter.api.Test;

/** A story for each row of the table, with its boundaries to the millisecond. The words are in the Timeline class. */
class RuleTimelinesTest {

    @Test
    void r1DeficitPersists4h() {
        holds("""
                09:00         block b1 left
                09:20         exam  a1 slr:AA touch:L:BACK:REDUCED
                12:59:59.999  open  R13:MEDIUM
                13:00         open  R13:MEDIUM R1:MEDIUM
                13:05         exam  a2 slr:UA
                13:05         open  R1:HIGH
                13:10         exam  a3 slr:AA
                13:10         open  R1:MEDIUM
                13:20         exam  a4 touch:L:BACK:NORMAL
                13:20         ends  R1:RECOVERED
                13:20         open  nothing
                """);
    }

    @Test
    void r1IsHighForAnyDeficitUnderAnAnticoagulant() {
        holds("""
                09:00         block b1 left anticoagulated
                12:50         exam  a1 slr:AA touch:L:BACK:REDUCED
                13:00         open  R1:HIGH
                """);
        holds("""
                09:00         block b1 left
                12:50         exam  a1 slr:AA touch:L:BACK:REDUCED
                13:00         open  R1:MEDIUM
                13:10         care  c1 ANTICOAGULANT_GIVEN
                13:10         open  R1:HIGH
                """);
    }

    @Test
    void r2AndR3TakeOverWhileTheDeficitGoesOn() {
        holds("""
                09:00           block b1 left
                12:50           exam  a1 complete touch:L:BACK:REDUCED
                1+08:55         exam  a2 complete touch:L:BACK:REDUCED
                1+08:59:59.999  open  R1:MEDIUM
                1+09:00         ends  R1:SUPERSEDED
                1+09:00         open  R2:HIGH
                1+12:00         care  c1 MRI_PERFORMED
                2+08:55         exam  a3 complete touch:L:BACK:REDUCED
                2+08:59:59.999  open  R2:HIGH
                2+09:00         ends  R2:SUPERSEDED
                2+09:00         open  R3:HIGH
                3+08:55         exam  a4 complete touch:L:BACK:REDUCED
                3+09:00         open  R3:HIGH
                3+09:10         exam  a5 touch:L:BACK:NORMAL
                3+09:10         ends  R3:RECOVERED
                """);
    }

    @Test
    void r3HoldsForADeficitThatBeginsAfter48h() {
        holds("""
                09:00           block b1 left
                2+08:59:59.999  exam  a1 complete touch:L:BACK:REDUCED
                2+08:59:59.999  open  R2:HIGH R19:HIGH
                2+09:00         open  R3:HIGH R19:HIGH
                """);
        holds("""
                09:00           block b1 left
                2+10:00         exam  a1 complete touch:L:BACK:REDUCED
                2+10:00         open  R3:HIGH R19:HIGH
                """);
    }

    @Test
    void r4RedFlagMri() {
        holds("""
                09:00         block b1 left
                09:30         exam  a1 complete
                10:00         exam  a2 bladder:+
                10:00         open  R4:HIGH
                10:05         care  c0 MRI_REQUESTED
                10:10         exam  a3 bladder:-
                10:10         open  R4:HIGH
                10:20         care  c1 MRI_PERFORMED
                10:20         ends  R4:SATISFIED
                """);
    }

    @Test
    void r4AnMriAtTheVeryBeginningDoesNotEndTheEpisode() {
        holds("""
                09:00         block b1 left
                09:30         exam  a1 complete
                10:00         exam  a2 saddle:+
                10:00         care  c1 MRI_PERFORMED
                10:10         exam  a3 saddle:-
                10:10         open  R4:HIGH
                14:00         open  R4:HIGH
                14:10         care  c2 MRI_PERFORMED
                14:10         open  nothing
                """);
    }

    @Test
    void r4TwoSidesCountAtOnceForAOneSidedBlockAndFrom4hForABilateralOne() {
        holds("""
                09:00         block b1 left
                09:10         exam  a1 slr:AA radicular:LR
                09:10         open  R4:HIGH R7:MEDIUM
                """);
        holds("""
                09:00         block b1 bilateral
                12:40         exam  a1 complete radicular:LR
                12:59:59.999  open  R7:MEDIUM
                13:00         open  R4:HIGH R7:MEDIUM
                """);
    }

    @Test
    void r4TwoSidesThatEndedBy4hNeverCount() {
        holds("""
                09:00         block b1 bilateral
                12:40         exam  a1 complete radicular:LR
                13:00         exam  a2 radicular:L charted:13:10
                13:10         ends  R4:CORRECTED
                13:10         open  R7:MEDIUM
                """);
    }

    @Test
    void r4ProgressiveCountsFromTheEndOfTheOnset() {
        holds("""
                09:00         block b1 left
                09:29:59.999  exam  a1 slr:AA power:55
                09:45         exam  a2 slr:UA power:45
                09:45         open  R6:MEDIUM
                """);
        holds("""
                09:00         block b1 left
                09:30         exam  a1 slr:AA power:55
                09:45         exam  a2 power:45
                09:45         open  R4:HIGH R5:HIGH
                """);
    }

    @Test
    void r5DeficitRecurred() {
        holds("""
                09:00         block b1 left
                09:29:59.999  exam  a1 slr:AA
                09:40         exam  a2 touch:L:BACK:REDUCED
                09:40         open  nothing
                """);
        holds("""
                09:00         block b1 left
                09:30         exam  a1 slr:AA
                09:40         exam  a2 touch:L:BACK:REDUCED
                09:40         open  R5:HIGH
                09:50         exam  a3 touch:L:BACK:NORMAL
                09:50         ends  R5:RECOVERED
                """);
    }

    @Test
    void r6R1R7AFindingOfUnknownSite() {
        holds("""
                09:00         block b1 left
                09:20         exam  a1 slr:?
                09:20         open  R6:MEDIUM
                09:30         exam  a2 slr:A-
                09:30         open  R6:MEDIUM
                09:40         exam  a3 slr:AA
                09:40         open  nothing
                09:50         exam  a4 touch:?:L5:REDUCED
                09:50         open  R5:HIGH
                10:20         exam  a5 power:55
                11:00         exam  a6 touch:L:L5:NORMAL touch:R:L4:NORMAL
                11:30         open  nothing
                11:40         exam  a7 radicular:?
                11:40         open  R7:MEDIUM
                11:50         exam  a8 radicular:none
                11:50         ends  R7:RECOVERED
                """);
        holds("""
                09:00         block b1 left
                13:00         exam  a1 complete UNKNOWN:L:3
                13:00         open  R1:HIGH
                13:10         exam  a2 HIP_FLEXION:L:5
                13:10         open  R1:HIGH
                13:20         exam  a3 power:55
                13:20         ends  R1:RECOVERED
                """);
        holds("""
                09:00         block b1 left
                09:20         exam  a1 complete touch:?:S3:REDUCED
                09:20         open  R4:HIGH
                """);
    }

    @Test
    void r6SignificantMotorBlock() {
        holds("""
                09:00         block b1 left
                12:50         exam  a1 slr:UA
                12:59:59.999  open  R6:MEDIUM
                13:00         ends  R6:SUPERSEDED
                13:00         open  R1:HIGH
                """);
    }

    @Test
    void r7UnexpectedDistribution() {
        holds("""
                09:00         block b1 left
                09:10         exam  a1 complete touch:L:BACK:ABSENT
                09:10         open  nothing
                09:20         exam  a2 pin:R:L5:REDUCED
                09:20         open  R7:MEDIUM
                09:30         exam  a3 pin:R:L5:NORMAL radicular:R
                09:30         open  R7:MEDIUM
                09:40         exam  a4 radicular:none
                09:40         ends  R7:RECOVERED
                """);
    }

    @Test
    void r8AtypicalRecoverySequence() {
        holds("""
                09:00         block b1 left
                09:10         exam  a1 slr:UA touch:L:BACK:REDUCED
                09:20         exam  a2 touch:L:BACK:NORMAL
                09:20         open  R6:MEDIUM R8:MEDIUM
                """);
        holds("""
                09:00         block b1 left
                09:10         exam  a1 slr:AA touch:L:BACK:REDUCED pin:L:BACK:REDUCED temp:R:BACK:ABSENT
                09:20         exam  a2 temp:R:BACK:NORMAL
                09:20         open  nothing
                09:25         exam  a3 pin:L:BACK:NORMAL
                09:25         open  R8:MEDIUM
                09:30         exam  a4 touch:L:BACK:NORMAL
                09:30         ends  R8:RECOVERED
                """);
        holds("""
                09:00         block b1 left
                09:10         exam  a1 slr:AA pin:L:BACK:REDUCED temp:L:BACK:REDUCED
                09:20         exam  a2 temp:L:BACK:NORMAL
                09:20         open  nothing
                """);
    }

    @Test
    void r9UnsafeMobilisation() {
        holds("""
                09:00         block b1 left
                09:10         care  c1 MOBILISATION_ORDERED
                09:10         open  R9:MEDIUM
                09:12         care  c2 MOBILISATION_CANCELLED
                09:12         ends  R9:SATISFIED
                09:14         care  c3 MOBILISATION_STARTED
                09:16         exam  a1 slr:AA power:55 touch:L:BACK:REDUCED
                09:16         ends  R9:RECOVERED
                """);
    }

    @Test
    void r10UnsafeDischarge() {
        holds("""
                09:00         block b1 left
                09:10         care  c1 DISCHARGED
                09:10         open  R10:HIGH
                09:12         care  c2 DISCHARGE_CANCELLED
                09:12         ends  R10:SATISFIED
                09:14         care  c3 DISCHARGE_ORDERED
                09:16         exam  a1 slr:AA power:45
                09:16         open  R10:HIGH
                """);
    }

    @Test
    void r11UnsafeTransfer() {
        holds("""
                09:00         block b1 left
                09:10         care  c1 TRANSFERRED_UNMONITORED
                09:10         open  R11:HIGH
                09:12         exam  a1 slr:A-
                09:12         open  R11:HIGH
                09:14         exam  a2 slr:-A power:45
                09:14         ends  R11:RECOVERED
                09:16         exam  a3 slr:UA
                09:16         open  R6:MEDIUM R11:HIGH
                09:18         care  c2 TRANSFERRED_MONITORED
                09:18         ends  R11:SATISFIED
                """);
    }

    @Test
    void r12RecoveryNotDemonstrated() {
        holds("""
                09:00         block b1 left
                12:50         exam  a1 slr:AN
                12:59:59.999  open  nothing
                13:00         open  R12:MEDIUM
                13:05         exam  a2 slr:AA
                13:05         ends  R12:RECOVERED
                """);
        holds("""
                09:00         block b1 left anticoagulated
                12:50         exam  a1 slr:AN
                13:00         open  R12:HIGH
                13:05         exam  a2 slr:AU
                13:05         ends  R12:SUPERSEDED
                13:05         open  R1:HIGH
                """);
    }

    @Test
    void r13AssessmentOverdue() {
        holds("""
                09:00         block b1 left
                09:29:59.999  open  nothing
                09:30         open  R13:LOW
                09:59:59.999  open  R13:LOW
                10:00         open  R13:MEDIUM
                10:00         exam  a1 purpose:OTHER
                10:00         ends  R13:SATISFIED
                10:44:59.999  open  nothing
                10:45         open  R13:LOW
                11:15         open  R13:MEDIUM
                """);
        holds("""
                09:00         block b1 left
                09:59:59.999  exam  a1 slr:AN
                10:29:59.998  open  nothing
                10:29:59.999  open  R13:LOW
                """);
    }

    @Test
    void r13IsRelaxedOnceOnlyTheBackIsNumb() {
        holds("""
                09:00         block b1 left
                13:00         exam  a1 complete touch:L:BACK:REDUCED
                17:14:59.999  open  R1:MEDIUM
                17:15         open  R1:MEDIUM R13:LOW
                17:45         open  R1:MEDIUM R13:MEDIUM
                18:00         exam  a2 slr:UA
                18:00         ends  R13:SATISFIED
                18:45         open  R1:HIGH R4:HIGH R13:LOW
                """);
    }

    @Test
    void r14ExamIncomplete() {
        holds("""
                09:00         block b1 left
                12:59:59.999  exam  a1 complete touch:L:BACK:REDUCED
                13:29:59.998  open  R1:MEDIUM
                13:30         open  R1:MEDIUM R14:MEDIUM
                13:35         exam  a2 slr:AA power:55 reflexes touch:L:BACK:REDUCED
                13:35         open  R1:MEDIUM R14:MEDIUM
                13:40         exam  a3 numb:R:L1:NORMAL
                13:40         ends  R14:SATISFIED
                13:40         open  R1:MEDIUM
                """);
    }

    @Test
    void r15BaselineMissing() {
        holds("""
                09:00         block b1 left baseline:none
                09:00         open  R15:LOW
                09:05         exam  a0 purpose:OTHER
                09:05         open  R15:LOW
                """);
        holds("""
                08:59:59.999  exam  a0 purpose:OTHER
                1+09:00       block b1 left baseline:none
                1+09:00       open  R15:LOW
                """);
        holds("""
                09:00         exam  a0 purpose:OTHER
                1+09:00       block b1 left baseline:none
                1+09:00       open  nothing
                """);
        holds("""
                09:00         block b1 left baseline:none charted:08:50
                08:59:59.999  open  nothing
                09:00         open  R15:LOW
                09:10         retract b1 rev:1
                09:10         ends  R15:CORRECTED
                """);
    }

    @Test
    void r16TechniqueRisk() {
        holds("""
                09:00         block b1 left ml:0.5
                09:00         open  R16:LOW
                """);
        holds("""
                09:00         block b1 left no-contrast
                09:00         open  R16:LOW
                """);
        holds("""
                09:00         block b1 left ml:0.49 percent:1.0
                09:00         open  nothing
                09:10         block b1 left no-aspiration rev:1
                09:10         open  R16:LOW
                """);
    }

    @Test
    void r16AnAnticoagulationThatNobodyStated() {
        holds("""
                09:00         block b1 left anticoagulated:?
                09:00         open  R16:LOW
                09:10         care  c1 ANTICOAGULANT_GIVEN
                09:10         ends  R16:RECOVERED
                """);
    }

    @Test
    void r17News2Deterioration() {
        holds("""
                09:00         block  b1 left
                10:10         exam   a1 complete
                11:00         vitals v1 well hr:91 rr:24 temp:38.1
                11:00         open   nothing
                11:10         vitals v2 well hr:111 rr:24 temp:38.1
                11:10         open   R17:MEDIUM
                11:20         vitals v3 well rr:25
                11:20         open   R17:MEDIUM
                11:30         vitals v4 well hr:111 rr:25 spo2:93
                11:30         open   R17:HIGH
                11:40         vitals v5 hr:90
                11:40         open   R17:MEDIUM
                11:50         vitals v6 well
                11:50         ends   R17:RECOVERED
                """);
    }

    @Test
    void r17TakesEachSignAsItWasLastMeasured() {
        holds("""
                09:00         block  b1 left
                10:10         exam   a1 complete
                11:00         vitals v1 hr:112
                11:01         vitals v2 sys:98
                11:01         open   nothing
                11:02         vitals v3 rr:27
                11:02         open   R17:HIGH
                11:03         vitals v4 temp:36.9
                11:03         open   R17:HIGH
                11:10         vitals v5 rr:14
                11:10         open   nothing
                11:20         vitals v6 o2
                11:20         open   R17:MEDIUM
                """);
    }

    @Test
    void r17CountsANormalValueForADayAndAnotherUntilItIsMeasuredAgain() {
        holds("""
                09:00         block  b1 left
                10:10         exam   a1 complete
                11:00         vitals v1 well scale:2 spo2:95
                11:05         vitals v2 rr:26
                11:05         open   R17:MEDIUM
                1+11:06       vitals v3 sys:120
                1+11:06       open   R17:MEDIUM
                1+11:07       vitals v4 o2
                1+11:07       open   R17:HIGH
                """);
    }

    @Test
    void r17TakesTheWorseOfTwoValuesOfOneInstant() {
        holds("""
                09:00         block  b1 left
                10:10         exam   a1 complete
                11:00         vitals v2 well hr:135
                11:00         open   R17:MEDIUM
                11:00         vitals v1 well
                11:00         vitals v3 well
                11:00         open   R17:MEDIUM
                11:01         vitals v0 hr:80
                11:01         open   nothing
                """);
    }

    @Test
    void r18LastSuspected() {
        holds("""
                09:00         block  b1 left
                10:00         exam   a1 complete
                10:00         vitals v1 sys:90
                10:00         open   R17:MEDIUM R18:HIGH
                10:20         vitals v2 well
                10:20         ends   R17:RECOVERED R18:RECOVERED
                """);
        holds("""
                09:00         block  b1 left
                10:00         exam   a1 complete
                10:00:00.001  vitals v1 hr:50
                10:00:00.001  open   nothing
                """);
        holds("""
                09:00         block  b1 left
                10:00         exam   a1 complete
                10:00         care   c1 SEIZURE
                10:00         open   R18:HIGH
                10:10         vitals v1 well acvpu:V
                10:10         open   R17:MEDIUM R18:HIGH
                10:20         vitals v2 well
                10:20         open   nothing
                """);
        holds("""
                09:00         block  b1 left
                10:00         exam   a1 complete
                10:00:00.001  care   c1 SEIZURE
                10:00:00.001  open   nothing
                """);
        holds("""
                09:00         block  b1 left
                09:50         exam   a1 complete
                09:55         care   c1 SEIZURE
                09:55         vitals a2 well
                09:55         open   R18:HIGH
                10:30         vitals v1 sys:120
                10:30         open   R18:HIGH
                10:31         vitals v2 hr:72
                10:31         open   nothing
                """);
    }

    @Test
    void r18HoldsUntilThatVeryParameterIsMeasuredAgain() {
        holds("""
                09:00         block  b1 left
                09:15         exam   a1 complete
                09:20         vitals v1 hr:48
                09:20         open   R18:HIGH
                09:30         vitals v2 spo2:98
                09:40         vitals v3 sys:125
                10:10         vitals v4 temp:36.8
                10:10         open   R18:HIGH
                10:20         vitals v5 hr:49
                10:20         ends   R18:RECOVERED
                """);
        holds("""
                09:00         block  b1 left
                09:15         exam   a1 complete
                09:20         vitals v1 hr:45
                09:20         vitals v2 hr:138
                09:20         open   R17:MEDIUM R18:HIGH
                """);
    }

    @Test
    void r19InvestigationOverdueAfterAFlag() {
        holds("""
                09:00         block b1 left
                09:30         exam  a1 complete
                10:00         exam  a2 bowel:+
                13:59:59.999  open  R4:HIGH
                14:00         open  R4:HIGH R19:HIGH
                14:30         care  c1 MRI_PERFORMED
                14:30         ends  R19:SATISFIED
                14:30         open  R4:HIGH
                """);
    }

    @Test
    void r19InvestigationOverdueAfter28h() {
        holds("""
                09:00           block b1 left
                1+08:59:59.999  care  c1 MRI_PERFORMED
                1+12:55         exam  a1 complete touch:L:BACK:REDUCED
                1+12:59:59.999  open  R2:HIGH
                1+13:00         open  R2:HIGH R19:HIGH
                1+13:10         care  c2 MRI_PERFORMED
                1+13:10         ends  R19:SATISFIED
                """);
        holds("""
                09:00           block b1 left
                1+09:00         care  c1 MRI_PERFORMED
                1+12:55         exam  a1 complete touch:L:BACK:REDUCED
                1+13:00         open  R2:HIGH
                """);
    }

    @Test
    void r20DataContradiction() {
        holds("""
                09:00         block b1 left
                09:10         exam  a1 slr:AA HIP_FLEXION:L:3
                09:10         open  nothing
                09:20         exam  a2 slr:AA HIP_FLEXION:L:2
                09:20         open  R6:MEDIUM R20:LOW
                09:25         exam  a3
                09:25         ends  R20:RECOVERED
                09:25         open  R6:MEDIUM
                """);
    }

    @Test
    void r21News2Disagrees() {
        holds("""
                09:00         block  b1 left
                10:10         exam   a1 complete
                11:00         vitals v1 well news:1
                11:00         open   R21:LOW
                11:10         vitals v2 well news:0
                11:10         ends   R21:RECOVERED
                11:20         vitals v3 hr:72 news:3
                11:20         open   R21:LOW
                12:11         vitals v4 hr:72 news:3
                12:11         open   nothing
                """);
        holds("""
                09:00         block  b1 left
                10:10         exam   a1 complete
                11:00         vitals v1 well news:1
                12:00         vitals v2 hr:131
                12:00         open   R17:MEDIUM R21:LOW
                12:00:00.001  vitals v3 temp:36.8
                12:00:00.001  open   R17:MEDIUM
                """);
    }
}

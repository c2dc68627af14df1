package org.blockwatch.clinical;

import static org.blockwatch.streams.detection.Timeline.holds;

import org.junit.jupiter.api.Test;

/** Which block a statement belongs to, and for how long. The words are in the Timeline class. */
class BlockTimelinesTest {

    @Test
    void shouldCloseABlockAfter72h() {
        holds("""
                09:00           block b1 left no-contrast
                10:00           exam  a1 complete
                3+08:59:59.999  open  R16:LOW
                3+09:00         ends  R16:EXPIRED
                """);
    }

    @Test
    void shouldStayOpenForAsLongAsADeficitThatBeganInTimeLasts() {
        holds("""
                09:00           block b1 left no-contrast
                09:10           care  c1 MRI_PERFORMED
                3+08:50         exam  a1 complete touch:L:BACK:REDUCED
                3+08:55         care  c2 MRI_PERFORMED
                3+09:00         open  R3:HIGH R16:LOW
                4+09:00         exam  a2 complete touch:L:BACK:NORMAL
                4+09:00         ends  R3:RECOVERED R13:SATISFIED R16:EXPIRED
                4+09:30         exam  a3 touch:L:BACK:REDUCED
                4+10:00         open  R13:LOW@implicit:p1
                """);
    }

    @Test
    void shouldStayOpenForAsLongAsARedFlagEpisodeThatBeganInTimeLasts() {
        holds("""
                09:00           block b1 left
                3+08:50         exam  a1 complete saddle:+
                3+09:00         open  R4:HIGH
                3+10:00         exam  a2 saddle:-
                3+10:00         open  R4:HIGH
                3+11:00         care  c1 MRI_PERFORMED
                3+11:00         ends  R4:SATISFIED
                """);
    }

    @Test
    void shouldStayOpenForAnEpisodeThatTimeAloneBegan() {
        holds("""
                09:00           block b1 bilateral
                09:30           exam  a1 complete radicular:LR
                3+09:00         open  R4:HIGH R7:MEDIUM R19:HIGH
                """);
    }

    @Test
    void shouldReopenABlockWhenALateStatementShowsThatItNeverClosed() {
        holds("""
                09:00           block b1 left no-contrast
                10:00           exam  a1 complete
                3+09:00         open  nothing
                3+08:50         exam  a2 touch:L:BACK:REDUCED charted:3+09:20
                3+09:20         open  R3:HIGH R5:HIGH R14:MEDIUM R16:LOW R19:HIGH
                """);
    }

    @Test
    void shouldHandOverToALaterBlockAtItsFirstDose() {
        holds("""
                09:00           block b1 left no-contrast
                10:00           exam  a1 complete
                1+09:30         block b2 left first:1+09:00
                1+09:30         ends  R16:EXPIRED
                1+09:10         exam  a2 complete touch:L:L5:REDUCED charted:1+09:35
                1+09:35         open  R7:MEDIUM@b2
                """);
    }

    @Test
    void shouldKeepABlockThatShowsADeficitBesideALaterOne() {
        holds("""
                09:00           block b1 left
                10:00           exam  a1 complete touch:L:BACK:REDUCED
                10:20           block b2 left
                13:00           open  R1:MEDIUM R13:MEDIUM R13:MEDIUM@b2
                """);
    }

    @Test
    void shouldJudgeVitalSignsOnTheLatestBlockOnly() {
        holds("""
                09:00           block  b1 left
                10:00           exam   a1 complete saddle:+
                11:00           vitals v1 well hr:135
                11:00           open   R4:HIGH R17:MEDIUM
                12:00           block  b2 left charted:12:05
                12:05           ends   R17:REATTRIBUTED
                12:10           vitals v2 well hr:135
                12:10           open   R4:HIGH R17:MEDIUM@b2
                """);
    }

    @Test
    void shouldHaveNoOpenBlockWhileADeathStands() {
        holds("""
                09:00           block b1 left no-contrast
                09:10           exam  a1 slr:UA
                09:20           care  c1 DIED
                09:20           ends  R6:EXPIRED R16:EXPIRED
                09:25           retract c1 rev:1
                09:25           open  R6:MEDIUM R16:LOW
                """);
    }

    @Test
    void shouldTakeTheLaterOfTwoProceduresWithOneBlockId() {
        holds("""
                09:00           block b1 left no-contrast
                09:10           block x9 left for:b1
                09:10           ends  R16:CORRECTED
                09:39:59.999    open  nothing
                09:40           open  R13:LOW
                """);
    }

    @Test
    void shouldInferABlockFromADeficitThatNoneExplains() {
        holds("""
                10:00           exam  a1 complete touch:L:L5:REDUCED
                10:00           open  R7:MEDIUM@implicit:p1
                14:00           open  R1:MEDIUM@implicit:p1 R7:MEDIUM@implicit:p1 R13:MEDIUM@implicit:p1
                """);
        holds("""
                10:00           exam  a1 complete bladder:+
                10:00           open  R4:HIGH@implicit:p1
                """);
        holds("""
                10:00           exam  a1 slr:UA purpose:OTHER
                10:00           exam  a2 slr:AA radicular:LR
                10:00           open  nothing
                """);
    }

    @Test
    void shouldNotInferABlockFromAKnownDeficit() {
        holds("""
                08:00           exam  a0 slr:AA power:45 purpose:PRE_PROCEDURE
                09:00           block b1 left baseline:none
                09:30           exam  a1 slr:AA power:45
                3+10:00         exam  a2 slr:AA power:45
                3+10:00         open  nothing
                3+10:10         exam  a3 slr:AA power:35
                3+10:40         open  R13:LOW@implicit:p1
                """);
    }

    @Test
    void shouldGiveWayToTheRealBlockWhenItIsChartedLate() {
        holds("""
                10:00           exam  a1 complete touch:L:L5:REDUCED
                09:00           block b1 left charted:10:20
                10:20           ends  R7:REATTRIBUTED@implicit:p1
                10:20           open  R7:MEDIUM
                """);
    }

    @Test
    void shouldStayImplicitBesideARealBlockThatBeganAfterIt() {
        holds("""
                10:00           exam  a1 complete touch:L:L5:REDUCED
                10:10           block b1 left
                10:15           open  R7:MEDIUM@implicit:p1
                10:20           exam  a2 pin:L:L4:REDUCED
                10:20           open  R7:MEDIUM R7:MEDIUM@implicit:p1
                """);
    }

    @Test
    void shouldTakeWhatElseIsTrueAtTheInstantAtWhichAnImplicitBlockOpens() {
        holds("""
                10:00           care  a0 DISCHARGED
                10:00           exam  a1 slr:UA
                10:00           open  R6:MEDIUM@implicit:p1 R10:HIGH@implicit:p1
                """);
    }

    @Test
    void shouldNotLoseAFlagThatTheClosingExaminationShows() {
        holds("""
                09:00           block b1 left
                3+08:50         exam  a1 complete touch:L:BACK:REDUCED
                3+10:00         exam  a2 complete touch:L:BACK:NORMAL bladder:+
                3+10:00         open  R4:HIGH@implicit:p1
                """);
    }

    @Test
    void shouldHandOverAtTheFirstDoseOfABlockChartedAheadOfTheClock() {
        holds("""
                09:00           block b1 left no-contrast
                10:00           exam  a1 complete
                12:20           block b2 left first:12:10 charted:12:00
                12:05           exam  a2 radicular:L
                12:09:59.999    open  R7:MEDIUM R16:LOW
                12:10           ends  R7:EXPIRED R16:EXPIRED
                12:15           exam  a3 touch:L:L5:REDUCED
                12:15           open  R7:MEDIUM@b2
                """);
    }

    @Test
    void shouldCountWhatIsChartedAheadOfTheClockUntilTheClockClosesTheBlock() {
        holds("""
                09:00           block b1 left
                3+08:50         exam  a1 complete
                3+09:05         exam  a2 radicular:L charted:3+08:55
                3+08:55         open  R7:MEDIUM
                3+09:00         ends  R7:EXPIRED
                3+09:10         open  nothing
                """);
    }

    @Test
    void shouldCountWhatIsChartedAheadOfTheClockFromItsArrival() {
        holds("""
                09:00           block b1 left
                09:30           exam  a1 slr:UA charted:09:20
                09:20           open  R6:MEDIUM
                """);
    }

    /** The later block counts as the patient's return, which would satisfy R10 too: that the block is closed comes first. */
    @Test
    void shouldEndAsExpiredAtATakeOverWhateverElseEndsThen() {
        holds("""
                09:00  block  b1 left
                09:20  care   c1 DISCHARGED
                09:20  open   R10:HIGH
                09:25  block  b2 left
                09:25  ends   R10:EXPIRED
                """);
    }
}

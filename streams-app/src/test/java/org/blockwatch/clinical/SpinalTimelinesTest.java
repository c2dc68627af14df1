package org.blockwatch.clinical;

import static org.blockwatch.streams.detection.Timeline.holds;

import org.junit.jupiter.api.Test;

/** A second protocol is a second file: the same engine, other numbers. The words are in the Timeline class. */
class SpinalTimelinesTest {

    @Test
    void shouldExpectWeaknessUntil4hFromTheLastDose() {
        holds("""
                09:00         block b1 bilateral protocol:spinal-anaesthesia ml:2.5
                09:30         exam  a1 slr:UU power:00 touch:L:L5:ABSENT touch:L:S3:ABSENT
                09:30         open  nothing
                12:55         exam  a2 slr:UU
                12:59:59.999  open  nothing
                13:00         open  R1:HIGH
                13:20         exam  a3 slr:AA power:55 touch:L:L5:NORMAL touch:L:S3:NORMAL
                13:20         open  nothing
                """);
    }

    @Test
    void shouldAskForAnAssessmentEvery30MinutesFromTheFirst() {
        holds("""
                09:00         block b1 bilateral protocol:spinal-anaesthesia
                09:44:59.999  open  nothing
                09:45         open  R13:LOW
                """);
    }
}

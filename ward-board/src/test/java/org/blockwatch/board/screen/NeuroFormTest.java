package org.blockwatch.board.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.blockwatch.event.Finding;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.SensationResult;
import org.blockwatch.event.Side;
import org.blockwatch.event.StraightLegRaiseResult;
import org.junit.jupiter.api.Test;

/** What the bedside form takes, and what it says as an examination. */
class NeuroFormTest {

    @Test
    void shouldAskForEveryAnswerAndTakeNotTestedForOne() {
        assertThat(new NeuroForm(Map.of()).problems()).hasSize(4);
        assertThat(filled("NOT_TESTED", "NOT_TESTED").problems()).isEmpty();
        assertThat(filled("NOT_TESTED", "NOT_TESTED").exam())
                .isEqualTo(NeuroExam.newBuilder().build());
    }

    @Test
    void shouldAskWhereItIsNumb() {
        assertThat(filled("ABLE", "REDUCED").problems())
                .containsExactly("Say where the left side is numb.", "Say where the right side is numb.");
    }

    @Test
    void shouldSayWhatWasFilledInAndBeFilledInFromItAgain() {
        NeuroForm form = new NeuroForm(Map.of(
                "slr.LEFT", List.of("ABLE"),
                "slr.RIGHT", List.of("UNABLE"),
                "touch.LEFT", List.of("NORMAL"),
                "touch.RIGHT", List.of("ABSENT"),
                "where.RIGHT", List.of("L4", "S4_S5"),
                "power.KNEE_EXTENSION.RIGHT", List.of("3"),
                "reflex.ANKLE.LEFT", List.of("BRISK"),
                "flag.bladder", List.of("PRESENT"),
                "flag.bowel", List.of("")));

        NeuroExam exam = form.exam();

        assertThat(form.problems()).isEmpty();
        assertThat(exam.getStraightLegRaise())
                .extracting(raise -> raise.getResult())
                .containsExactly(StraightLegRaiseResult.ABLE, StraightLegRaiseResult.UNABLE);
        assertThat(exam.getSensation())
                .filteredOn(felt -> felt.getSide() == Side.RIGHT)
                .hasSize(2)
                .allMatch(felt -> felt.getResult() == SensationResult.ABSENT);
        assertThat(exam.getBladderDysfunction()).isEqualTo(Finding.PRESENT);
        assertThat(exam.getBowelDysfunction()).as("not asked").isNull();
        assertThat(NeuroForm.of(exam).exam()).isEqualTo(exam);
    }

    private static NeuroForm filled(String raise, String touch) {
        return new NeuroForm(Map.of(
                "slr.LEFT", List.of(raise),
                "slr.RIGHT", List.of(raise),
                "touch.LEFT", List.of(touch),
                "touch.RIGHT", List.of(touch)));
    }
}

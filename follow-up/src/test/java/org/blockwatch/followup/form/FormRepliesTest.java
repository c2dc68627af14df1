package org.blockwatch.followup.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.blockwatch.event.Finding;
import org.blockwatch.event.Modality;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.Region;
import org.blockwatch.event.SensationResult;
import org.blockwatch.event.Side;
import org.blockwatch.event.StraightLegRaiseResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FormRepliesTest {

    /** Nothing of what is asked for, both heels lifted. */
    static Map<FormItem, FormReply> uneventful() {
        Map<FormItem, FormReply> replies = new EnumMap<>(FormItem.class);
        for (FormItem item : FormItem.values()) {
            replies.put(item, item.question() == FormQuestion.HEEL ? FormReply.YES : FormReply.NO);
        }
        return replies;
    }

    private static FormReplies with(FormItem item, FormReply reply) {
        Map<FormItem, FormReply> replies = uneventful();
        replies.put(item, reply);
        return new FormReplies(replies);
    }

    @ParameterizedTest
    @CsvSource({
        "HEEL_LEFT,  NO,  TELEPHONE",
        "HEEL_RIGHT, NO,  TELEPHONE",
        "LEG_LEFT,   YES, TELEPHONE",
        "LEG_RIGHT,  YES, TELEPHONE",
        "PAIN,       YES, TELEPHONE",
        "SADDLE,     YES, EMERGENCY",
        "URINE,      YES, EMERGENCY",
        "STOOL,      YES, EMERGENCY",
        "BACK,       YES, THANKS",
    })
    void shouldAdviseByTheWorstReply(FormItem item, FormReply reply, Advice advice) {
        assertThat(with(item, reply).advice()).isEqualTo(advice);
        Map<FormItem, FormReply> alone = Map.of(item, reply);
        assertThat(new FormReplies(alone).advice())
                .as("also where the rest is left out")
                .isEqualTo(advice);
    }

    @Test
    void shouldTakeBothLegsForAnEmergency() {
        Map<FormItem, FormReply> replies = uneventful();
        replies.put(FormItem.HEEL_LEFT, FormReply.NO);
        replies.put(FormItem.LEG_RIGHT, FormReply.YES);

        assertThat(new FormReplies(replies).advice()).isEqualTo(Advice.EMERGENCY);
    }

    @ParameterizedTest
    @EnumSource(FormItem.class)
    void shouldExamineNothingWhereThePatientIsNotSureAndAskForACall(FormItem item) {
        FormReplies notSure = with(item, FormReply.NOT_SURE);
        Map<FormItem, FormReply> without = uneventful();
        without.remove(item);

        assertThat(notSure.advice()).isEqualTo(Advice.CALL);
        assertThat(notSure.exam()).isEqualTo(new FormReplies(without).exam());
        assertThat(notSure.missing()).isEmpty();
    }

    @Test
    void shouldStateAnUneventfulAnswerInFull() {
        NeuroExam exam = new FormReplies(uneventful()).exam();

        assertThat(exam.getStraightLegRaise())
                .allMatch(raise -> raise.getResult() == StraightLegRaiseResult.ABLE)
                .hasSize(2);
        assertThat(exam.getSensation()).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.getRegion()).isEqualTo(Region.BACK);
            assertThat(entry.getModality()).isEqualTo(Modality.NUMBNESS);
            assertThat(entry.getResult()).isEqualTo(SensationResult.NORMAL);
        });
        assertThat(exam.getRadicularSymptoms()).isEmpty();
        assertThat(List.of(
                        exam.getSaddleAnaesthesia(),
                        exam.getBladderDysfunction(),
                        exam.getBowelDysfunction(),
                        exam.getSevereBackPain()))
                .containsOnly(Finding.ABSENT);
        assertThat(exam.getMotor()).isEmpty();
        assertThat(exam.getReflexes()).isEmpty();
    }

    @Test
    void shouldStateALegAsADeficitOfItsSideOfUnknownRegion() {
        NeuroExam exam = with(FormItem.LEG_RIGHT, FormReply.YES).exam();

        assertThat(exam.getRadicularSymptoms()).containsExactly(Side.RIGHT);
        assertThat(exam.getSensation()).anySatisfy(entry -> {
            assertThat(entry.getSide()).isEqualTo(Side.RIGHT);
            assertThat(entry.getRegion()).isEqualTo(Region.UNKNOWN);
            assertThat(entry.getResult()).isEqualTo(SensationResult.REDUCED);
        });
    }

    @Test
    void shouldTellUrineFromStool() {
        NeuroExam exam = with(FormItem.URINE, FormReply.YES).exam();

        assertThat(exam.getBladderDysfunction()).isEqualTo(Finding.PRESENT);
        assertThat(exam.getBowelDysfunction()).isEqualTo(Finding.ABSENT);
    }
}

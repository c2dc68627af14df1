package org.blockwatch.followup.form;

import static org.blockwatch.followup.form.FormItem.BACK;
import static org.blockwatch.followup.form.FormItem.HEEL_LEFT;
import static org.blockwatch.followup.form.FormItem.HEEL_RIGHT;
import static org.blockwatch.followup.form.FormItem.LEG_LEFT;
import static org.blockwatch.followup.form.FormItem.LEG_RIGHT;
import static org.blockwatch.followup.form.FormItem.PAIN;
import static org.blockwatch.followup.form.FormItem.SADDLE;
import static org.blockwatch.followup.form.FormItem.STOOL;
import static org.blockwatch.followup.form.FormItem.URINE;
import static org.blockwatch.followup.form.FormReply.NO;
import static org.blockwatch.followup.form.FormReply.NOT_SURE;
import static org.blockwatch.followup.form.FormReply.YES;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.blockwatch.event.Finding;
import org.blockwatch.event.Modality;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.Region;
import org.blockwatch.event.Sensation;
import org.blockwatch.event.SensationResult;
import org.blockwatch.event.Side;
import org.blockwatch.event.StraightLegRaise;
import org.blockwatch.event.StraightLegRaiseResult;
import org.jspecify.annotations.Nullable;

/**
 * What a patient has replied, as far as anything was.
 *
 * @param byItem the reply to each row that has one
 */
public record FormReplies(Map<FormItem, FormReply> byItem) {

    public FormReplies {
        Map<FormItem, FormReply> ordered = new EnumMap<>(FormItem.class);
        ordered.putAll(byItem);
        byItem = ordered;
    }

    /** Returns the rows without a reply. */
    public List<FormItem> missing() {
        return Arrays.stream(FormItem.values())
                .filter(item -> !byItem.containsKey(item))
                .toList();
    }

    /** Returns whether there is a row to which the patient was not sure. */
    public boolean isNotSure() {
        return byItem.containsValue(NOT_SURE);
    }

    /** Returns what the patient is to do. */
    public Advice advice() {
        boolean left = is(HEEL_LEFT, NO) || is(LEG_LEFT, YES);
        boolean right = is(HEEL_RIGHT, NO) || is(LEG_RIGHT, YES);
        if (is(SADDLE, YES) || is(URINE, YES) || is(STOOL, YES) || left && right) {
            return Advice.EMERGENCY;
        }
        if (left || right || is(PAIN, YES)) {
            return Advice.TELEPHONE;
        }
        return isNotSure() ? Advice.CALL : Advice.THANKS;
    }

    /**
     * Returns the examination that this is. What the patient is not sure of, or has left out, is not examined. A leg that is
     * numb or weak is numbness of an unknown region of that side, and a symptom of that side.
     */
    public NeuroExam exam() {
        return NeuroExam.newBuilder()
                .setStraightLegRaise(raises())
                .setSensation(sensation())
                .setSaddleAnaesthesia(finding(SADDLE))
                .setBladderDysfunction(finding(URINE))
                .setBowelDysfunction(finding(STOOL))
                .setSevereBackPain(finding(PAIN))
                .setRadicularSymptoms(symptoms())
                .build();
    }

    private List<StraightLegRaise> raises() {
        List<StraightLegRaise> raises = new ArrayList<>();
        raise(HEEL_LEFT, Side.LEFT, raises);
        raise(HEEL_RIGHT, Side.RIGHT, raises);
        return raises;
    }

    private void raise(FormItem item, Side side, List<StraightLegRaise> raises) {
        if (is(item, YES) || is(item, NO)) {
            raises.add(StraightLegRaise.newBuilder()
                    .setSide(side)
                    .setResult(is(item, YES) ? StraightLegRaiseResult.ABLE : StraightLegRaiseResult.UNABLE)
                    .build());
        }
    }

    private List<Sensation> sensation() {
        List<Sensation> sensation = new ArrayList<>();
        if (is(BACK, YES) || is(BACK, NO)) {
            SensationResult result = is(BACK, YES) ? SensationResult.REDUCED : SensationResult.NORMAL;
            sensation.add(numbness(Side.LEFT, Region.BACK, result));
            sensation.add(numbness(Side.RIGHT, Region.BACK, result));
        }
        if (is(LEG_LEFT, YES)) {
            sensation.add(numbness(Side.LEFT, Region.UNKNOWN, SensationResult.REDUCED));
        }
        if (is(LEG_RIGHT, YES)) {
            sensation.add(numbness(Side.RIGHT, Region.UNKNOWN, SensationResult.REDUCED));
        }
        return sensation;
    }

    private static Sensation numbness(Side side, Region region, SensationResult result) {
        return Sensation.newBuilder()
                .setSide(side)
                .setRegion(region)
                .setModality(Modality.NUMBNESS)
                .setResult(result)
                .build();
    }

    /** Returns the legs with symptoms; none where both are without, null where that is not known. */
    private @Nullable List<Side> symptoms() {
        List<Side> sides = new ArrayList<>();
        if (is(LEG_LEFT, YES)) {
            sides.add(Side.LEFT);
        }
        if (is(LEG_RIGHT, YES)) {
            sides.add(Side.RIGHT);
        }
        return sides.isEmpty() && !(is(LEG_LEFT, NO) && is(LEG_RIGHT, NO)) ? null : sides;
    }

    private @Nullable Finding finding(FormItem item) {
        return is(item, YES) ? Finding.PRESENT : is(item, NO) ? Finding.ABSENT : null;
    }

    private boolean is(FormItem item, FormReply reply) {
        return byItem.get(item) == reply;
    }
}

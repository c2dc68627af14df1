package org.blockwatch.clinical;

import static org.blockwatch.event.Modality.PINPRICK;
import static org.blockwatch.event.Modality.TEMPERATURE;
import static org.blockwatch.event.StraightLegRaiseResult.ABLE;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.blockwatch.event.Side;
import org.jspecify.annotations.Nullable;

/**
 * What the pictures so far leave behind for the rules that compare with an earlier one.
 *
 * @param numbnessSeen a picture showed a sensory deficit
 * @param painAndTemperatureLost where a picture showed pinprick or temperature in deficit
 * @param recoveredAfterOnset the first assessment, at or after the end of the onset, whose picture was recovered
 * @param best the best grade of each movement examined since the end of the onset
 * @param able sides found ABLE since the end of the onset
 * @param examined items examined since T0 + 4 h
 * @param bilateralEarly the picture was bilateral soon after T0
 */
public record SinceOnset(
        boolean numbnessSeen,
        Set<SensorySite> painAndTemperatureLost,
        @Nullable String recoveredAfterOnset,
        Map<MotorSite, Integer> best,
        Set<Side> able,
        Set<ExamItem> examined,
        boolean bilateralEarly) {

    /** No picture yet. */
    public static final SinceOnset NONE = new SinceOnset(false, Set.of(), null, Map.of(), Set.of(), Set.of(), false);

    public SinceOnset {
        painAndTemperatureLost = SortedCopies.set(painAndTemperatureLost);
        best = SortedCopies.map(best);
        able = SortedCopies.set(able);
        examined = SortedCopies.set(examined);
    }

    /** This past with what one assessment examined, before its picture is looked at. */
    SinceOnset examining(Exam exam, Instant at, Instant t0, Protocol protocol) {
        Map<MotorSite, Integer> better = best;
        Set<Side> ableNow = able;
        if (!at.isBefore(t0.plus(protocol.times().onset()))) {
            better = new TreeMap<>(best);
            for (Map.Entry<MotorSite, Integer> graded : exam.motor().entrySet()) {
                better.merge(graded.getKey(), graded.getValue(), Math::max);
            }
            ableNow = new TreeSet<>(able);
            for (Side side : exam.straightLegRaise().keySet()) {
                if (exam.straightLegRaise().get(side) == ABLE) {
                    ableNow.add(side);
                }
            }
        }
        Set<ExamItem> items = examined;
        if (!at.isBefore(t0.plus(protocol.times().expectedEnd()))) {
            items = new TreeSet<>(examined);
            items.addAll(ExamItem.in(exam));
        }
        return new SinceOnset(
                numbnessSeen, painAndTemperatureLost, recoveredAfterOnset, better, ableNow, items, bilateralEarly);
    }

    /** This past with the picture that an assessment made. */
    SinceOnset showing(Picture picture, String eventId, Instant at, Protocol protocol) {
        Instant t0 = picture.block().t0();
        Set<SensorySite> lost = new TreeSet<>(painAndTemperatureLost);
        for (SensorySite site : picture.deficits().numb()) {
            if (site.modality() == PINPRICK || site.modality() == TEMPERATURE) {
                lost.add(site);
            }
        }
        boolean recoveredNow =
                picture.recovered() && !at.isBefore(t0.plus(protocol.times().onset()));
        boolean early = !at.isAfter(t0.plus(protocol.differential().earlyWithin()));
        return new SinceOnset(
                numbnessSeen || picture.deficits().sensory(),
                lost,
                recoveredAfterOnset == null && recoveredNow ? eventId : recoveredAfterOnset,
                best,
                able,
                examined,
                bilateralEarly || (early && picture.bilateral()));
    }
}

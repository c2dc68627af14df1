package org.blockwatch.clinical;

import static org.blockwatch.event.Modality.PINPRICK;
import static org.blockwatch.event.Modality.TEMPERATURE;
import static org.blockwatch.event.StraightLegRaiseResult.ABLE;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.blockwatch.event.Side;
import org.jspecify.annotations.Nullable;

/**
 * What the pictures so far leave behind for the rules that compare with an earlier one.
 *
 * @param numbnessSeen a picture of what staff found showed a sensory deficit
 * @param painAndTemperatureLost where such a picture showed pinprick or temperature in deficit
 * @param recoveredAfterOnset the first assessment, at or after the end of the onset, whose picture was recovered
 * @param best the best power since the end of the onset
 * @param examined items examined since T0 + 4 h
 * @param bilateralEarly the picture was bilateral soon after T0
 */
public record SinceOnset(
        boolean numbnessSeen,
        Set<SensorySite> painAndTemperatureLost,
        @Nullable String recoveredAfterOnset,
        BestPower best,
        Set<ExamItem> examined,
        boolean bilateralEarly) {

    /** No picture yet. */
    public static final SinceOnset NONE =
            new SinceOnset(false, Set.of(), null, new BestPower(Map.of(), Set.of()), Set.of(), false);

    public SinceOnset {
        painAndTemperatureLost = SortedCopies.set(painAndTemperatureLost);
        examined = SortedCopies.set(examined);
    }

    /**
     * The best power that was found since the end of the onset.
     *
     * @param grades the best grade of each movement
     * @param able sides found ABLE
     */
    public record BestPower(Map<MotorSite, Integer> grades, Set<Side> able) {
        public BestPower {
            grades = SortedCopies.map(grades);
            able = SortedCopies.set(able);
        }

        private BestPower with(Findings found) {
            Map<MotorSite, Integer> better = new TreeMap<>(grades);
            found.motor().forEach((site, seen) -> {
                if (site.located()) {
                    better.merge(site, seen.value(), Math::max);
                }
            });
            Set<Side> ableNow = new TreeSet<>(able);
            found.straightLegRaise().forEach((side, seen) -> {
                if (seen.value() == ABLE) {
                    ableNow.add(side);
                }
            });
            return new BestPower(better, ableNow);
        }
    }

    /**
     * Returns this past with what one instant examined, before its picture is looked at.
     *
     * @param found what its assessments found together
     */
    SinceOnset examining(Findings found, List<Assessment> assessments, Block block, Protocol protocol) {
        Instant at = assessments.get(0).occurredAt();
        Protocol.Times times = protocol.times();
        boolean settled = !at.isBefore(block.t0().plus(times.onset()));
        Set<ExamItem> items = examined;
        if (!at.isBefore(block.t0().plus(times.expectedEnd()))) {
            items = new TreeSet<>(examined);
            for (Assessment assessment : assessments) {
                if (assessment.byStaff()) {
                    items.addAll(ExamItem.in(assessment.exam()));
                }
            }
        }
        return new SinceOnset(
                numbnessSeen,
                painAndTemperatureLost,
                recoveredAfterOnset,
                settled ? best.with(found) : best,
                items,
                bilateralEarly);
    }

    /** Returns this past with the picture that the assessments of one instant made. */
    SinceOnset showing(Picture picture, String eventId, Instant at, Protocol protocol) {
        Instant t0 = picture.block().t0();
        Set<SensorySite> lost = new TreeSet<>(painAndTemperatureLost);
        Deficits byStaff = picture.deficitsByStaff();
        for (SensorySite site : byStaff.numb()) {
            if (site.located() && (site.modality() == PINPRICK || site.modality() == TEMPERATURE)) {
                lost.add(site);
            }
        }
        boolean recoveredNow =
                picture.recovered() && !at.isBefore(t0.plus(protocol.times().onset()));
        boolean early = !at.isAfter(t0.plus(protocol.limits().differential().earlyWithin()));
        return new SinceOnset(
                numbnessSeen || byStaff.sensory(),
                lost,
                recoveredAfterOnset == null && recoveredNow ? eventId : recoveredAfterOnset,
                best,
                examined,
                bilateralEarly || (early && picture.bilateral()));
    }
}

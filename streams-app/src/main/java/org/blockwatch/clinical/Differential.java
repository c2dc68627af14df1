package org.blockwatch.clinical;

import static org.blockwatch.event.RiskTag.CONCENTRATION_ABOVE_ONE_PERCENT;
import static org.blockwatch.event.RiskTag.MEPIVACAINE_HIGH_CONCENTRATION;
import static org.blockwatch.event.RiskTag.NO_ASPIRATION;
import static org.blockwatch.event.RiskTag.NO_CONTRAST_FLUOROSCOPY;
import static org.blockwatch.event.RiskTag.POSITIVE_ASPIRATION;
import static org.blockwatch.event.RiskTag.SPREAD_POSSIBLE;
import static org.blockwatch.event.RiskTag.VOLUME_EXCESS;
import static org.blockwatch.event.Side.LEFT;
import static org.blockwatch.event.Side.RIGHT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.blockwatch.event.Cause;
import org.blockwatch.event.Movement;
import org.blockwatch.event.Region;
import org.blockwatch.event.RiskTag;
import org.blockwatch.event.Side;

/** The causes to think of for a picture, at an instant: those that it supports first. */
final class Differential {

    /** To be thought of whatever the picture shows, once a deficit is never normal. */
    private static final List<Cause> GRAVE = List.of(
            Cause.EPIDURAL_HAEMATOMA, Cause.EPIDURAL_ABSCESS, Cause.INTRATHECAL_INJECTION, Cause.DIRECT_NERVE_INJURY);

    private static final Set<RiskTag> SPREADS =
            EnumSet.of(MEPIVACAINE_HIGH_CONCENTRATION, VOLUME_EXCESS, SPREAD_POSSIBLE, CONCENTRATION_ABOVE_ONE_PERCENT);
    private static final Set<RiskTag> VASCULAR =
            EnumSet.of(NO_CONTRAST_FLUOROSCOPY, NO_ASPIRATION, POSITIVE_ASPIRATION);

    private final Picture picture;
    private final Instant now;
    private final Protocol protocol;

    Differential(Picture picture, Instant now, Protocol protocol) {
        this.picture = picture;
        this.now = now;
        this.protocol = protocol;
    }

    List<Cause> causes() {
        Instant t0 = picture.block().t0();
        List<Cause> causes = new ArrayList<>();
        add(causes, Cause.EPIDURAL_HAEMATOMA, haematoma());
        add(causes, Cause.EPIDURAL_ABSCESS, fever());
        add(
                causes,
                Cause.INTRATHECAL_INJECTION,
                picture.sinceOnset().bilateralEarly()
                        || picture.latest().signs().earlyHypotension() != null);
        add(
                causes,
                Cause.DIRECT_NERVE_INJURY,
                !picture.findings().radicularSides().isEmpty() || withinOneRoot());
        if (now.isBefore(t0.plus(protocol.times().expectedEnd()))) {
            add(causes, Cause.LOCAL_SPREAD, tagged(SPREADS));
            add(causes, Cause.INTRAVASCULAR_INJECTION, tagged(VASCULAR));
            causes.add(Cause.PROLONGED_ANAESTHETIC);
        }
        if (!now.isBefore(t0.plus(protocol.times().neverNormal()))) {
            GRAVE.forEach(cause -> add(causes, cause, !causes.contains(cause)));
        }
        return List.copyOf(causes);
    }

    private boolean haematoma() {
        return picture.anticoagulated()
                || picture.progressive()
                || picture.recurred()
                || picture.findings().present(Sign.SEVERE_BACK_PAIN);
    }

    private boolean fever() {
        Protocol.DifferentialLimits limits = protocol.limits().differential();
        return picture.latest()
                .signs()
                .temperatures()
                .anyMatch(measured -> measured.observed().temperature() != null
                        && measured.observed().temperature() >= limits.feverFrom()
                        && !measured.occurredAt().isBefore(now.minus(limits.feverWithin())));
    }

    /**
     * Tells whether there are deficits beyond the back, all on one side and with a root common to all. A leg that cannot be
     * raised counts as weak hip flexion; an unknown site has no side.
     */
    private boolean withinOneRoot() {
        Deficits deficits = picture.deficits();
        Set<Region> common = EnumSet.allOf(Region.class);
        Set<Side> sides = EnumSet.noneOf(Side.class);
        for (Side unable : deficits.unable()) {
            common.retainAll(protocol.roots().of(Movement.HIP_FLEXION));
            sides.add(unable);
        }
        for (MotorSite weak : deficits.weak()) {
            common.retainAll(weak.located() ? protocol.roots().of(weak.movement()) : Set.<Region>of());
            sides.add(weak.side());
        }
        for (SensorySite numb : deficits.numb()) {
            if (!numb.back()) {
                common.retainAll(Set.of(numb.region()));
                sides.add(numb.side());
            }
        }
        return (sides.equals(Set.of(LEFT)) || sides.equals(Set.of(RIGHT))) && !common.isEmpty();
    }

    private boolean tagged(Set<RiskTag> tags) {
        return !Collections.disjoint(picture.block().performed().riskTags(), tags);
    }

    private static void add(List<Cause> causes, Cause cause, boolean supported) {
        if (supported) {
            causes.add(cause);
        }
    }
}

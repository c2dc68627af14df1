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
                picture.past().bilateralEarly() || picture.course().earlyHypotension() != null);
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
        Vitals measured = picture.course().temperature();
        Protocol.DifferentialLimits limits = protocol.differential();
        return measured != null
                && measured.observed().temperature() >= limits.feverFrom()
                && !measured.occurredAt().isBefore(now.minus(limits.feverWithin()));
    }

    /** All deficits on one side and explained by one root; a leg that cannot be raised, or a numb back, has no one root. */
    private boolean withinOneRoot() {
        Deficits deficits = picture.deficits();
        Set<Region> common = EnumSet.allOf(Region.class);
        Set<Side> sides = EnumSet.noneOf(Side.class);
        for (MotorSite weak : deficits.weak()) {
            common.retainAll(protocol.roots().of(weak.movement()));
            sides.add(weak.side());
        }
        for (SensorySite numb : deficits.numb()) {
            common.retainAll(
                    numb.region() == Region.BACK ? Collections.emptySet() : Collections.singleton(numb.region()));
            sides.add(numb.side());
        }
        return deficits.unable().isEmpty()
                && (sides.equals(Set.of(LEFT)) || sides.equals(Set.of(RIGHT)))
                && !common.isEmpty();
    }

    private boolean tagged(Set<RiskTag> tags) {
        return !Collections.disjoint(picture.block().riskTags(), tags);
    }

    private static void add(List<Cause> causes, Cause cause, boolean supported) {
        if (supported) {
            causes.add(cause);
        }
    }
}

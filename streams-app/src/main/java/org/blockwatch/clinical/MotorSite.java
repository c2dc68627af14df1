package org.blockwatch.clinical;

import java.util.Comparator;
import org.blockwatch.event.Movement;
import org.blockwatch.event.Side;

/**
 * A movement on one side, or an unknown site.
 *
 * @param side UNKNOWN for a site of which the side or the movement is not stated: it belongs to no side
 * @param movement UNKNOWN where not stated
 */
public record MotorSite(Side side, Movement movement) implements Comparable<MotorSite> {

    private static final Comparator<MotorSite> ORDER =
            Comparator.comparing(MotorSite::side).thenComparing(MotorSite::movement);

    /** Returns the site of an entry. */
    static MotorSite stated(Side side, Movement movement) {
        return new MotorSite(movement == Movement.UNKNOWN ? Side.UNKNOWN : side, movement);
    }

    /** Tells whether the site is known. */
    boolean located() {
        return side != Side.UNKNOWN;
    }

    @Override
    public int compareTo(MotorSite other) {
        return ORDER.compare(this, other);
    }
}

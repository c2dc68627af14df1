package org.blockwatch.clinical;

import java.util.Comparator;
import org.blockwatch.event.Movement;
import org.blockwatch.event.Side;

/** A movement on one side. */
public record MotorSite(Side side, Movement movement) implements Comparable<MotorSite> {

    private static final Comparator<MotorSite> ORDER =
            Comparator.comparing(MotorSite::side).thenComparing(MotorSite::movement);

    @Override
    public int compareTo(MotorSite other) {
        return ORDER.compare(this, other);
    }
}

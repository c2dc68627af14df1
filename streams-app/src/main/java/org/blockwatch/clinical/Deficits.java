package org.blockwatch.clinical;

import static org.blockwatch.event.Region.BACK;
import static org.blockwatch.event.Region.S3;
import static org.blockwatch.event.Region.S4_S5;

import java.util.Set;
import org.blockwatch.event.Side;

/**
 * What is worse than before the block.
 *
 * @param unable sides on which the straight leg cannot be raised
 * @param weak movements graded below their baseline
 * @param numb sensations worse than their baseline
 */
public record Deficits(Set<Side> unable, Set<MotorSite> weak, Set<SensorySite> numb) {

    public boolean motor() {
        return !unable.isEmpty() || !weak.isEmpty();
    }

    public boolean sensory() {
        return !numb.isEmpty();
    }

    public boolean any() {
        return motor() || sensory();
    }

    /** A deficit on this side, numbness of the back not counted. */
    public boolean beyondTheBack(Side side) {
        return unable.contains(side)
                || weak.stream().anyMatch(site -> site.side() == side)
                || numb.stream().anyMatch(site -> site.side() == side && site.region() != BACK);
    }

    /** Numbness anywhere but in the back. */
    public boolean dermatomal() {
        return numb.stream().anyMatch(site -> site.region() != BACK);
    }

    /** Numbness in S3 or S4–S5. */
    public boolean saddle() {
        return numb.stream().anyMatch(site -> site.region() == S3 || site.region() == S4_S5);
    }
}

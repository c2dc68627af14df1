package org.blockwatch.clinical;

import java.util.Set;
import org.blockwatch.event.Side;

/**
 * What is worse than before the block. A deficit of unknown site is among them and belongs to no side.
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

    /** Tells whether a side has a deficit, numbness of the back not counted. */
    public boolean beyondTheBack(Side side) {
        return unable.contains(side)
                || weak.stream().anyMatch(site -> site.side() == side)
                || numb.stream().anyMatch(site -> site.side() == side && !site.back());
    }

    /** Tells whether a deficit is grave: weakness, or numbness anywhere but in the back. */
    public boolean grave() {
        return any() && !onlyInTheBack();
    }

    /** Tells whether there is no deficit but in the back. */
    public boolean onlyInTheBack() {
        return !motor() && numb.stream().allMatch(SensorySite::back);
    }

    /** Tells whether a dermatome is numb; an unknown site is none. */
    public boolean dermatomal() {
        return numb.stream().anyMatch(site -> site.located() && !site.back());
    }

    /** Tells whether S3 or S4–S5 is numb. */
    public boolean saddle() {
        return numb.stream().anyMatch(SensorySite::saddle);
    }
}

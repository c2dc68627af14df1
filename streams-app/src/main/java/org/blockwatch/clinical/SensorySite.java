package org.blockwatch.clinical;

import static org.blockwatch.event.Region.BACK;
import static org.blockwatch.event.Region.S3;
import static org.blockwatch.event.Region.S4_S5;

import java.util.Comparator;
import org.blockwatch.event.Modality;
import org.blockwatch.event.Region;
import org.blockwatch.event.Side;

/**
 * A modality of sensation in a region on one side, or an unknown site.
 *
 * @param side UNKNOWN for a site of which the side, region or modality is not stated: it belongs to no side
 * @param region UNKNOWN where not stated
 * @param modality UNKNOWN where not stated
 */
public record SensorySite(Side side, Region region, Modality modality) implements Comparable<SensorySite> {

    private static final Comparator<SensorySite> ORDER = Comparator.comparing(SensorySite::side)
            .thenComparing(SensorySite::region)
            .thenComparing(SensorySite::modality);

    /** Returns the site of an entry. */
    static SensorySite stated(Side side, Region region, Modality modality) {
        boolean unknown = region == Region.UNKNOWN || modality == Modality.UNKNOWN;
        return new SensorySite(unknown ? Side.UNKNOWN : side, region, modality);
    }

    /** Tells whether the site is known. */
    public boolean located() {
        return side != Side.UNKNOWN;
    }

    /** Tells whether it lies in the back, known or not on which side. */
    public boolean back() {
        return region == BACK;
    }

    /** Tells whether it lies in S3 or S4–S5, known or not on which side. */
    public boolean saddle() {
        return region == S3 || region == S4_S5;
    }

    @Override
    public int compareTo(SensorySite other) {
        return ORDER.compare(this, other);
    }

    /** Returns the same side and region with another modality. */
    public SensorySite with(Modality other) {
        return new SensorySite(side, region, other);
    }
}

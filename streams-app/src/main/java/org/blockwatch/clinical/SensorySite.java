package org.blockwatch.clinical;

import java.util.Comparator;
import org.blockwatch.event.Modality;
import org.blockwatch.event.Region;
import org.blockwatch.event.Side;

/** A modality of sensation in a region on one side. */
public record SensorySite(Side side, Region region, Modality modality) implements Comparable<SensorySite> {

    private static final Comparator<SensorySite> ORDER = Comparator.comparing(SensorySite::side)
            .thenComparing(SensorySite::region)
            .thenComparing(SensorySite::modality);

    @Override
    public int compareTo(SensorySite other) {
        return ORDER.compare(this, other);
    }

    /** The same side and region, another modality. */
    public SensorySite with(Modality other) {
        return new SensorySite(side, region, other);
    }
}

package org.blockwatch.clinical;

import java.util.Comparator;
import org.blockwatch.event.Reflex;
import org.blockwatch.event.Side;

/** A tendon reflex on one side. */
public record ReflexSite(Side side, Reflex reflex) implements Comparable<ReflexSite> {

    private static final Comparator<ReflexSite> ORDER =
            Comparator.comparing(ReflexSite::side).thenComparing(ReflexSite::reflex);

    @Override
    public int compareTo(ReflexSite other) {
        return ORDER.compare(this, other);
    }
}

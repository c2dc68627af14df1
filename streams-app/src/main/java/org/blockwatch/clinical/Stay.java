package org.blockwatch.clinical;

import static org.blockwatch.event.CareEventKind.ARRIVED;
import static org.blockwatch.event.CareEventKind.DISCHARGED;
import static org.blockwatch.event.CareEventKind.DISCHARGE_CANCELLED;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the patient is, as discharges and arrivals tell.
 *
 * @param homeSince the first discharge of the present run of them, or null while in house
 * @param returnedAt the latest return, which ended a time at home, or null where there was none
 */
public record Stay(@Nullable Instant homeSince, @Nullable Instant returnedAt) {

    /** Has not been at home. */
    public static final Stay IN_HOUSE = new Stay(null, null);

    /** Returns a stay that begins at home. */
    static Stay homeFrom(Instant begin) {
        return new Stay(begin, null);
    }

    /** Tells whether the patient is at home. */
    public boolean home() {
        return homeSince != null;
    }

    /** Returns this stay after what is stated for one instant, of which what leaves the patient in house wins. */
    Stay after(Moment moment) {
        if (moment.states(ARRIVED) || moment.states(DISCHARGE_CANCELLED)) {
            return home() ? new Stay(null, moment.at()) : this;
        }
        return moment.states(DISCHARGED) && !home() ? new Stay(moment.at(), returnedAt) : this;
    }
}

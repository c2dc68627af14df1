package org.blockwatch.streams.intake;

import java.util.List;
import org.blockwatch.service.meter.Measure;

/** Every measure of this package. */
public final class IntakeMeasures {

    public static final List<Measure> ALL = List.of(
            DeadLetters.LETTERS,
            FailureCounts.FAILED,
            FailureCounts.SET_ASIDE,
            FailureCounts.REPEATED,
            BacklogTracker.TIMEOUTS,
            OpenTransactionWatch.HELD_UP);

    private IntakeMeasures() {}
}

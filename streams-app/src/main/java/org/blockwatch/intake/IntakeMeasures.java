package org.blockwatch.intake;

import java.util.List;
import org.blockwatch.meter.Measure;

/** Every measure of this package. */
public final class IntakeMeasures {

    public static final List<Measure> ALL =
            List.of(DeadLetters.LETTERS, Failures.FAILED, Failures.SET_ASIDE, Backlogs.TIMEOUTS);

    private IntakeMeasures() {}
}

package org.blockwatch.bench.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;

/**
 * One patient about whom much is charted: a block, then vital signs and every fifth time an assessment, ten minutes apart; the back stays
 * numb.
 */
public final class LongStay {
    /** The patient. */
    public static final String PATIENT = "long-stay";

    /** From one statement to the next. */
    public static final Duration STEP = Duration.ofMinutes(10);

    private LongStay() {}

    /** The first {@code count} statements, the block among them, in order. */
    public static List<SpecificRecord> statements(int count, Instant blockAt) {
        SplittableRandom random = new SplittableRandom(1);
        List<SpecificRecord> statements = new ArrayList<>();
        statements.add(Charting.block(PATIENT, "block", blockAt));
        for (int n = 1; n < count; n++) {
            Instant at = blockAt.plus(STEP.multipliedBy(n));
            statements.add(
                    n % 5 == 1
                            ? Charting.assessment(PATIENT, "s" + n, at, false, true)
                            : Charting.vitals(PATIENT, "s" + n, at, random));
        }
        return statements;
    }
}

package org.blockwatch.clinical;

import java.time.Instant;
import java.util.Set;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Priority;
import org.blockwatch.event.RedFlag;

/**
 * A rule holds for a block.
 *
 * @param dueAt the instant since which it holds
 * @param evidence eventIds of the statements it rests on, sorted
 * @param flags red flags that show
 * @param missing what has not been examined and should have been
 */
public record Condition(
        AlertCode code,
        Priority priority,
        Instant dueAt,
        Set<String> evidence,
        Set<RedFlag> flags,
        Set<ExamItem> missing) {

    public Condition {
        evidence = SortedCopies.set(evidence);
        flags = SortedCopies.set(flags);
        missing = SortedCopies.set(missing);
    }

    /** Returns the row of the table, R1 to R21: the codes are declared in its order. */
    public String rule() {
        return "R" + code.ordinal();
    }
}

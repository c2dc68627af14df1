package org.blockwatch.clinical;

import java.time.Instant;
import java.util.Set;

/**
 * A red-flag episode that is open: from the first flag until no flag shows and an MRI has been performed.
 *
 * @param beganAt when the first flag showed
 * @param evidence the assessments that showed it
 */
public record Episode(Instant beganAt, Set<String> evidence) {

    public Episode {
        evidence = SortedCopies.set(evidence);
    }
}

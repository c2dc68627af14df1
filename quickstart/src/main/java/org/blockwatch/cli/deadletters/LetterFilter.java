package org.blockwatch.cli.deadletters;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which letters are meant; what is empty or null leaves nothing out.
 *
 * @param ids these alone
 * @param reasons set aside for one of these
 * @param topics that came from one of these
 * @param patient whose key is this patientId
 * @param since set aside at this instant or later
 * @param until set aside before this instant
 */
public record LetterFilter(
        Set<LetterId> ids,
        Set<String> reasons,
        Set<String> topics,
        @Nullable String patient,
        @Nullable Instant since,
        @Nullable Instant until) {

    /** Returns whether nothing is left out. */
    public boolean isEmpty() {
        return ids.isEmpty()
                && reasons.isEmpty()
                && topics.isEmpty()
                && patient == null
                && since == null
                && until == null;
    }

    /** Returns whether the letter is meant. */
    public boolean matches(StoredLetter letter) {
        return (ids.isEmpty() || ids.contains(letter.id()))
                && (reasons.isEmpty() || reasons.contains(letter.reason()))
                && (topics.isEmpty() || topics.contains(letter.source()))
                && (patient == null || patient.equals(letter.key()))
                && (since == null || !letter.setAsideAt().isBefore(since))
                && (until == null || letter.setAsideAt().isBefore(until));
    }
}

package org.blockwatch.streams.escalation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the open ladders of each patient need time's next look: found in memory, so that what shares a page is not looked for
 * among all rows of a patient. A patient with thousands of ended alerts would otherwise hold up everybody else.
 */
final class DueLadders {

    private final Map<String, Map<String, Instant>> next = new HashMap<>();

    /**
     * Notes how a ladder stands now.
     *
     * @param ladder null: there is none any more
     */
    void changed(String id, @Nullable Ladder ladder) {
        String patient = LadderStore.patientOf(id);
        String alertId = LadderStore.alertOf(id);
        Optional<Instant> wake = ladder == null || ladder.isEnded() ? Optional.empty() : ladder.nextWake();
        if (wake.isPresent()) {
            next.computeIfAbsent(patient, first -> new HashMap<>()).put(alertId, wake.get());
        } else if (next.containsKey(patient)) {
            next.get(patient).remove(alertId);
            if (next.get(patient).isEmpty()) {
                next.remove(patient);
            }
        }
    }

    /** Returns the alerts of a patient whose ladders are due, those that have ended left out. */
    List<String> at(String patient, Instant now) {
        List<String> due = new ArrayList<>();
        next.getOrDefault(patient, Map.of()).forEach((alertId, at) -> {
            if (!at.isAfter(now)) {
                due.add(alertId);
            }
        });
        return due;
    }
}

package org.blockwatch.consumer.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.jspecify.annotations.Nullable;

/**
 * An alert as the endpoints know it.
 *
 * @param name the opaque name that pages carry
 * @param alert its latest transition
 * @param risenAt when it last rose; null: not since its start
 * @param answers in the order in which they were recorded
 */
record KnownAlert(String name, Alert alert, @Nullable Instant risenAt, List<AlertResponse> answers) {

    boolean hasEnded() {
        return alert.getPhase() == AlertPhase.END;
    }

    /**
     * Returns the acknowledgement that stands, as the ladder sees it: the first since the alert last rose that was not
     * taken back by who gave it.
     */
    Optional<AlertResponse> acknowledgement() {
        AlertResponse standing = null;
        for (AlertResponse answer : answers) {
            if (standing == null) {
                boolean stands = answer.getKind() == AlertResponseKind.ACKNOWLEDGED && !isBeforeTheRise(answer);
                standing = stands ? answer : null;
            } else if (answer.getKind() == AlertResponseKind.DECLINED
                    && standing.getBy().equals(answer.getBy())) {
                standing = null;
            }
        }
        return Optional.ofNullable(standing);
    }

    private boolean isBeforeTheRise(AlertResponse answer) {
        return risenAt != null && answer.getOccurredAt().isBefore(risenAt);
    }
}

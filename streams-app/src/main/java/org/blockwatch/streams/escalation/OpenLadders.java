package org.blockwatch.streams.escalation;

import static org.blockwatch.service.meter.Audience.ON_CALL;

import org.blockwatch.event.Priority;
import org.blockwatch.schemas.Canary;
import org.blockwatch.service.meter.Measure;
import org.blockwatch.service.meter.SummedGauge;
import org.blockwatch.streams.escalation.Ladder.Attempt;
import org.jspecify.annotations.Nullable;

/** The open ladders of one task, as operations see them. Synthetic patients are not counted. */
final class OpenLadders implements AutoCloseable {

    static final Measure LADDERS = Measure.gauge(
                    "blockwatch.ladders.open",
                    "alerts",
                    "Alerts that have not ended: UNPAGED, no channel has taken the latest page; PAGED, nobody has answered; ACKNOWLEDGED; BOARD, pages nobody",
                    ON_CALL)
            .by("priority", Priority.values())
            .by("state", State.values());

    /** How far the paging of an open alert has come. */
    enum State {
        UNPAGED,
        PAGED,
        ACKNOWLEDGED,
        BOARD;

        static State of(Ladder ladder) {
            if (ladder.isAcknowledged()) {
                return ACKNOWLEDGED;
            }
            if (ladder.step().roles().isEmpty()) {
                return BOARD;
            }
            boolean toldByAnother = ladder.step().sharing().carrier() != null; // which is in the count itself
            return toldByAnother || ladder.step().attempts().stream().anyMatch(Attempt::accepted) ? PAGED : UNPAGED;
        }
    }

    static final Measure UNANSWERED = Measure.gauge(
                    "blockwatch.ladders.unanswered",
                    "alerts",
                    "Open alerts whose last tier has not answered for half an hour",
                    ON_CALL)
            .by("priority", Priority.values());

    private final SummedGauge.Share share;
    private final SummedGauge.Share unanswered;

    /** None yet. */
    OpenLadders(SummedGauge.Share share, SummedGauge.Share unanswered) {
        this.share = share;
        this.unanswered = unanswered;
    }

    /** A ladder has changed; null where there was or is none. */
    void changed(@Nullable Ladder before, @Nullable Ladder after) {
        add(before, -1);
        add(after, 1);
    }

    private void add(@Nullable Ladder ladder, int more) {
        if (ladder == null || ladder.isEnded() || Canary.is(ladder.alert().getPatientId())) {
            return;
        }
        String priority = ladder.priority().name();
        share.add(more, priority, State.of(ladder).name());
        if (isUnanswered(ladder)) {
            unanswered.add(more, priority);
        }
    }

    private static boolean isUnanswered(Ladder ladder) {
        return ladder.phase() instanceof LadderPhase.Paging paging
                && paging.silence() != null
                && paging.silence().slowedTo() != null;
    }

    /** The task leaves. */
    @Override
    public void close() {
        share.close();
        unanswered.close();
    }
}

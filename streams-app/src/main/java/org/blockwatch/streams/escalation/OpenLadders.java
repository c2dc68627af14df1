package org.blockwatch.streams.escalation;

import static org.blockwatch.service.meter.Audience.ON_CALL;

import io.micrometer.core.instrument.MeterRegistry;
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
                    "Alerts that have not ended, by urgency and by how far paging has come: UNPAGED, no channel has taken the"
                            + " latest page yet; PAGED, one has, and nobody has answered; ACKNOWLEDGED; BOARD, it pages nobody",
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

    private final SummedGauge.Share share;

    /** None yet. */
    OpenLadders(SummedGauge.Share share) {
        this.share = share;
    }

    static SummedGauge gauge(MeterRegistry meters) {
        return new SummedGauge(LADDERS, meters);
    }

    /** A ladder has changed; null where there was or is none. */
    void changed(@Nullable Ladder before, @Nullable Ladder after) {
        add(before, -1);
        add(after, 1);
    }

    private void add(@Nullable Ladder ladder, int more) {
        if (ladder != null && !ladder.isEnded() && !Canary.is(ladder.alert().getPatientId())) {
            share.add(more, ladder.priority().name(), State.of(ladder).name());
        }
    }

    /** The task leaves. */
    @Override
    public void close() {
        share.close();
    }
}

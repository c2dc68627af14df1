package org.blockwatch.streams.escalation;

import static org.blockwatch.service.meter.Audience.ON_CALL;

import io.micrometer.core.instrument.MeterRegistry;
import org.blockwatch.event.Priority;
import org.blockwatch.schemas.Canary;
import org.blockwatch.service.meter.Measure;
import org.blockwatch.service.meter.SummedGauge;
import org.blockwatch.state.LadderChannel;
import org.blockwatch.state.LadderState;
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

        static State of(LadderState ladder) {
            if (ladder.getAcknowledgedBy() != null) {
                return ACKNOWLEDGED;
            }
            if (ladder.getRoles().isEmpty()) {
                return BOARD;
            }
            boolean toldByAnother = ladder.getPageId() != null; // which is in the count itself
            return toldByAnother || ladder.getChannels().stream().anyMatch(LadderChannel::getAccepted)
                    ? PAGED
                    : UNPAGED;
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
    void changed(@Nullable LadderState before, @Nullable LadderState after) {
        add(before, -1);
        add(after, 1);
    }

    private void add(@Nullable LadderState ladder, int more) {
        if (ladder != null && !ladder.getEnded() && !Canary.is(ladder.getAlert().getPatientId())) {
            share.add(
                    more,
                    ladder.getAlert().getPriority().name(),
                    State.of(ladder).name());
        }
    }

    /** The task leaves. */
    @Override
    public void close() {
        share.close();
    }
}

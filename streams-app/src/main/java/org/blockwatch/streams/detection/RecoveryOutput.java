package org.blockwatch.streams.detection;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.event.Alert;
import org.blockwatch.schemas.Canary;
import org.blockwatch.streams.alert.AlertTransitions;
import org.blockwatch.streams.patient.PatientState;
import org.blockwatch.streams.patient.PatientStates;
import org.blockwatch.streams.patient.StateUpdate;
import org.blockwatch.streams.patient.StatementChange;
import org.jspecify.annotations.Nullable;

/** Tells what a judgement changed: ladders, the bus of each alert, ward boards, and who asks patients at home. */
final class RecoveryOutput {
    private final ProcessorContext<String, Object> context;
    private final ShownLooks looks;
    private final RecoveryViewWriter views;
    private final FollowUpWriter followUps;
    private final RecoveryMeters meters;

    RecoveryOutput(
            ProcessorContext<String, Object> context,
            Protocols protocols,
            PatientStates states,
            RecoveryMeters meters) {
        this.context = context;
        this.looks = new ShownLooks(states, protocols);
        this.views = new RecoveryViewWriter(protocols, looks);
        this.followUps = new FollowUpWriter(protocols);
        this.meters = meters;
    }

    /** @param knowable when what led to them could be known */
    void transitions(String patientId, List<Alert> alerts, Instant knowable) {
        if (!alerts.isEmpty()) {
            forward(patientId, new AlertTransitions(alerts), RecoveryProcessor.LADDERS);
        }
        if (!Canary.is(patientId)) {
            for (Alert alert : alerts) {
                meters.alert(alert, knowable);
                forward(patientId, alert, RecoveryProcessor.ALERTS);
            }
        }
    }

    /** Takes in what a statement changed, before it is told what that changes. */
    void stated(StatementChange change, StateUpdate update) {
        if (!Canary.is(update.patientId())) {
            looks.changed(change, update.after().recovery().pictures());
        }
    }

    /** Tells what a ward board is to show now and did not before. */
    void view(StateUpdate update, Instant now) {
        if (!Canary.is(update.patientId())) {
            views.news(update, now).ifPresent(view -> forward(update.patientId(), view, RecoveryProcessor.VIEWS));
        }
    }

    /** Tells what is due from a patient at home, where that has changed. */
    void followUp(StateUpdate update, Instant now) {
        if (!Canary.is(update.patientId())) {
            followUps
                    .news(update, now)
                    .ifPresent(news -> forward(update.patientId(), news.followUp(), RecoveryProcessor.FOLLOW_UPS));
        }
    }

    /** Returns the next instant at which time alone changes a judgement or what is due from a patient at home, or null. */
    @Nullable
    Instant next(@Nullable Instant judgement, Recovery recovery, Instant now) {
        Instant slot = followUps.next(recovery, now);
        return judgement == null || (slot != null && slot.isBefore(judgement)) ? slot : judgement;
    }

    /** Tells that there is nothing to show, and nothing due, of a patient who is forgotten: tombstones. */
    void forgotten(PatientState state, Instant now) {
        String patientId = state.recovery().patientId();
        if (!Canary.is(patientId)) {
            forward(patientId, null, RecoveryProcessor.VIEWS);
            if (followUps.stands(state, now)) {
                forward(patientId, null, RecoveryProcessor.FOLLOW_UPS);
            }
        }
    }

    private void forward(String patientId, @Nullable Object value, String child) {
        context.forward(new Record<>(patientId, value, context.currentSystemTimeMs()), child);
    }
}

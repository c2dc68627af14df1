package org.blockwatch.streams.detection;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.event.Alert;
import org.blockwatch.schemas.Canary;
import org.blockwatch.streams.alert.AlertTransitions;
import org.blockwatch.streams.patient.PatientStates;
import org.blockwatch.streams.patient.StateUpdate;
import org.blockwatch.streams.patient.StatementChange;
import org.jspecify.annotations.Nullable;

/** Tells what a judgement changed: ladders of all at once, the bus of each alert, ward boards of what they show. */
final class RecoveryOutput {
    private final ProcessorContext<String, Object> context;
    private final ShownLooks looks;
    private final RecoveryViewWriter views;
    private final RecoveryMeters meters;

    RecoveryOutput(
            ProcessorContext<String, Object> context,
            Protocols protocols,
            PatientStates states,
            RecoveryMeters meters) {
        this.context = context;
        this.looks = new ShownLooks(states, protocols);
        this.views = new RecoveryViewWriter(protocols, looks);
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

    /** Tells ward boards that there is nothing to show any more: a tombstone. */
    void noView(String patientId) {
        if (!Canary.is(patientId)) {
            forward(patientId, null, RecoveryProcessor.VIEWS);
        }
    }

    private void forward(String patientId, @Nullable Object value, String child) {
        context.forward(new Record<>(patientId, value, context.currentSystemTimeMs()), child);
    }
}

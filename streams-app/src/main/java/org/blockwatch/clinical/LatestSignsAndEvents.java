package org.blockwatch.clinical;

import static org.blockwatch.event.Consciousness.A;

import java.time.Instant;
import org.blockwatch.clinical.news2.Observations;
import org.blockwatch.event.CareEventKind;
import org.jspecify.annotations.Nullable;

/**
 * The vital signs and care events since S0, as far as a rule can still ask for them.
 *
 * @param vitals the latest vital signs
 * @param temperature the latest vital signs that contain a temperature
 * @param earlyHypotension the first vital signs with a low pressure soon after T0
 * @param seizure the latest seizure in the window of systemic toxicity that no clean vital signs have followed
 * @param mobilisation the latest event about getting up
 * @param discharge the latest event about going home
 * @param transfer the latest transfer
 * @param mri the latest MRI performed
 * @param anticoagulant the first anticoagulant given
 */
public record LatestSignsAndEvents(
        @Nullable Vitals vitals,
        @Nullable Vitals temperature,
        @Nullable Vitals earlyHypotension,
        @Nullable Care seizure,
        @Nullable Care mobilisation,
        @Nullable Care discharge,
        @Nullable Care transfer,
        @Nullable Care mri,
        @Nullable Care anticoagulant) {

    /** Nothing yet. */
    public static final LatestSignsAndEvents NONE =
            new LatestSignsAndEvents(null, null, null, null, null, null, null, null, null);

    /** With one more set of vital signs. They may come in any order: each is put where it belongs. */
    LatestSignsAndEvents after(Vitals charted, Instant t0, Protocol protocol) {
        Protocol.SystemicToxicity toxicity = protocol.systemicToxicity();
        boolean soon =
                !charted.occurredAt().isAfter(t0.plus(protocol.differential().earlyWithin()));
        boolean low = atMost(charted.observed().systolic(), toxicity.systolicAtMost());
        boolean clean = !suggestsSystemicToxicity(charted.observed(), toxicity);
        return new LatestSignsAndEvents(
                isBefore(vitals, charted) ? charted : vitals,
                charted.observed().temperature() != null && isBefore(temperature, charted) ? charted : temperature,
                soon && low && isEarliest(charted) ? charted : earlyHypotension,
                clean && isBefore(seizure, charted) ? null : seizure,
                mobilisation,
                discharge,
                transfer,
                mri,
                anticoagulant);
    }

    /** With the vital signs of another course of the same block. */
    LatestSignsAndEvents measuredAs(LatestSignsAndEvents other) {
        return new LatestSignsAndEvents(
                other.vitals,
                other.temperature,
                other.earlyHypotension,
                seizure,
                mobilisation,
                discharge,
                transfer,
                mri,
                anticoagulant);
    }

    LatestSignsAndEvents after(Care later, Instant t0, Protocol protocol) {
        CareEventKind kind = later.kind();
        return switch (kind) {
            case MOBILISATION_ORDERED, MOBILISATION_STARTED, MOBILISATION_CANCELLED ->
                with(seizure, later, discharge, transfer, mri, anticoagulant);
            case DISCHARGE_ORDERED, DISCHARGE_CANCELLED, DISCHARGED ->
                with(seizure, mobilisation, later, transfer, mri, anticoagulant);
            case TRANSFERRED_UNMONITORED, TRANSFERRED_MONITORED ->
                with(seizure, mobilisation, discharge, later, mri, anticoagulant);
            case MRI_PERFORMED -> with(seizure, mobilisation, discharge, transfer, later, anticoagulant);
            case ANTICOAGULANT_GIVEN ->
                with(seizure, mobilisation, discharge, transfer, mri, anticoagulant == null ? later : anticoagulant);
            case SEIZURE ->
                later.occurredAt().isAfter(t0.plus(protocol.systemicToxicity().until()))
                        ? this
                        : with(later, mobilisation, discharge, transfer, mri, anticoagulant);
            case MRI_REQUESTED, DIED, UNKNOWN -> this;
        };
    }

    /** Whether these observations contain a sign of local anaesthetic systemic toxicity. */
    public static boolean suggestsSystemicToxicity(Observations observed, Protocol.SystemicToxicity toxicity) {
        return atMost(observed.systolic(), toxicity.systolicAtMost())
                || atMost(observed.heartRate(), toxicity.heartRateAtMost())
                || (observed.consciousness() != null && observed.consciousness() != A);
    }

    private boolean isEarliest(Vitals low) {
        return earlyHypotension == null || !isBefore(earlyHypotension, low);
    }

    /** Whether a statement is earlier in order than another, or there is none. */
    private static boolean isBefore(@Nullable Statement one, Statement other) {
        return one == null || one.position().compareTo(other.position()) < 0;
    }

    private static boolean atMost(@Nullable Integer measured, int limit) {
        return measured != null && measured <= limit;
    }

    private LatestSignsAndEvents with(
            @Nullable Care seizure,
            @Nullable Care mobilisation,
            @Nullable Care discharge,
            @Nullable Care transfer,
            @Nullable Care mri,
            @Nullable Care anticoagulant) {
        return new LatestSignsAndEvents(
                vitals, temperature, earlyHypotension, seizure, mobilisation, discharge, transfer, mri, anticoagulant);
    }
}

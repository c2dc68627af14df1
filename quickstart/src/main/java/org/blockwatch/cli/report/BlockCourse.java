package org.blockwatch.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.blockwatch.event.RiskTag;

/**
 * What became of one block, without saying whose it is.
 *
 * @param technique how it was injected
 * @param motor when power and the straight-leg raise were first found recovered, from the last dose on; empty: never examined
 * @param full when all was first found recovered; empty: never examined
 * @param slots what became of the follow-up at home
 * @param outcomes what it led to
 */
public record BlockCourse(
        Technique technique,
        Optional<SurvivalCurve.Observation> motor,
        Optional<SurvivalCurve.Observation> full,
        List<Slot> slots,
        Outcomes outcomes) {

    /**
     * How a block was injected, as a factor each.
     *
     * @param factors the level of each factor, as {@link Factor} orders them
     * @param risks its risk tags
     */
    public record Technique(List<String> factors, Set<RiskTag> risks) {

        String of(Factor factor) {
            return factors.get(factor.ordinal());
        }
    }

    /**
     * A time at which a patient at home was to be asked.
     *
     * @param after from the last dose
     * @param answeredAfter how long after the slot's beginning somebody looked or answered; empty: nobody has
     * @param byPatient whether it was the patient's own word
     */
    public record Slot(Duration after, Optional<Duration> answeredAfter, boolean byPatient) {}

    /** What a block led to, by its alerts; those that were taken back do not count. */
    public record Outcomes(boolean deficitPastFourHours, boolean redFlag, boolean high) {}

    /** Which block, to find its alerts. */
    record Key(String patientId, String blockId, Instant t0) {}
}

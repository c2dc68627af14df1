package org.blockwatch.streams.alert;

import java.time.Duration;
import java.time.Instant;
import org.blockwatch.clinical.Condition;
import org.blockwatch.clinical.Judgement.BlockJudgement;
import org.blockwatch.clinical.Place;
import org.blockwatch.event.ClockBasis;
import org.blockwatch.event.Setting;
import org.blockwatch.streams.alert.Trigger.Stated;
import org.blockwatch.streams.alert.Trigger.Tick;
import org.jspecify.annotations.Nullable;

/**
 * Holds an alert that has started and not ended.
 *
 * @param start when it started
 * @param told what was last told of it
 * @param certain whether nothing has changed since that was known of the time up to when it was due, so that it surely had ground
 */
public record OpenAlert(String alertId, AlertedBlock block, Start start, Told told, boolean certain) {

    /**
     * Says when an alert started.
     *
     * @param at the engine's clock
     * @param lateBy how long after its condition was due; zero if on time
     */
    public record Start(Instant at, Duration lateBy) {}

    /**
     * Says what was told at the last transition.
     *
     * @param place where the patient lay, or null where that was not known
     * @param setting whether that was in house or at home
     */
    public record Told(Condition condition, @Nullable Place place, Setting setting) {}

    /** @param onTime an alert that starts within it after it was due is on time */
    static OpenAlert started(String alertId, Told told, BlockJudgement block, Instant at, Duration onTime) {
        Duration late = Duration.between(told.condition().dueAt(), at);
        Start start = new Start(at, late.compareTo(onTime) > 0 ? late : Duration.ZERO);
        return new OpenAlert(alertId, AlertedBlock.of(block), start, told, true);
    }

    /** Returns this alert after a transition. */
    OpenAlert told(Told now, BlockJudgement judged) {
        return new OpenAlert(alertId, AlertedBlock.of(judged), start, now, true);
    }

    /** Returns this alert after a judgement of which nothing is told. */
    OpenAlert continued(Trigger trigger, boolean readsVitalSigns, BlockJudgement judged) {
        return new OpenAlert(alertId, AlertedBlock.of(judged), start, told, staysCertain(trigger, readsVitalSigns));
    }

    /** Returns this alert where statements came that were not judged. */
    OpenAlert uncertain() {
        return new OpenAlert(alertId, block, start, told, false);
    }

    /**
     * Returns whether it still surely had ground when it was due, as told, after what leads to a judgement.
     *
     * @param readsVitalSigns whether its rule looks at vital signs
     */
    boolean staysCertain(Trigger trigger, boolean readsVitalSigns) {
        boolean pastStands = trigger instanceof Tick
                || (trigger instanceof Stated stated
                        && stated.occurredAt().isAfter(told.condition().dueAt()))
                || (trigger instanceof Trigger.Remeasured && !readsVitalSigns);
        return certain && pastStands;
    }

    public String blockId() {
        return block.blockId();
    }

    /** Returns the condition as it was last told. */
    public Condition condition() {
        return told.condition();
    }

    public Instant startedAt() {
        return start.at();
    }

    public Duration lateBy() {
        return start.lateBy();
    }

    /** Returns T0 of its block, at the last judgement. */
    public Instant blockAt() {
        return block.blockAt();
    }

    public ClockBasis clockBasis() {
        return block.clockBasis();
    }

    /** Returns the protocol that it was last judged by. */
    public String protocolVersion() {
        return block.protocolVersion();
    }
}

package org.blockwatch.clinical.news2;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.blockwatch.event.Consciousness;
import org.jspecify.annotations.Nullable;

/**
 * One set of observations; null: not measured.
 *
 * @param respiratoryRate breaths per minute
 * @param oxygenation saturation and oxygen
 * @param systolic mmHg
 * @param heartRate beats per minute
 * @param consciousness ACVPU; never UNKNOWN
 * @param temperature °C
 */
public record Observations(
        @Nullable Integer respiratoryRate,
        Oxygenation oxygenation,
        @Nullable Integer systolic,
        @Nullable Integer heartRate,
        @Nullable Consciousness consciousness,
        @Nullable Double temperature) {

    /**
     * Saturation and oxygen; null: not measured.
     *
     * @param spo2 percent
     * @param spo2Scale 1, or 2 for a prescribed target of 88–92 %; goes with its {@code spo2}
     * @param oxygen whether supplemental oxygen is breathed
     */
    public record Oxygenation(
            @Nullable Integer spo2, int spo2Scale, @Nullable Boolean oxygen) {}

    /** Returns the saturation in percent. */
    public @Nullable Integer spo2() {
        return oxygenation.spo2();
    }

    /** Returns the scale by which the saturation is scored. */
    public int spo2Scale() {
        return oxygenation.spo2Scale();
    }

    /** Returns whether supplemental oxygen is breathed. */
    public @Nullable Boolean oxygen() {
        return oxygenation.oxygen();
    }

    /** Returns the parameters that were measured. */
    public Set<News2Parameter> measured() {
        Set<News2Parameter> measured = EnumSet.noneOf(News2Parameter.class);
        for (News2Parameter parameter : News2Parameter.values()) {
            if (value(parameter) != null) {
                measured.add(parameter);
            }
        }
        return measured;
    }

    /** Returns these observations without the parameters that do not pass. */
    public Observations keeping(Predicate<News2Parameter> kept) {
        Integer saturation = kept.test(News2Parameter.SPO2) ? spo2() : null;
        return new Observations(
                kept.test(News2Parameter.RESPIRATION) ? respiratoryRate : null,
                new Oxygenation(
                        saturation,
                        saturation == null ? 1 : spo2Scale(),
                        kept.test(News2Parameter.OXYGEN) ? oxygen() : null),
                kept.test(News2Parameter.SYSTOLIC) ? systolic : null,
                kept.test(News2Parameter.PULSE) ? heartRate : null,
                kept.test(News2Parameter.CONSCIOUSNESS) ? consciousness : null,
                kept.test(News2Parameter.TEMPERATURE) ? temperature : null);
    }

    private @Nullable Object value(News2Parameter parameter) {
        return switch (parameter) {
            case RESPIRATION -> respiratoryRate;
            case SPO2 -> spo2();
            case OXYGEN -> oxygen();
            case SYSTOLIC -> systolic;
            case PULSE -> heartRate;
            case CONSCIOUSNESS -> consciousness;
            case TEMPERATURE -> temperature;
        };
    }
}

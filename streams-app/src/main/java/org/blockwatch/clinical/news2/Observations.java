package org.blockwatch.clinical.news2;

import org.blockwatch.event.Consciousness;
import org.jspecify.annotations.Nullable;

/**
 * One set of observations; null: not measured.
 *
 * @param respiratoryRate breaths per minute
 * @param spo2 percent
 * @param spo2Scale 1, or 2 for a prescribed target of 88–92 %
 * @param oxygen whether supplemental oxygen is breathed
 * @param systolic mmHg
 * @param heartRate beats per minute
 * @param consciousness ACVPU; never UNKNOWN
 * @param temperature °C
 */
public record Observations(
        @Nullable Integer respiratoryRate,
        @Nullable Integer spo2,
        int spo2Scale,
        @Nullable Boolean oxygen,
        @Nullable Integer systolic,
        @Nullable Integer heartRate,
        @Nullable Consciousness consciousness,
        @Nullable Double temperature) {}

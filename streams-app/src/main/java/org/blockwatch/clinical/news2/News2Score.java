package org.blockwatch.clinical.news2;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.blockwatch.event.Consciousness;
import org.jspecify.annotations.Nullable;

/**
 * A National Early Warning Score.
 *
 * @param byParameter the points of each parameter that was measured
 * @param complete whether every parameter was measured; otherwise the score is PARTIAL: a lower bound
 */
public record News2Score(Map<News2Parameter, Integer> byParameter, boolean complete) {

    private static final int NEW_IMPAIRMENT = 3;
    private static final int ON_OXYGEN = 2;

    public News2Score {
        byParameter = Collections.unmodifiableMap(new EnumMap<>(byParameter));
    }

    /** Scores one set of observations. */
    public static News2Score of(Observations observed) {
        return of(List.of(observed));
    }

    /** Scores several sets of observations together: of several values of one parameter the worst counts. */
    public static News2Score of(Collection<Observations> together) {
        Map<News2Parameter, Integer> points = new EnumMap<>(News2Parameter.class);
        Boolean oxygen = oxygen(together);
        for (Observations observed : together) {
            put(points, News2Parameter.RESPIRATION, points(News2Chart.RESPIRATION, observed.respiratoryRate()));
            put(points, News2Parameter.SPO2, saturation(observed, oxygen));
            put(points, News2Parameter.OXYGEN, oxygen(observed.oxygen()));
            put(points, News2Parameter.SYSTOLIC, points(News2Chart.SYSTOLIC, observed.systolic()));
            put(points, News2Parameter.PULSE, points(News2Chart.PULSE, observed.heartRate()));
            put(points, News2Parameter.CONSCIOUSNESS, consciousness(observed.consciousness()));
            put(points, News2Parameter.TEMPERATURE, points(News2Chart.TEMPERATURE, tenths(observed.temperature())));
        }
        // Scale 2 above the target with oxygen unknown scores 0 here; the missing oxygen already makes it PARTIAL.
        return new News2Score(points, points.size() == News2Parameter.values().length);
    }

    /** Returns the sum. */
    public int points() {
        int sum = 0;
        for (int points : byParameter.values()) {
            sum += points;
        }
        return sum;
    }

    /** Returns the points of the worst single parameter. */
    public int worst() {
        int worst = 0;
        for (int points : byParameter.values()) {
            worst = Math.max(worst, points);
        }
        return worst;
    }

    private static @Nullable Integer saturation(Observations observed, @Nullable Boolean oxygen) {
        Integer spo2 = observed.spo2();
        if (observed.spo2Scale() != 2) {
            return points(News2Chart.SPO2_SCALE_1, spo2);
        }
        boolean onOxygen = Boolean.TRUE.equals(oxygen);
        return points(onOxygen ? News2Chart.SPO2_SCALE_2_ON_OXYGEN : News2Chart.SPO2_SCALE_2_ON_AIR, spo2);
    }

    /** Oxygen scores more than air. */
    private static @Nullable Boolean oxygen(Collection<Observations> together) {
        Boolean oxygen = null;
        for (Observations observed : together) {
            oxygen = Boolean.TRUE.equals(oxygen) || observed.oxygen() == null ? oxygen : observed.oxygen();
        }
        return oxygen;
    }

    private static @Nullable Integer oxygen(@Nullable Boolean oxygen) {
        if (oxygen == null) {
            return null;
        }
        return oxygen ? ON_OXYGEN : 0;
    }

    private static @Nullable Integer consciousness(@Nullable Consciousness level) {
        if (level == null) {
            return null;
        }
        return level == Consciousness.A ? 0 : NEW_IMPAIRMENT;
    }

    /** Rounds half up in decimal, as written: 36.05 is 361 tenths. */
    private static @Nullable Integer tenths(@Nullable Double celsius) {
        return celsius == null
                ? null
                : BigDecimal.valueOf(celsius)
                        .setScale(1, HALF_UP)
                        .movePointRight(1)
                        .intValueExact();
    }

    private static @Nullable Integer points(News2Chart chart, @Nullable Integer value) {
        return value == null ? null : chart.points(value);
    }

    private static void put(Map<News2Parameter, Integer> points, News2Parameter parameter, @Nullable Integer scored) {
        if (scored != null) {
            points.merge(parameter, scored, Math::max);
        }
    }
}

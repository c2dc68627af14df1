package org.blockwatch.clinical.news2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.blockwatch.clinical.news2.Observations.Oxygenation;
import org.blockwatch.event.Consciousness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The chart of the Royal College of Physicians, both edges of every band. */
class News2Test {

    private static final Observations WELL =
            new Observations(16, new Oxygenation(97, 1, false), 120, 72, Consciousness.A, 36.8);

    @ParameterizedTest
    @CsvSource({
        "RESPIRATION, 0, 3",
        "RESPIRATION, 8, 3",
        "RESPIRATION, 9, 1",
        "RESPIRATION, 11, 1",
        "RESPIRATION, 12, 0",
        "RESPIRATION, 20, 0",
        "RESPIRATION, 21, 2",
        "RESPIRATION, 24, 2",
        "RESPIRATION, 25, 3",
        "SPO2_SCALE_1, 0, 3",
        "SPO2_SCALE_1, 91, 3",
        "SPO2_SCALE_1, 92, 2",
        "SPO2_SCALE_1, 93, 2",
        "SPO2_SCALE_1, 94, 1",
        "SPO2_SCALE_1, 95, 1",
        "SPO2_SCALE_1, 96, 0",
        "SPO2_SCALE_1, 100, 0",
        "SPO2_SCALE_2_ON_AIR, 83, 3",
        "SPO2_SCALE_2_ON_AIR, 84, 2",
        "SPO2_SCALE_2_ON_AIR, 85, 2",
        "SPO2_SCALE_2_ON_AIR, 86, 1",
        "SPO2_SCALE_2_ON_AIR, 87, 1",
        "SPO2_SCALE_2_ON_AIR, 88, 0",
        "SPO2_SCALE_2_ON_AIR, 92, 0",
        "SPO2_SCALE_2_ON_AIR, 93, 0",
        "SPO2_SCALE_2_ON_AIR, 100, 0",
        "SPO2_SCALE_2_ON_OXYGEN, 83, 3",
        "SPO2_SCALE_2_ON_OXYGEN, 84, 2",
        "SPO2_SCALE_2_ON_OXYGEN, 85, 2",
        "SPO2_SCALE_2_ON_OXYGEN, 86, 1",
        "SPO2_SCALE_2_ON_OXYGEN, 87, 1",
        "SPO2_SCALE_2_ON_OXYGEN, 88, 0",
        "SPO2_SCALE_2_ON_OXYGEN, 92, 0",
        "SPO2_SCALE_2_ON_OXYGEN, 93, 1",
        "SPO2_SCALE_2_ON_OXYGEN, 94, 1",
        "SPO2_SCALE_2_ON_OXYGEN, 95, 2",
        "SPO2_SCALE_2_ON_OXYGEN, 96, 2",
        "SPO2_SCALE_2_ON_OXYGEN, 97, 3",
        "SYSTOLIC, 0, 3",
        "SYSTOLIC, 90, 3",
        "SYSTOLIC, 91, 2",
        "SYSTOLIC, 100, 2",
        "SYSTOLIC, 101, 1",
        "SYSTOLIC, 110, 1",
        "SYSTOLIC, 111, 0",
        "SYSTOLIC, 219, 0",
        "SYSTOLIC, 220, 3",
        "PULSE, 0, 3",
        "PULSE, 40, 3",
        "PULSE, 41, 1",
        "PULSE, 50, 1",
        "PULSE, 51, 0",
        "PULSE, 90, 0",
        "PULSE, 91, 1",
        "PULSE, 110, 1",
        "PULSE, 111, 2",
        "PULSE, 130, 2",
        "PULSE, 131, 3",
        "TEMPERATURE, 350, 3",
        "TEMPERATURE, 351, 1",
        "TEMPERATURE, 360, 1",
        "TEMPERATURE, 361, 0",
        "TEMPERATURE, 380, 0",
        "TEMPERATURE, 381, 1",
        "TEMPERATURE, 390, 1",
        "TEMPERATURE, 391, 2"
    })
    void shouldScoreBothEdgesOfEveryBand(News2Chart chart, int value, int points) {
        assertThat(chart.points(value)).isEqualTo(points);
    }

    @ParameterizedTest
    @EnumSource(News2Chart.class)
    void shouldPutEveryWholeNumberInOneBand(News2Chart chart) {
        List<News2Band> bands = chart.bands();
        assertThat(bands.get(0).from()).isEqualTo(Integer.MIN_VALUE);
        assertThat(bands.get(bands.size() - 1).to()).isEqualTo(Integer.MAX_VALUE);
        for (int i = 1; i < bands.size(); i++) {
            assertThat(bands.get(i).from()).isEqualTo(bands.get(i - 1).to() + 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"35.04, 3", "35.05, 1", "36.04, 1", "36.05, 0", "38.04, 0", "38.05, 1", "39.04, 1", "39.05, 2"})
    void shouldRoundTemperatureHalfUpAsWritten(double celsius, int points) {
        Observations observed = new Observations(16, new Oxygenation(97, 1, false), 120, 72, Consciousness.A, celsius);
        assertThat(News2Score.of(observed).points()).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({"A, 0", "C, 3", "V, 3", "P, 3", "U, 3"})
    void shouldScoreAnyNewImpairmentOfConsciousness(Consciousness level, int points) {
        Observations observed = new Observations(16, new Oxygenation(97, 1, false), 120, 72, level, 36.8);
        assertThat(News2Score.of(observed).points()).isEqualTo(points);
    }

    @Test
    void shouldAddThePointsOfAllParameters() {
        News2Score score =
                News2Score.of(new Observations(26, new Oxygenation(93, 1, true), 88, 135, Consciousness.C, 39.1));
        assertThat(score.points()).isEqualTo(3 + 2 + 2 + 3 + 3 + 3 + 2);
        assertThat(score.worst()).isEqualTo(3);
        assertThat(score.complete()).isTrue();
        assertThat(News2Score.of(WELL).points()).isZero();
    }

    @Test
    void shouldBeALowerBoundWhereAParameterIsMissing() {
        News2Score score = News2Score.of(new Observations(null, new Oxygenation(null, 1, null), null, 131, null, null));
        assertThat(score.points()).isEqualTo(3);
        assertThat(score.complete()).isFalse();
        assertThat(score.byParameter()).containsOnlyKeys(News2Parameter.PULSE);
    }

    @ParameterizedTest
    @CsvSource({"92, true, 2, true", "93, true, 3, true", "97, true, 5, true", "97, false, 0, true", "97, , 0, false"})
    void shouldAskOnScale2WhetherOxygenIsBreathed(int spo2, @Nullable Boolean oxygen, int points, boolean complete) {
        News2Score score =
                News2Score.of(new Observations(16, new Oxygenation(spo2, 2, oxygen), 120, 72, Consciousness.A, 36.8));
        assertThat(score.points()).isEqualTo(points);
        assertThat(score.complete()).isEqualTo(complete);
    }
}

package org.blockwatch.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.blockwatch.cli.report.SurvivalCurve.Observation;
import org.blockwatch.cli.report.SurvivalCurve.Step;
import org.junit.jupiter.api.Test;

class SurvivalCurveTest {

    /**
     * Remission of leukaemia under 6-mercaptopurine, in weeks, + for who was lost (Freireich and others, Blood 21, 1963; Gehan
     * 1965): the worked example of most textbooks, with the limits that SAS and R give on the scale of log(−log S).
     */
    private static final String REMISSION = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+";

    private static final double[][] PUBLISHED = {
        // week, at risk, events, remaining, standard error, low, high
        {6, 21, 3, 0.8571, 0.0764, 0.6197, 0.9516},
        {7, 17, 1, 0.8067, 0.0869, 0.5631, 0.9228},
        {10, 15, 1, 0.7529, 0.0963, 0.5032, 0.8894},
        {13, 12, 1, 0.6902, 0.1068, 0.4316, 0.8491},
        {16, 11, 1, 0.6275, 0.1141, 0.3675, 0.8049},
        {22, 7, 1, 0.5378, 0.1282, 0.2678, 0.7468},
        {23, 6, 1, 0.4482, 0.1346, 0.1881, 0.6801}
    };

    private final SurvivalCurve curve = SurvivalCurve.of(Arrays.stream(REMISSION.split(" "))
            .map(SurvivalCurveTest::observation)
            .toList());

    @Test
    void shouldAgreeWithThePublishedExample() {
        assertThat(curve.steps()).hasSize(PUBLISHED.length);
        for (var n = 0; n < PUBLISHED.length; n++) {
            Step step = curve.steps().get(n);
            double[] published = PUBLISHED[n];
            assertThat(step.at()).isEqualTo(weeks((int) published[0]));
            assertThat(step.atRisk()).isEqualTo((int) published[1]);
            assertThat(step.events()).isEqualTo((int) published[2]);
            assertThat(step.remaining()).isCloseTo(published[3], within(0.0001));
            assertThat(step.spread().standardError()).isCloseTo(published[4], within(0.0001));
            assertThat(step.spread().low()).isCloseTo(published[5], within(0.0002));
            assertThat(step.spread().high()).isCloseTo(published[6], within(0.0002));
        }
        assertThat(curve.median()).hasValue(weeks(23));
        assertThat(curve.events()).isEqualTo(9);
        assertThat(curve.atRisk(weeks(8))).isEqualTo(16);
        assertThat(curve.remaining(weeks(21))).isCloseTo(0.6275, within(0.0001));
    }

    @Test
    void shouldBeThePlainShareWhereNobodyIsLost() {
        var all = SurvivalCurve.of(IntStream.rangeClosed(1, 10)
                .mapToObj(week -> new Observation(weeks(week), true))
                .toList());

        assertThat(all.remaining(weeks(3))).isCloseTo(0.7, within(1e-9));
        assertThat(all.remaining(weeks(10))).isZero();
        assertThat(all.median()).hasValue(weeks(5));
    }

    @Test
    void shouldHaveNoStepWithoutAnEvent() {
        assertThat(SurvivalCurve.of(List.of(new Observation(weeks(1), false))).steps())
                .isEmpty();
        assertThat(SurvivalCurve.of(List.of()).median()).isEmpty();
    }

    private static Observation observation(String text) {
        return new Observation(weeks(Integer.parseInt(text.replace("+", ""))), !text.endsWith("+"));
    }

    private static Duration weeks(int weeks) {
        return Duration.ofDays(7L * weeks);
    }
}

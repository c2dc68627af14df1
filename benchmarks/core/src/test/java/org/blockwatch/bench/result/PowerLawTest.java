package org.blockwatch.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PowerLawTest {

    @Test
    void shouldFindTheExponentOfWhatIsAPowerLaw() {
        PowerLaw law = PowerLaw.fitted(Map.of(1, 3.0, 100, 30.0, 10_000, 300.0));

        assertThat(law.exponent()).isCloseTo(0.5, within(1e-9));
        assertThat(law.factor()).isCloseTo(3, within(1e-9));
    }

    @Test
    void shouldFindNoGrowthInWhatIsFlat() {
        assertThat(PowerLaw.fitted(Map.of(1_000, 7.0, 1_000_000, 7.0)).exponent())
                .isCloseTo(0, within(1e-9));
    }

    @Test
    void shouldNotFitASinglePoint() {
        assertThatThrownBy(() -> PowerLaw.fitted(Map.of(1_000, 7.0))).isInstanceOf(IllegalArgumentException.class);
    }
}

package org.blockwatch.consumer.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.schemas.Canary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryRoundTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void shouldChartTheVerySameOnEveryInstance() {
        assertThat(round(NOON, MINUTE).statements())
                .isEqualTo(round(NOON, MINUTE).statements());
        assertThat(CanaryRound.begin(NOON.plusSeconds(3), MINUTE))
                .isEqualTo(CanaryRound.begin(NOON.plusSeconds(57), MINUTE));
    }

    @Test
    void shouldBeAPatientThatIsNobody() {
        assertThat(Canary.is(round(NOON, MINUTE).patientId())).isTrue();
    }

    /** Whatever the pace is, and however it changes: a revision that is not greater would be passed over. */
    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT10S", "PT1M", "PT10M"})
    void shouldReplaceWhatItsEarlierTurnsHaveLeft(String pace) {
        Duration every = Duration.parse(pace);
        Map<String, Integer> last = new HashMap<>();
        Instant begin = CanaryRound.begin(NOON, every);
        for (int i = 0; i < 3 * CanaryRound.PATIENTS; i++, begin = begin.plus(every)) {
            CanaryRound round = round(begin, every);
            int taken = ((BlockPerformed) round.retractions().get(1)).getRevision();
            assertThat(round.revision()).isGreaterThan(last.getOrDefault(round.patientId(), -1));
            last.put(round.patientId(), taken);
        }
        assertThat(last).hasSize(CanaryRound.PATIENTS);
    }

    @Test
    void shouldTakeBackTheAssessmentBeforeItsBlock() {
        List<Class<?>> order = new ArrayList<>();
        round(NOON, MINUTE).retractions().forEach(statement -> order.add(statement.getClass()));
        assertThat(order).containsExactly(NeuroAssessment.class, BlockPerformed.class);
    }

    @Test
    void shouldTakeBackWhatAnEarlierRoundHasLeftCharted() {
        CanaryRound left = round(NOON, MINUTE);
        CanaryRound cleaner = CanaryRound.leftBy(left.patientId(), NOON.plusSeconds(90), NOON.plusSeconds(90));
        assertThat(((BlockPerformed) cleaner.retractions().get(1)).getRevision())
                .isGreaterThan(left.revision());
    }

    private static CanaryRound round(Instant begin, Duration every) {
        return CanaryRound.of(begin, every, begin);
    }
}

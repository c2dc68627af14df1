package org.blockwatch.streams.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.Priority;
import org.blockwatch.streams.escalation.LadderLife.Found;
import org.blockwatch.streams.escalation.LadderLife.Matter;
import org.blockwatch.streams.escalation.LadderPhase.Acknowledged;
import org.blockwatch.streams.escalation.LadderPhase.Ended;
import org.blockwatch.streams.escalation.LadderPhase.OnBoard;
import org.blockwatch.streams.escalation.LadderPhase.Paging;
import org.blockwatch.streams.escalation.LadderPhase.Settling;
import org.junit.jupiter.api.Test;

class LadderTransitionsTest {

    private static final Instant AT = AlertExamples.NINE;
    private static final List<LadderPhase> PHASES = List.of(
            new OnBoard(), new Settling(AT), new Paging(AT, null), new Acknowledged("ann", AT, null), new Ended(AT));

    @Test
    void shouldAllowWhatTheTableSaysAndNothingElse() {
        for (LadderPhase before : PHASES) {
            for (LadderPhase next : PHASES) {
                boolean allowed =
                        LadderTransitions.ALLOWED.get(before.getClass()).contains(next.getClass());
                if (allowed) {
                    assertThat(LadderTransitions.checked(before, next)).isSameAs(next);
                } else {
                    assertThatThrownBy(() -> LadderTransitions.checked(before, next))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("cannot become");
                }
            }
        }
    }

    /** What no life goes through does not belong in the table. */
    @Test
    void shouldBeGoneThroughInFullByLivesAsChanceHasThem() {
        Random chance = new Random(11);
        Set<List<Class<?>>> seen = new HashSet<>();
        for (int life = 0; life < 60; life++) {
            LadderLife one = new LadderLife(Duration.ZERO, false);
            for (int step = 0; step < 30; step++) {
                happen(one, chance);
            }
            seen.addAll(one.patient.passages);
        }
        Set<List<Class<?>>> allowed = new HashSet<>();
        LadderTransitions.ALLOWED.forEach((from, all) -> all.forEach(to -> allowed.add(List.of(from, to))));
        seen.remove(List.of(Ended.class, Ended.class)); // told, or forgotten: the phase stays

        assertThat(seen).isEqualTo(allowed);
    }

    private static void happen(LadderLife life, Random chance) {
        switch (chance.nextInt(4)) {
            case 0 ->
                life.answered(
                        chance.nextBoolean() ? AlertResponseKind.ACKNOWLEDGED : AlertResponseKind.DECLINED,
                        "ann",
                        -1,
                        Duration.ZERO);
            case 1 -> life.passes(Duration.ofMillis(chance.nextInt(400_000)));
            default ->
                life.judged(List.of(new Found(
                        Matter.values()[chance.nextInt(3)],
                        Optional.of(Priority.values()[chance.nextInt(4)]).filter(some -> chance.nextInt(8) > 0))));
        }
    }

    @Test
    void shouldNameEveryPhase() {
        assertThat(Set.<Object>copyOf(LadderTransitions.ALLOWED.keySet()))
                .isEqualTo(Set.<Object>of((Object[]) LadderPhase.class.getPermittedSubclasses()))
                .hasSize(PHASES.size());
    }

    @Test
    void shouldLetNothingFollowTheEnd() {
        assertThat(LadderTransitions.ALLOWED.get(Ended.class)).isEmpty();
        assertThat(Map.copyOf(LadderTransitions.ALLOWED).values().stream().filter(Set::isEmpty))
                .as("every other ladder can end")
                .hasSize(1);
    }
}

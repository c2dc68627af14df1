package org.blockwatch.streams.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

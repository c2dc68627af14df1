package org.blockwatch.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.blockwatch.streams.detection.PatientStories;
import org.blockwatch.streams.site.ProtocolFile;
import org.junit.jupiter.api.Test;

/** What a recovery keeps, and when one step leads on; the laws say that both ways lead to the same. */
class RecoveryTest {

    private static final Protocols PROTOCOLS = ProtocolFile.shipped();
    private static final Instant T0 = Instant.parse("2026-03-01T09:00:00Z");
    private static final Instant END = T0.plus(Duration.ofHours(72));

    @Test
    void shouldForgetABlockOnceNothingCanOpenItAgain() {
        String[] quiet = {"09:00 block b1 left", "3+08:59:59.999 vitals v1 well"};
        String[] watched = {"09:00 block b1 left", "3+09:00 vitals v1 well"};
        String[] numb = {"09:00 block b1 left", "10:00 exam a1 slr:UA", "3+09:00 vitals v1 well"};
        assertThat(kept(END, watched)).isEmpty();
        assertThat(kept(END.minusMillis(1), watched)).containsExactly("b1");
        assertThat(kept(END, quiet)).containsExactly("b1"); // one that is charted late may still show a deficit
        assertThat(kept(END, numb)).containsExactly("b1");
    }

    @Test
    void shouldForgetABlockThatAnotherHasTakenOver() {
        String[] blocks = {"09:00 block b1 left", "10:00 block b2 left"};
        assertThat(kept(T0.plus(Duration.ofHours(1)).minusMillis(1), blocks)).containsExactly("b1", "b2");
        assertThat(kept(T0.plus(Duration.ofHours(1)), blocks)).containsExactly("b2");
    }

    @Test
    void shouldPutTheLatestBlockLastWhicheverBeganFirst() {
        Recovery recovery = after("09:00 block b1 left", "12:00 block b2 left first:08:00");
        assertThat(recovery.blocks())
                .extracting(picture -> picture.block().blockId())
                .containsExactly("b1", "b2");
        assertThat(recovery.latestBaseline().rank())
                .isEqualTo(recovery.blocks().get(1).block().rank());
    }

    @Test
    void shouldGoOnByOneStepOnlyWhereStatementsComeInOrder() {
        String[] lines = {"09:00 block b1 left", "10:00 exam a1 complete", "10:00 vitals v1 well"};
        Recovery known = after(lines[0], lines[1]);
        assertThat(known.then(statement(lines[2]), PROTOCOLS)).contains(after(lines));
        assertThat(known.then(statement(lines[1]), PROTOCOLS)).isEmpty();
        assertThat(known.then(statement("09:30 exam a0 complete"), PROTOCOLS)).isEmpty();
        assertThat(known.then(statement("11:00 block b2 left"), PROTOCOLS)).isEmpty();
    }

    @Test
    void shouldFoldAgainWhatWasMeasuredBeforeASeizure() {
        String[] lines = {
            "09:00 block b1 left",
            "09:01 vitals v1 acvpu:V",
            "09:03 care c1 SEIZURE",
            "09:02 vitals v2 sys:120 hr:70 acvpu:A"
        };
        Recovery known = after(lines[0], lines[1], lines[2]);
        assertThat(known.then(statement(lines[3]), PROTOCOLS))
                .as("the seizure began what v1 had begun before")
                .isEmpty();
        assertThat(after(lines).blocks().get(0).progress().since())
                .containsEntry(Run.LAST_SUSPECTED, T0.plus(Duration.ofMinutes(3)));
    }

    private static List<String> kept(Instant now, String... lines) {
        return after(lines).withoutClosed(now, PROTOCOLS).pictures().stream()
                .map(picture -> picture.block().blockId())
                .toList();
    }

    private static Recovery after(String... lines) {
        return Recovery.unknown("p1").after(PatientStories.statements(lines), PROTOCOLS);
    }

    private static Statement statement(String line) {
        return PatientStories.statements(line).get(0);
    }
}

package org.blockwatch.streams.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.blockwatch.clinical.Position;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.clinical.Statement;
import org.blockwatch.streams.detection.StatementJson;
import org.blockwatch.streams.site.ProtocolFile;
import org.blockwatch.streams.statement.StatementMapper;
import org.junit.jupiter.api.Test;

/** A patient who is examined every ten minutes from 09:05 on, with vital signs between, and what is charted late of them. */
class CheckpointsTest {
    private static final Protocols PROTOCOLS = ProtocolFile.shipped();

    private final Checkpoints checkpoints = new Checkpoints();
    private final Map<Position, Statement> charted = new TreeMap<>();
    private final List<Position> asked = new ArrayList<>();
    private Recovery now = Recovery.unknown("p1");

    private void watchUntil(int hour) {
        state("09:00 block b left");
        now = fromScratch();
        checkpoints.pass(now);
        for (int minute = 9 * 60 + 5; minute < hour * 60; minute += 10) {
            inOrder("%02d:%02d exam a%d complete".formatted(minute / 60, minute % 60, minute));
            inOrder("%02d:%02d vitals v%d well".formatted(minute / 60, minute % 60 + 2, minute));
        }
    }

    private Statement state(String line) {
        Statement statement =
                StatementMapper.standing(StatementJson.parse(line).statement()).orElseThrow();
        charted.put(statement.position(), statement);
        return statement;
    }

    private void inOrder(String line) {
        Statement statement = state(line);
        now = now.then(statement, PROTOCOLS).orElseThrow();
        if (line.contains(" exam ")) {
            checkpoints.note(statement.position());
        }
        checkpoints.pass(now);
    }

    private Optional<Recovery> late(String line) {
        asked.clear();
        Optional<Recovery> with = checkpoints.insert(
                state(line),
                now,
                position -> {
                    asked.add(position);
                    return Optional.ofNullable(charted.get(position));
                },
                PROTOCOLS);
        with.ifPresent(recovery -> now = recovery);
        return with;
    }

    private Recovery fromScratch() {
        return Recovery.unknown("p1").after(List.copyOf(charted.values()), PROTOCOLS);
    }

    @Test
    void shouldFoldWhatMakesNoDifferenceLaterOnlyToTheNextCheckpoints() {
        watchUntil(18);

        assertThat(late("12:31 exam late complete")).contains(fromScratch());
        assertThat(asked).hasSizeBetween(1, 16);
    }

    @Test
    void shouldFoldWhatMakesADifferenceToTheEnd() {
        watchUntil(18);

        assertThat(late("12:31 exam late saddle:+")).contains(fromScratch());
        assertThat(asked).hasSizeGreaterThan(30); // a red-flag episode has begun
        assertThat(late("12:41 exam later complete")).contains(fromScratch());
        assertThat(asked).hasSizeLessThan(20); // the episode is in every checkpoint by now
    }

    @Test
    void shouldKeepWhatIsNotedAtTheInstantOfACheckpointTogetherWithIt() {
        watchUntil(12);
        inOrder("12:00 exam m1 complete");
        inOrder("12:30 exam m2 slr:UA");

        assertThat(late("12:30 exam m21 slr:AU"))
                .isEmpty(); // of an instant that is contained: for a fold from the history
        charted.keySet().removeIf(position -> position.eventId().equals("m21"));
        assertThat(late("11:01 exam late slr:UU")).contains(fromScratch());
        assertThat(asked).extracting(Position::eventId).contains("m1", "m2");
    }

    @Test
    void shouldNotTellWhatReachesBeforeTheFirstCheckpointOrIsNotKnownAnyMore() {
        watchUntil(22);

        assertThat(late("09:01 exam early slr:UA")).isEmpty();
        charted.keySet().removeIf(position -> position.eventId().equals("a1055"));
        assertThat(late("17:31 exam late slr:UA")).isEmpty();
    }

    @Test
    void shouldLeaveASeizureToAFoldOfEverything() {
        watchUntil(9);
        inOrder("09:10 exam a1 complete");
        now = now.then(state("09:12 care c1 SEIZURE"), PROTOCOLS).orElseThrow();

        assertThat(late("09:11 exam late slr:UA")).isEmpty();
    }
}

package org.blockwatch.streams.detection;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.blockwatch.clinical.Briefing;
import org.blockwatch.clinical.Judgement.BlockJudgement;
import org.blockwatch.clinical.Statement;
import org.blockwatch.streams.statement.StatementMapper;

/** What becomes of a few lines of a {@link Timeline}, for tests of other packages. */
public final class PatientStories {

    private PatientStories() {}

    /** The briefing on the only block at an instant. */
    public static Briefing briefing(Instant at, String... lines) {
        BlockJudgement block = block(at, lines);
        return Briefing.on(block.picture(), at, block.protocol(), block.zone());
    }

    /** The statements that the lines chart. */
    public static List<Statement> statements(String... lines) {
        return StatementMapper.standing(Arrays.stream(lines)
                .map(line -> StatementJson.parse(line).statement())
                .toList());
    }

    /** What holds for the only block at an instant. */
    public static BlockJudgement block(Instant at, String... lines) {
        ChartedLines chart = Timeline.play(Arrays.asList(lines));
        chart.runUntil(at);
        return chart.judgementAt(at).blocks().get(0);
    }
}

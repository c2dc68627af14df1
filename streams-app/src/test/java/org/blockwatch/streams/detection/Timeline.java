package org.blockwatch.streams.detection;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.streams.site.ProtocolFile;

/**
 * A patient's story, a line an event, in order of arrival, which tells what is charted and what must be open:
 *
 * <pre>
 * 09:00         block  b1 left
 * 09:20         exam   a1 slr:UA                 left UNABLE, right ABLE; see {@link StatementJson} for the words
 * 12:58         exam   a2 slr:AA charted:13:30   true at 12:58, arrives at 13:30
 * 12:59:59.999  open   R6:MEDIUM R13:MEDIUM      these and no others, once what is due at the instant has fired
 * 13:00         ends   R6:SUPERSEDED             these alerts ended at this very instant, for this reason
 * 1+13:00       open   nothing                   on the next day
 * </pre>
 *
 * An alert of another block than b1 is written with it: {@code R13:LOW@b2}.
 */
public final class Timeline {

    private static final String PATIENT = "p1";
    private static final String BLOCK = "b1";

    private final ChartedLines chart;
    private final List<StatementJson> lines;

    private Timeline(List<StatementJson> lines, Protocols protocols) {
        this.chart = new ChartedLines(PATIENT, protocols);
        this.lines = lines;
    }

    /** Tells the story and holds the engine to it. */
    public static void holds(String story) {
        holds(story, ProtocolFile.shipped());
    }

    /** Tells the story under other protocols. */
    public static void holds(String story, Protocols protocols) {
        Timeline timeline = new Timeline(
                story.lines()
                        .filter(line -> !line.isBlank())
                        .map(StatementJson::parse)
                        .toList(),
                protocols);
        timeline.lines.forEach(line -> timeline.play(line, story));
    }

    /** Plays lines that chart and returns the chart; it has run until the last arrival. */
    public static ChartedLines play(List<String> lines) {
        ChartedLines chart = new ChartedLines(PATIENT, ProtocolFile.shipped());
        for (String text : lines) {
            StatementJson line = StatementJson.parse(text);
            chart.arrives(line.arrival(), line.statement());
        }
        return chart;
    }

    private void play(StatementJson line, String story) {
        switch (line.verb()) {
            case "open" -> {
                chart.runUntil(line.at());
                Set<String> open = chart.threads().open().values().stream()
                        .map(alert ->
                                word(alert.condition().rule(), alert.condition().priority(), alert.blockId()))
                        .collect(toCollection(TreeSet::new));
                assertThat(open).as(where(line, story)).isEqualTo(expected(line));
            }
            case "ends" -> {
                chart.runUntil(line.at());
                Set<String> ended = ended(line.at()).stream()
                        .map(alert -> word(alert.getRule(), alert.getEndReason(), alert.getBlockId()))
                        .collect(toCollection(TreeSet::new));
                assertThat(ended).as(where(line, story)).isEqualTo(expected(line));
            }
            default -> chart.arrives(line.arrival(), line.statement());
        }
    }

    private List<Alert> ended(Instant at) {
        return chart.transitions().stream()
                .filter(alert ->
                        alert.getPhase() == AlertPhase.END && alert.getAt().equals(at))
                .toList();
    }

    private static Set<String> expected(StatementJson line) {
        return Arrays.stream(line.words())
                .filter(word -> !word.equals("nothing"))
                .collect(toCollection(TreeSet::new));
    }

    private static String word(String rule, Enum<?> what, String blockId) {
        return rule + ":" + what + (blockId.equals(BLOCK) ? "" : "@" + blockId);
    }

    private static String where(StatementJson line, String story) {
        return story.lines()
                .map(text -> text.equals(line.text()) ? text + "   <==" : text)
                .collect(joining("\n", "\n", "\n"));
    }
}

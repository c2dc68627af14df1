package org.blockwatch.streams.detection;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import org.blockwatch.clinical.Statement;
import org.blockwatch.streams.statement.StatementEnvelope;
import org.blockwatch.streams.statement.StatementMapper;

/** Statements that stand of one patient, in order of arrival. */
public final class PatientCharts {

    private PatientCharts() {}

    /** Many statements about one block within half a day, other blocks among them. */
    public static Arbitrary<List<Statement>> closelyWatched() {
        return AnyPatient.closelyWatched().map(charted -> standing(AnyPatient.lines(charted).stream()));
    }

    /** A block, and an examination in each of so many minutes. */
    public static List<Statement> examinedEveryMinute(int minutes) {
        return standing(Stream.concat(
                Stream.of("09:00 block b1 left"),
                IntStream.range(0, minutes)
                        .map(minute -> 9 * 60 + 1 + minute)
                        .mapToObj(minute -> "%s%02d:%02d exam a%d slr:AA"
                                .formatted(
                                        minute < 24 * 60 ? "" : minute / (24 * 60) + "+",
                                        minute / 60 % 24,
                                        minute % 60,
                                        minute))));
    }

    private static List<Statement> standing(Stream<String> lines) {
        return StatementMapper.standing(lines.map(
                        line -> StatementJson.parse(line).statement())
                .collect(Collectors.toMap(
                        record -> StatementEnvelope.of(record).eventId(), record -> record, (earlier, later) -> later))
                .values());
    }
}

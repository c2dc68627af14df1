package org.blockwatch.streams.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.blockwatch.clinical.Procedure;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.clinical.Statement;
import org.blockwatch.streams.detection.PatientCharts;
import org.blockwatch.streams.site.ProtocolFile;
import org.junit.jupiter.api.Test;

/** What is kept of the past says the same as a fold of all that was known, and saves folding it. */
class PastRecoveriesProperties {
    private static final Protocols PROTOCOLS = ProtocolFile.shipped();

    @Provide
    Arbitrary<List<Statement>> charts() {
        return PatientCharts.closelyWatched();
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void isWhatAFoldOfAllThatWasKnownGives(@ForAll("charts") List<Statement> chart, @ForAll Random random) {
        PastRecoveries past = new PastRecoveries("p1", PROTOCOLS, 5);
        List<Statement> standing = new ArrayList<>(chart);
        for (int n = 0; n < 20; n++) {
            Instant at = chart.get(random.nextInt(chart.size()))
                    .occurredAt()
                    .plus(Duration.ofMinutes(random.nextInt(3) - 1L));
            assertThat(past.at(at, statements(standing))).as("at %s", at).isEqualTo(scratch(standing, at));
            Statement gone = standing.get(random.nextInt(standing.size()));
            if (n % 3 == 0 && standing.remove(gone)) {
                if (gone instanceof Procedure) {
                    past.forgetAll();
                } else {
                    past.forgetSince(gone.occurredAt());
                }
            }
        }
    }

    @Test
    void shouldFoldWhatLiesBetweenAndNotAllOfIt() {
        List<Statement> chart = PatientCharts.examinedEveryMinute(2_000);
        PastRecoveries past = new PastRecoveries("p1", PROTOCOLS, 100);
        Instant last = chart.get(chart.size() - 1).occurredAt();

        past.at(last, statements(chart));
        assertThat(past.folded()).isLessThanOrEqualTo(chart.size());
        long first = past.folded();
        for (int n = 0; n < 50; n++) {
            past.at(last.minus(Duration.ofMinutes(37L * n)), statements(chart));
        }
        assertThat(past.folded() - first).isLessThanOrEqualTo(50 * 100);
        past.forgetSince(last.minus(Duration.ofMinutes(150)));
        long before = past.folded();
        past.at(last, statements(chart));
        assertThat(past.folded() - before).isLessThanOrEqualTo(150 + 100);
    }

    private static PastRecoveries.Statements statements(List<Statement> standing) {
        return (after, through) -> after.equals(Instant.MIN)
                ? standing
                : standing.stream()
                        .filter(statement -> statement.occurredAt().isAfter(after)
                                && !statement.occurredAt().isAfter(through))
                        .toList();
    }

    private static Recovery scratch(List<Statement> standing, Instant at) {
        return Recovery.unknown("p1")
                .after(
                        standing.stream()
                                .filter(statement -> !(statement instanceof Procedure procedure
                                                ? procedure.startedAt()
                                                : statement.occurredAt())
                                        .isAfter(at))
                                .toList(),
                        PROTOCOLS);
    }
}

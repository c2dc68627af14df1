package org.blockwatch.streams.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.streams.detection.SampleStatements.T0;
import static org.blockwatch.streams.detection.SampleStatements.assessment;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.WindowStore;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.state.RecordedStatement;
import org.blockwatch.streams.statement.StatementAdmission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementHistoryTest {
    private WindowStore<Bytes, byte[]> store;
    private StatementHistory history;

    @BeforeEach
    void open(@TempDir Path directory) {
        MockProcessorContext<Void, Void> context =
                new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
        store = StatementHistory.store().withLoggingDisabled().build();
        store.init(context.getStateStoreContext(), store);
        history = new StatementHistory(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static RecordedStatement recorded(NeuroAssessment.Builder statement, Instant receivedAt) {
        return new RecordedStatement(statement.build(), receivedAt);
    }

    private void put(RecordedStatement statement) {
        NeuroAssessment assessment = (NeuroAssessment) statement.getStatement();
        history.put(statement, history.find(assessment.getPatientId(), assessment.getEventId()));
    }

    @Test
    void shouldFindAStatementByItsIdentityAlone() {
        RecordedStatement a = recorded(assessment("p1", "a", T0), T0);
        put(a);

        assertThat(history.find("p1", "a")).contains(a);
        assertThat(history.find("p1", "a2")).isEmpty();
        assertThat(history.find("p", "1a")).isEmpty();
    }

    @Test
    void shouldKeepEachPatientsStatementsTogetherAndApartFromOthers() {
        put(recorded(assessment("p1", "a", T0), T0));
        put(recorded(assessment("p1", "ä", T0.plusSeconds(1)), T0));
        put(recorded(assessment("p10", "a", T0), T0));
        put(recorded(assessment("p", "1a", T0), T0));

        assertThat(history.of("p1"))
                .extracting(row -> ((NeuroAssessment) row.getStatement()).getEventId())
                .containsExactlyInAnyOrder("a", "ä");
    }

    @Test
    void shouldHoldOneRowWhenARevisionMovesTheTime() {
        put(recorded(assessment("p1", "a", T0), T0));
        RecordedStatement moved =
                recorded(assessment("p1", "a", T0.minusSeconds(60)).setRevision(1), T0);
        put(moved);

        assertThat(history.of("p1")).containsExactly(moved);
        assertThat(history.find("p1", "a")).contains(moved);
    }

    @Test
    void shouldOutliveARetractionFromTheEndOfTime() {
        put(recorded(assessment("p1", "a", T0), T0));
        RecordedStatement stray = recorded(
                assessment("p2", "x", Instant.parse("9999-12-31T00:00:00Z"))
                        .setStatus(StatementStatus.ENTERED_IN_ERROR)
                        .setExam(null),
                T0);
        put(stray);

        assertThat(history.find("p1", "a")).isPresent();
        assertThat(history.find("p2", "x")).contains(stray);
    }

    @Test
    void shouldKeepAllThatOccurredAfterTheHorizonWhateverOthersPut() {
        RecordedStatement old = recorded(assessment("p1", "a", T0), T0.plus(Duration.ofHours(96)));
        put(old);
        Instant now = T0.plus(StatementHistory.RETENTION)
                .minus(StatementAdmission.FUTURE)
                .minusMillis(1);
        put(recorded(assessment("p2", "ahead", now.plus(StatementAdmission.FUTURE)), now));

        assertThat(StatementHistory.horizon(now)).isBefore(T0);
        assertThat(history.find("p1", "a")).contains(old);
        assertThat(history.find("p2", "ahead")).isPresent();
    }

    @Test
    void shouldRememberARetractionWhileLowerRevisionsCanStillArrive() {
        RecordedStatement retraction = recorded(
                assessment("p1", "a", T0.minus(Duration.ofDays(30)))
                        .setStatus(StatementStatus.ENTERED_IN_ERROR)
                        .setExam(null),
                T0);
        put(retraction);
        Instant later = T0.plus(Duration.ofDays(5));
        put(recorded(assessment("p2", "later", later), later));

        assertThat(history.find("p1", "a")).contains(retraction);
    }
}

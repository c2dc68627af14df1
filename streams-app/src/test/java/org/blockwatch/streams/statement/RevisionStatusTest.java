package org.blockwatch.streams.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.blockwatch.event.StraightLegRaiseResult.ABLE;
import static org.blockwatch.event.StraightLegRaiseResult.UNABLE;
import static org.blockwatch.streams.detection.SampleStatements.T0;
import static org.blockwatch.streams.detection.SampleStatements.assessment;
import static org.blockwatch.streams.detection.SampleStatements.legs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.event.StraightLegRaise;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.state.RecordedStatement;
import org.blockwatch.streams.intake.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevisionStatusTest {
    private static final Instant EARLIER = T0.plusSeconds(60);
    private static final Instant LATER = T0.plusSeconds(120);

    private static NeuroAssessment.Builder version(
            int revision, @Nullable Instant recordedAt, StraightLegRaiseResult left) {
        return assessment("p1", "a1", T0)
                .setRevision(revision)
                .setRecordedAt(recordedAt)
                .setExam(legs(left, ABLE));
    }

    private static RevisionStatus status(SpecificRecord next, SpecificRecord known) {
        return RevisionStatus.of(StatementEnvelope.of(next), Optional.of(new RecordedStatement(known, T0)));
    }

    @Test
    void shouldTakeACorrectionThatIsRecordedLaterUnderTheSameRevision() {
        assertThat(status(
                        version(0, LATER, ABLE).build(),
                        version(0, EARLIER, UNABLE).build()))
                .isEqualTo(RevisionStatus.REVISION);
        assertThat(status(
                        version(0, EARLIER, UNABLE).build(),
                        version(0, LATER, ABLE).build()))
                .isEqualTo(RevisionStatus.OUTDATED);
        assertThat(status(
                        version(0, EARLIER, ABLE).build(),
                        version(0, null, UNABLE).build()))
                .as("a time that is not stated is before any")
                .isEqualTo(RevisionStatus.REVISION);
    }

    @Test
    void shouldPutTheRevisionBeforeTheTime() {
        assertThat(status(
                        version(1, EARLIER, ABLE).build(),
                        version(0, LATER, UNABLE).build()))
                .isEqualTo(RevisionStatus.REVISION);
    }

    @Test
    void shouldCallADuplicateWhatSaysTheSameAgain() {
        NeuroAssessment known = version(0, EARLIER, ABLE).setSource("emr").build();
        NeuroExam turned = NeuroExam.newBuilder(legs(ABLE, ABLE)).build();
        List<StraightLegRaise> raises = turned.getStraightLegRaise();
        turned.setStraightLegRaise(List.of(raises.get(1), raises.get(0)));

        assertThat(status(version(0, EARLIER, ABLE).setSource("mirror").build(), known))
                .isEqualTo(RevisionStatus.DUPLICATE);
        assertThat(status(version(0, LATER, ABLE).build(), known)).isEqualTo(RevisionStatus.DUPLICATE);
        assertThat(status(version(3, LATER, ABLE).build(), known)).isEqualTo(RevisionStatus.DUPLICATE);
        assertThat(status(version(0, EARLIER, ABLE).setExam(turned).build(), known))
                .isEqualTo(RevisionStatus.DUPLICATE);
    }

    @Test
    void shouldRefuseOtherContentOnlyUnderTheSameRevisionAndTime() {
        assertThatThrownBy(() -> status(
                        version(0, EARLIER, ABLE).build(),
                        version(0, EARLIER, UNABLE).build()))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CONFLICTING_REVISION));
    }

    @Test
    void shouldCallEveryFurtherRetractionADuplicate() {
        NeuroAssessment.Builder retraction = version(1, EARLIER, ABLE).setStatus(StatementStatus.ENTERED_IN_ERROR);

        assertThat(status(
                        retraction.setExam(null).build(),
                        version(0, LATER, ABLE).build()))
                .isEqualTo(RevisionStatus.RETRACTION);
        assertThat(status(
                        retraction
                                .setRecordedAt(LATER)
                                .setOccurredAt(T0.plusSeconds(1))
                                .build(),
                        version(1, EARLIER, ABLE)
                                .setStatus(StatementStatus.ENTERED_IN_ERROR)
                                .build()))
                .isEqualTo(RevisionStatus.DUPLICATE);
    }
}

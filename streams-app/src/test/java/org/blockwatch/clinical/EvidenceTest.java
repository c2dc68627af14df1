package org.blockwatch.clinical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.event.AlertCode.DEFICIT_PERSISTS_4H;
import static org.blockwatch.event.AlertCode.RED_FLAG_MRI;
import static org.blockwatch.event.AlertCode.UNEXPECTED_DISTRIBUTION;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.blockwatch.event.AlertCode;
import org.blockwatch.streams.detection.PatientStories;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    @Test
    void shouldNameTheAssessmentsThatAnAlertRestsOnAndNoOthers() {
        Map<AlertCode, Set<String>> evidence = PatientStories.block(
                        Instant.parse("2026-03-01T14:00:00Z"),
                        "09:00 block b1 left",
                        "10:00 exam  a1 complete",
                        "10:10 exam  a2 touch:L:BACK:REDUCED",
                        "10:20 exam  a3 pin:L:L5:REDUCED",
                        "10:30 exam  a4 KNEE_EXTENSION:R:4",
                        "10:40 exam  a5 bladder:+ numb:R:S3:REDUCED",
                        "10:50 exam  a6 radicular:LR")
                .conditions()
                .stream()
                .collect(Collectors.toMap(Condition::code, Condition::evidence));
        assertThat(evidence.get(DEFICIT_PERSISTS_4H)).containsExactly("a2", "a3", "a4", "a5");
        assertThat(evidence.get(UNEXPECTED_DISTRIBUTION)).containsExactly("a3", "a5", "a6");
        assertThat(evidence.get(RED_FLAG_MRI)).containsExactly("a3", "a4", "a5", "a6");
    }

    @Test
    void shouldNotCountNumbnessAboveTheSaddleAsOne() {
        assertThat(PatientStories.block(
                                Instant.parse("2026-03-01T10:30:00Z"),
                                "09:00 block b1 left",
                                "10:00 exam  a1 touch:L:L5:REDUCED",
                                "10:10 exam  a2 touch:L:S3:REDUCED",
                                "10:20 exam  a3 touch:L:S4_S5:REDUCED")
                        .conditions())
                .filteredOn(condition -> condition.code() == RED_FLAG_MRI)
                .flatExtracting(Condition::evidence)
                .containsExactly("a2", "a3");
    }
}

package org.blockwatch.clinical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.event.AlertCode.ASSESSMENT_OVERDUE;
import static org.blockwatch.event.AlertCode.DEFICIT_PERSISTS_24H;
import static org.blockwatch.event.AlertCode.DEFICIT_PERSISTS_4H;
import static org.blockwatch.event.AlertCode.LAST_SUSPECTED;
import static org.blockwatch.event.AlertCode.NEWS2_DETERIORATION;
import static org.blockwatch.event.AlertCode.RED_FLAG_MRI;
import static org.blockwatch.event.Priority.HIGH;
import static org.blockwatch.event.Priority.LOW;
import static org.blockwatch.event.Priority.MEDIUM;

import java.time.Duration;
import java.util.List;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Priority;
import org.blockwatch.streams.site.ProtocolFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an alert tells people to do. */
class ActionsTest {

    private static final Protocol PROTOCOL = ProtocolFile.shipped().standard();
    private static final Duration H4 = Duration.ofHours(4);
    private static final Duration H24 = Duration.ofHours(24);

    @Test
    void shouldSayFirstWhatTheRuleAsksFor() {
        assertThat(toDo(RED_FLAG_MRI, HIGH, Duration.ofHours(1))).isEqualTo("""
                Call the spinal surgeon and the radiologist on call now.
                Emergency MRI of the lumbar spine within 4 h of the flag.
                Examine and write down: power and sensation of both legs, perineum, bladder, bowel.
                Nothing by mouth until the surgeon has decided.
                Keep in a monitored setting.
                Assess on schedule and document.
                No mobilisation until power has returned.""");
        assertThat(toDo(LAST_SUSPECTED, HIGH, Duration.ofMinutes(-5))).isEqualTo("""
                Call for help now.
                Airway and oxygen: 100 % oxygen, support breathing, protect from injury in a seizure.
                Stop all local anaesthetic.
                Lipid emulsion 20 % as the site's LAST chart says.
                Monitor ECG, pressure and saturation; start resuscitation if there is no pulse.
                Keep in a monitored setting.
                Assess on schedule and document.
                No mobilisation until power has returned.""");
        assertThat(toDo(ASSESSMENT_OVERDUE, LOW, Duration.ofHours(1))).isEqualTo("""
                Assess now.
                Reassure the patient.
                Keep in a monitored setting.
                Assess on schedule and document.
                No mobilisation until power has returned.""");
    }

    @Test
    void shouldFollowTheBandsOfTheArticle() {
        assertThat(toDo(DEFICIT_PERSISTS_4H, MEDIUM, H4)).isEqualTo("""
                Notify the anaesthesiologist.
                Examine power completely: hip flexion (L2–L3), knee extension (L4), ankle dorsiflexion (L5), ankle plantarflexion (S1), toes (L5–S1).
                Examine the reflexes: knee (L4), ankle (S1).
                Document distribution and severity of the sensory loss.
                Urgent MRI if any red flag is present.
                No mobilisation and no discharge until power has returned.""");
        assertThat(toDo(DEFICIT_PERSISTS_24H, HIGH, H24)).isEqualTo("""
                Investigate urgently.
                Follow the institutional emergency protocol.
                Urgent MRI unless done since the 24 h mark.
                Do not explain the deficit by the anaesthetic.""");
        assertThat(toDo(ASSESSMENT_OVERDUE, MEDIUM, H4.minusMillis(1))).contains("Reassure");
        assertThat(toDo(ASSESSMENT_OVERDUE, MEDIUM, H4)).doesNotContain("Reassure");
        assertThat(toDo(ASSESSMENT_OVERDUE, MEDIUM, H24.minusMillis(1))).contains("Notify the anaesthesiologist.");
    }

    @Test
    void shouldSayOnlyWhatThePriorityAsksForAtTheBedside() {
        assertThat(toDo(NEWS2_DETERIORATION, MEDIUM, Duration.ZERO))
                .startsWith("Ask a doctor to see the patient urgently")
                .doesNotContain("Reassure")
                .doesNotContain("emergency team");
        assertThat(toDo(NEWS2_DETERIORATION, HIGH, Duration.ZERO))
                .startsWith("Call the emergency team now")
                .doesNotContain("Ask a doctor");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void shouldNotReassureWhereThePriorityIsHigh(AlertCode code) {
        for (Protocol protocol : List.of(PROTOCOL, ProtocolFile.shipped().named("spinal-anaesthesia"))) {
            assertThat(protocol.toDo(code, HIGH, Duration.ZERO))
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("Reassure"));
        }
    }

    private static String toDo(AlertCode code, Priority priority, Duration age) {
        return String.join("\n", PROTOCOL.toDo(code, priority, age));
    }
}

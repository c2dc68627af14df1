package org.blockwatch.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.blockwatch.event.RiskTag;
import org.blockwatch.streams.detection.PatientStories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TechniqueTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                    agent:LIDOCAINE percent:1.0 ml:0.49 | none
                    agent:MEPIVACAINE percent:2.0       | MEPIVACAINE_HIGH_CONCENTRATION CONCENTRATION_ABOVE_ONE_PERCENT
                    agent:MEPIVACAINE percent:1.9       | CONCENTRATION_ABOVE_ONE_PERCENT
                    agent:LIDOCAINE percent:2.0         | CONCENTRATION_ABOVE_ONE_PERCENT
                    ml:0.5                              | SPREAD_POSSIBLE
                    ml:0.51                             | SPREAD_POSSIBLE VOLUME_EXCESS
                    no-contrast                         | NO_CONTRAST_FLUOROSCOPY
                    no-aspiration                       | NO_ASPIRATION
                    anticoagulated:?                    | ANTICOAGULATION_NOT_STATED
                    """)
    void shouldTagWhatRaisesTheRisk(String technique, String tags) {
        Set<RiskTag> expected = tags == null
                ? Set.of()
                : Arrays.stream(tags.split(" ")).map(RiskTag::valueOf).collect(Collectors.toSet());
        Instant t0 = Instant.parse("2026-03-01T09:00:00Z");
        assertThat(PatientStories.block(t0, "09:00 block b1 left " + technique)
                        .picture()
                        .riskTags())
                .isEqualTo(expected);
    }
}

package org.blockwatch.streams.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.blockwatch.clinical.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolFileTest {

    @Test
    void shouldReadTheProtocolThatIsShipped() {
        Protocol protocol = ProtocolFile.shipped().standard();
        assertThat(protocol.versionedName()).isEqualTo("lumbar-medial-branch-block/2");
        assertThat(protocol.times().expectedEnd()).isEqualTo(Duration.ofHours(4));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    expectedEnd: 4 h        | expectedEnd: 4 hours    | a duration is written like "30 min" or "4 h", not "4 hours"
                    expectedEnd: 4 h        | expectedEnd: 25 h       | PT24H must be longer than PT25H
                    onset: 30 min           | onsett: 30 min          | onset is missing
                    mri: 4 h                | ''                      | mri is missing
                    closeEvery: 15 min      | 'closeEvery: 15 min, x' | 15 min, x
                    title: Lumbar           | 'titel: x\ntitle: Lumbar' | titel
                    tooWeakToLift: 2        | tooWeakToLift: 6        | an MRC grade, 0 to 5, not 6
                    medium: 5               | medium: 7               | limits.news2.medium must be below limits.news2.high
                    KNEE_EXTENSION: [L4]    | ''                      | roots.movements lacks KNEE_EXTENSION
                    SEIZURE: "Seizure"      | ''                      | wording.phrases lacks SEIZURE
                    DEFICIT_PERSISTS_48H:   | DEFICIT_PERSISTS_49H:   | DEFICIT_PERSISTS_49H
                    version: 2              | version: 0              | version must be 1 or more
                    - from: 0 min           | - from: 5 min           | the first of texts.actions.bands must start at 0 min
                    has lasted 48 h         | has lasted 48 h.        | without a full stop: Numbness or weakness has lasted 48 h.
                    first: Assess now.      | ''                      | first is missing
                    expectedEnd: 4 h        | expectedEnd: 24 h       | PT24H must be longer than PT24H
                    tooWeakToLift: 2        | tooWeakToLift: -1       | an MRC grade, 0 to 5, not -1
                    NEWS2_DISAGREES:        | 'UNKNOWN:'              | rules lacks NEWS2_DISAGREES
                    - from: 4 h             | - from: 24 h            | texts.actions.bands must be in order
                    SATISFIED: What         | 'UNKNOWN: What'         | endTexts lacks SATISFIED
                    SUPERSEDED: A graver    | 'EXPIRED: A graver'     | EXPIRED
                    """)
    void shouldSayWhatIsWrongAndWhere(String is, String becomes, String because) throws IOException {
        String sound = text();
        String broken = sound.replace(is, becomes);
        assertThat(broken).isNotEqualTo(sound);
        assertThatThrownBy(() -> ProtocolFile.parse(broken, "site.yaml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("site.yaml")
                .hasMessageContaining(because);
    }

    @Test
    void shouldSayWhichFileCannotBeRead() {
        assertThatThrownBy(() -> ProtocolFile.read(Path.of("nowhere.yaml"))).hasMessageContaining("nowhere.yaml");
    }

    private static String text() throws IOException {
        try (InputStream in = ProtocolFile.class.getResourceAsStream("/protocols/lumbar-medial-branch-block.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

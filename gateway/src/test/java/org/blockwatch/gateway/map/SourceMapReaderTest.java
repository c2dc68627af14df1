package org.blockwatch.gateway.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.blockwatch.service.settings.SettingsException;
import org.junit.jupiter.api.Test;

class SourceMapReaderTest {

    private static final String LEAST = "name: mon\nversion: 1\nzone: Europe/Berlin\nfrom: [{application: MON}]\n";
    private static final String SIGNED = "approved: {by: Dr A, on: 2026-11-20}\n";

    private static SourceMap read(String text) {
        return SourceMapFile.parse("mon.yaml", text, false);
    }

    private static void refused(String text, String... words) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void shouldTakeAnUnsignedMapOnTrialOnly() {
        refused(LEAST, "approved is missing", "trial");
        assertThat(SourceMapFile.parse("mon.yaml", LEAST, true).id()).isEqualTo("mon/1");
        assertThat(read(LEAST + SIGNED).name()).isEqualTo("mon");
    }

    @Test
    void shouldReadTheExampleAndEveryShippedList() {
        SourceMap example = SourceMapFile.parse("example", SourceMapFile.shipped("assessments-example"), true);
        assertThat(example.codes()
                        .meaning(List.of(Code.of("LN", "8867-4")))
                        .orElseThrow()
                        .field())
                .isEqualTo(ContractField.HEART_RATE);
        assertThat(example.codes().meaning(List.of(Code.of("http://snomed.info/sct", "1104051000000101"))))
                .isPresent();
        assertThat(example.codes().meaning(List.of(Code.of("SCT", "1104301000000104"))))
                .as("points are no measurement")
                .isEmpty();
        assertThat(example.codes().isAnticoagulant(List.of(Code.of("ATC", "B01AB05"))))
                .isTrue();
        assertThat(example.codes().isAnticoagulant(List.of(Code.of("ATC", "B01AC06"))))
                .isFalse();
    }

    @Test
    void shouldNeverTakeAPainTestForLiftingTheHeel() {
        refused(
                LEAST + SIGNED + "observations: [{means: straightLegRaise, codes: {L: [SLR]}}]",
                "active-lift",
                "Lasègue");
    }

    @Test
    void shouldSayWhatIsWrongAndWhatToWrite() {
        refused(LEAST + SIGNED + "observations: [{means: heartRate, codes: {LOINC: [\"8867-4\"]}}]", "units", "as-is");
        refused(
                LEAST + SIGNED + "observations: [{means: active-lift, codes: {L: [X]}, values: {ABLE: [\"Y\"]}}]",
                "side is missing",
                "LEFT");
        refused(
                LEAST + SIGNED + "observations: [{means: motor, side: LEFT, movement: TOE, codes: {L: [X]}}]",
                "movement",
                "TOE_MOVEMENT");
        refused(LEAST + SIGNED + "uses: [vitals]", "vitals-loinc");
        refused(LEAST.replace("Europe/Berlin", "Berlin") + SIGNED, "time zone");
        refused(LEAST + SIGNED + "colour: red", "colour");
        String twice = "observations: [{means: systolic, codes: {L: [A]}, units: {as-is: [mmHg]}},"
                + " {means: diastolic, codes: {L: [A]}, units: {as-is: [mmHg]}}]";
        refused(LEAST + SIGNED + twice, "write it once");
    }

    @Test
    void shouldPreferTheMapThatAsksForMost() {
        SourceMap any =
                SourceMapFile.parse("any", LEAST.replace("mon", "any").replace("[{application: MON}]", "any"), true);
        SourceMap one = read(LEAST + SIGNED);
        SourceMaps maps = new SourceMaps(List.of(any, one));
        assertThat(maps.of("MON", "x", "")).contains(one);
        assertThat(maps.of("ADT", "x", "")).contains(any);
        assertThatThrownBy(() -> new SourceMaps(List.of(one, one))).isInstanceOf(SettingsException.class);
    }
}

package org.blockwatch.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.blockwatch.event.CareEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Topics and state stores outlive releases, so every schema reads, and is read by, all released before it. */
class ReleasedSchemasTest {
    private static final String COMMAND = "mvn -q -pl schemas test-compile exec:java@release-schemas";

    private static final Map<String, Schema> CURRENT =
            CurrentSchemas.all().stream().collect(Collectors.toMap(Schema::getFullName, Function.identity()));

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("released")
    void shouldReadAndBeReadByEveryRelease(String path) {
        Schema released = ReleasedSchemas.at(path);
        Schema current = CURRENT.get(released.getFullName());

        assertThat(current)
                .as(
                        "released/%s has no successor. Records of it are in topics or stores of those who run that release:"
                                + " keep src/main/avro's file, even if nothing writes it any more",
                        path)
                .isNotNull();
        assertThat(Compatibility.problems(released, current))
                .as(
                        "%s against released/%s. Give a new field a default, keep an old one (or give it a default in"
                                + " the release that first has it), never change a type; what cannot be said so is a new"
                                + " record on a new topic",
                        current.getFullName(), path)
                .isEmpty();
    }

    /** Or the state that this version writes could not be read by the next. */
    @Test
    void shouldKeepTheSchemasOfThisVersionAsTheyAreOnceItIsReleased() {
        String version = System.getProperty("blockwatch.version");
        Map<String, Long> kept = ReleasedSchemas.index().stream()
                .filter(path -> path.startsWith(version + "/"))
                .map(ReleasedSchemas::at)
                .collect(Collectors.toMap(Schema::getFullName, SchemaNormalization::parsingFingerprint64));
        Map<String, Long> current = CURRENT.values().stream()
                .collect(Collectors.toMap(Schema::getFullName, SchemaNormalization::parsingFingerprint64));

        if (!kept.isEmpty()) {
            Set<String> names = new TreeSet<>(kept.keySet());
            names.addAll(current.keySet());
            names.removeIf(name -> Objects.equals(kept.get(name), current.get(name)));
            assertThat(names)
                    .as(
                            "what differs between released/%s and src/main/avro. Is %s released? Then raise the version."
                                    + " If not: %s",
                            version, version, COMMAND)
                    .isEmpty();
        }
    }

    @Test
    void shouldIndexWhatIsKept() throws IOException {
        assertThat(ReleasedSchemas.index())
                .as("released/index is written by: %s", COMMAND)
                .isEqualTo(ReleaseSchemas.index(Path.of("src/main/resources/released")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a field added without a default | {\"name\":\"detail\" | {\"name\":\"ward\",\"type\":\"string\"},{\"name\":\"detail\" | READER_FIELD_MISSING_DEFAULT_VALUE at /fields/10",
                "a field renamed      | \"eventId\"              | \"id\"              | READER_FIELD_MISSING_DEFAULT_VALUE at /fields/0",
                "a type changed       | \"occurredAt\",\"type\":{\"type\":\"long\" | \"occurredAt\",\"type\":{\"type\":\"string\" | TYPE_MISMATCH at /fields/6/type",
                "a number widened     | \"revision\",\"type\":\"int\" | \"revision\",\"type\":\"long\"   | TYPE_MISMATCH at /fields/1/type",
            })
    void shouldCatch(String change, String from, String to, String problem) {
        assertThat(changes(from, to)).as(change).anyMatch(found -> found.contains(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a symbol added   | \"SEIZURE\"                | \"SEIZURE\",\"FELL\"",
                "a default moved  | \"default\":\"unknown\"    | \"default\":\"feed\"",
                "a field added    | {\"name\":\"detail\"       | {\"name\":\"ward\",\"type\":\"string\",\"default\":\"\"},{\"name\":\"detail\"",
            })
    void shouldLetPass(String change, String from, String to) {
        assertThat(changes(from, to)).as(change).isEmpty();
    }

    private static List<String> changes(String from, String to) {
        String released = CareEvent.getClassSchema().toString();
        assertThat(released).contains(from);
        return Compatibility.problems(parse(released), parse(released.replace(from, to)));
    }

    private static Schema parse(String schema) {
        return new Schema.Parser().parse(schema);
    }

    static List<String> released() {
        return ReleasedSchemas.index();
    }
}

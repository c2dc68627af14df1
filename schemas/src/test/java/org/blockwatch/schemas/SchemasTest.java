package org.blockwatch.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every schema of the contract and of state keeps, since they are the only definition. */
class SchemasTest {
    @ParameterizedTest
    @MethodSource("records")
    void shouldSayWhatEveryRecordAndFieldMeans(Schema record) {
        assertThat(record.getDoc()).as(record.getFullName()).isNotBlank();
        assertThat(record.getFields())
                .allSatisfy(field -> assertThat(field.doc())
                        .as("%s.%s", record.getFullName(), field.name())
                        .isNotBlank());
    }

    /** So that a symbol of a later version is read as "not stated" and not as an error. */
    @ParameterizedTest
    @MethodSource("enums")
    void shouldReadAnUnheardOfSymbolAsUnknown(Schema vocabulary) {
        assertThat(vocabulary.getDoc()).as(vocabulary.getFullName()).isNotBlank();
        assertThat(vocabulary.getEnumDefault()).as(vocabulary.getFullName()).isEqualTo("UNKNOWN");
    }

    static List<Schema> records() {
        return named(Schema.Type.RECORD);
    }

    static List<Schema> enums() {
        return named(Schema.Type.ENUM);
    }

    private static List<Schema> named(Schema.Type type) {
        return CurrentSchemas.all().stream()
                .flatMap(SchemasTest::parts)
                .filter(schema -> schema.getType() == type)
                .distinct()
                .toList();
    }

    /** The schema and all it is made of. */
    private static Stream<Schema> parts(Schema schema) {
        Stream<Schema> inner = switch (schema.getType()) {
            case RECORD -> schema.getFields().stream().map(Schema.Field::schema);
            case ARRAY -> Stream.of(schema.getElementType());
            case UNION -> schema.getTypes().stream();
            default -> Stream.empty();
        };
        return Stream.concat(Stream.of(schema), inner.flatMap(SchemasTest::parts));
    }
}

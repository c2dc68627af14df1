package org.blockwatch.schemas;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.BlockPerformed;

/** Random records of any schema: every type, null, symbol, list length and text that the schema allows. */
final class AnyRecord {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private AnyRecord() {}

    /** A record of any topic. */
    static Arbitrary<SpecificRecord> ofTheContract() {
        return Arbitraries.of(Arrays.stream(Topics.values())
                        .flatMap(topic -> topic.schema().stream())
                        .toList())
                .flatMap(AnyRecord::of);
    }

    /** A record of any state store. */
    static Arbitrary<SpecificRecord> ofState() {
        return Arbitraries.of(CurrentSchemas.ofState()).flatMap(AnyRecord::of);
    }

    static Arbitrary<SpecificRecord> of(Schema schema) {
        List<Arbitrary<Object>> values =
                schema.getFields().stream().map(field -> value(field.schema())).toList();
        return Combinators.combine(values).as(fields -> {
            var record =
                    (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
            for (int i = 0; i < fields.size(); i++) {
                record.put(i, fields.get(i));
            }
            if (record instanceof BlockPerformed block && block.getAnticoagulationNotStated()) {
                block.setAnticoagulated(false); // which then says nothing
            }
            return record;
        });
    }

    private static Arbitrary<Object> value(Schema schema) {
        return switch (schema.getType()) {
            case UNION ->
                Arbitraries.oneOf(
                        schema.getTypes().stream().map(AnyRecord::value).toList());
            case NULL -> Arbitraries.just(null).asGeneric();
            case RECORD -> of(schema).asGeneric();
            case ENUM ->
                Arbitraries.of(schema.getEnumSymbols())
                        .map(symbol -> SpecificData.get().createEnum(symbol, schema));
            case ARRAY -> value(schema.getElementType()).list().ofMaxSize(3).asGeneric();
            case STRING ->
                Arbitraries.strings()
                        .ofMaxLength(12)
                        .filter(text ->
                                text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE))
                        .asGeneric();
            case BOOLEAN -> Arbitraries.of(true, false).asGeneric();
            case INT -> Arbitraries.integers().asGeneric();
            case LONG -> schema.getLogicalType() == null ? Arbitraries.longs().asGeneric() : instants();
            case DOUBLE -> Arbitraries.doubles().asGeneric();
            default -> throw new IllegalArgumentException("no " + schema.getType() + " in the contract");
        };
    }

    private static Arbitrary<Object> instants() {
        return Arbitraries.longs()
                .between(EARLIEST.toEpochMilli(), LATEST.toEpochMilli())
                .map(Instant::ofEpochMilli);
    }
}

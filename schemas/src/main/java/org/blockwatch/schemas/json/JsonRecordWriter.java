package org.blockwatch.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Writes records as JSON, fields in the schema's order. A null that is the field's default is left out. */
public final class JsonRecordWriter {
    private JsonRecordWriter() {}

    /** Writes the record's fields into the object that the generator has begun. */
    public static void writeFields(SpecificRecord record, JsonGenerator json) throws IOException {
        fields(record, json);
    }

    private static void fields(IndexedRecord record, JsonGenerator json) throws IOException {
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = Absence.saidOf(field, record) ? null : record.get(field.pos());
            if (Absence.of(field) != null) {
                continue;
            }
            if (value != null || !isNullByDefault(field)) {
                json.writeFieldName(field.name());
                value(field.schema(), value, json);
            }
        }
    }

    private static boolean isNullByDefault(Schema.Field field) {
        return field.hasDefaultValue() && field.defaultVal() == JsonProperties.NULL_VALUE;
    }

    private static void value(Schema schema, @Nullable Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
            return;
        }
        switch (schema.getType()) {
            case UNION -> value(Nullables.present(schema), value, json);
            case RECORD -> {
                json.writeStartObject();
                fields((IndexedRecord) value, json);
                json.writeEndObject();
            }
            case ARRAY -> {
                json.writeStartArray();
                for (Object item : (Collection<?>) value) {
                    value(schema.getElementType(), item, json);
                }
                json.writeEndArray();
            }
            case STRING, ENUM -> json.writeString(value.toString());
            case BOOLEAN -> json.writeBoolean((Boolean) value);
            case INT -> json.writeNumber((Integer) value);
            case LONG -> {
                if (value instanceof Instant instant) {
                    json.writeString(Instants.format(instant));
                } else {
                    json.writeNumber((Long) value);
                }
            }
            case DOUBLE -> number((Double) value, json);
            default -> throw Nullables.noPlainForm(schema);
        }
    }

    private static void number(double value, JsonGenerator json) throws IOException {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no number for " + value);
        }
        json.writeNumber(value);
    }
}

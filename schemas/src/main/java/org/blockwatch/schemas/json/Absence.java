package org.blockwatch.schemas.json;

import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * A field that says of another that nobody has stated it. The other cannot become nullable without breaking readers of
 * earlier releases; in plain JSON, where it can be null, it needs no field of its own.
 */
final class Absence {
    private static final String OF = "plainJsonAbsent";

    private Absence() {}

    /** Returns the name of the field whose absence a field says; null where it says something else. */
    static @Nullable String of(Schema.Field field) {
        return field.getProp(OF);
    }

    /** Tells whether a record says of a field that nobody has stated it. */
    static boolean saidOf(Schema.Field field, IndexedRecord record) {
        for (Schema.Field other : record.getSchema().getFields()) {
            if (field.name().equals(of(other))) {
                return Boolean.TRUE.equals(record.get(other.pos()));
            }
        }
        return false;
    }
}

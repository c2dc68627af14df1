package org.blockwatch.schemas.registry;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Checks a writer's schema before a byte is read by it. Whoever may register a schema anywhere in the registry chooses how a
 * record is read: one that nests in itself reads a few hundred kilobytes as a hundred thousand levels, and one whose values take
 * no bytes lets a record of ten bytes be read for hours. No schema of the contract, of any release, is near these limits.
 */
final class WriterSchemas {

    private static final int DEEPEST = 50;
    private static final long MOST_VALUES = 100_000;

    private final Map<String, Long> counted = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    private WriterSchemas() {}

    /** @throws IncompatibleSchemaException if a record of this schema could not be read within bounds, with the reason */
    static Schema checked(String what, Schema schema) {
        String problem = new WriterSchemas().problem(schema, 0);
        if (problem != null) {
            throw new IncompatibleSchemaException(
                    what + ": " + problem + ". Such a schema is not used: look for who registered it.");
        }
        return schema;
    }

    private @Nullable String problem(Schema schema, int depth) {
        try {
            values(schema, depth);
            return null;
        } catch (Unbounded e) {
            return e.getMessage();
        }
    }

    /** Returns how many values an instance has that takes one of each collection's elements. */
    private long values(Schema schema, int depth) {
        if (depth > DEEPEST) {
            throw new Unbounded("it nests more than " + DEEPEST + " levels deep");
        }
        long values = switch (schema.getType()) {
            case RECORD -> ofRecord(schema, depth);
            case UNION -> ofUnion(schema, depth);
            case ARRAY -> ofElements(schema.getElementType(), depth);
            case MAP -> values(schema.getValueType(), depth + 1); // each key takes a byte
            default -> 1;
        };
        if (values > MOST_VALUES) {
            throw new Unbounded("a record of it has more than " + MOST_VALUES + " values");
        }
        return values;
    }

    private long ofRecord(Schema schema, int depth) {
        String name = schema.getFullName();
        if (!open.add(name)) {
            throw new Unbounded(name + " contains itself");
        }
        Long known = counted.get(name);
        long values = 1;
        if (known != null) {
            values = known;
        } else {
            for (Schema.Field field : schema.getFields()) {
                values = Math.min(values + values(field.schema(), depth + 1), MOST_VALUES + 1);
            }
            counted.put(name, values);
        }
        open.remove(name);
        return values;
    }

    private long ofUnion(Schema schema, int depth) {
        long most = 1;
        for (Schema branch : schema.getTypes()) {
            most = Math.max(most, values(branch, depth + 1));
        }
        return most;
    }

    private long ofElements(Schema element, int depth) {
        long values = values(element, depth + 1);
        if (takesNoBytes(element)) {
            throw new Unbounded("it has an array whose elements take no bytes");
        }
        return values;
    }

    /** Called for schemas that do not nest in themselves. */
    private static boolean takesNoBytes(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> true;
            case FIXED -> schema.getFixedSize() == 0;
            case RECORD -> schema.getFields().stream().allMatch(field -> takesNoBytes(field.schema()));
            default -> false;
        };
    }

    private static final class Unbounded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unbounded(String message) {
            super(message);
        }
    }
}

package org.blockwatch.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of JSON trees. Strict where silence could hide a finding: an unknown field, symbol or type is an error;
 * an absent field needs a default.
 */
public final class JsonRecordReader {
    private static final int LONGEST_QUOTE = 60;
    /** Beyond it a double no longer tells neighbouring whole numbers apart. */
    private static final double LARGEST_EXACT_WHOLE = 1L << 53;

    private static final Set<String> COORDINATES = Set.of("Side", "Movement", "Region", "Modality");

    private JsonRecordReader() {}

    /**
     * Reads one record.
     *
     * @param envelope fields of the root object that are not the record's own and may stand beside them
     * @throws PlainJsonException if the tree is not such a record
     */
    public static <T extends SpecificRecord> T read(Class<T> type, JsonNode tree, Set<String> envelope) {
        return type.cast(object(Path.ROOT, SpecificData.get().getSchema(type), tree, envelope));
    }

    /**
     * Reads an instant beside the record's own fields.
     *
     * @throws PlainJsonException if the field is there and not an instant
     */
    public static @Nullable Instant readInstant(JsonNode tree, String field) {
        JsonNode node = tree.path(field);
        return node.isMissingNode() || node.isNull() ? null : instant(Path.ROOT.field(field), node);
    }

    private static SpecificRecord object(Path path, Schema schema, JsonNode node, Set<String> envelope) {
        if (!node.isObject()) {
            throw expected(path, "an object", node);
        }
        refuseUnknownFields(path, schema, node, envelope);
        SpecificData model = SpecificData.getForSchema(schema);
        SpecificRecord record = (SpecificRecord) SpecificData.newInstance(model.getClass(schema), schema);
        for (Schema.Field field : schema.getFields()) {
            String absent = Absence.of(field);
            if (absent != null) {
                JsonNode stated = node.path(absent);
                record.put(field.pos(), stated.isMissingNode() || stated.isNull());
                continue;
            }
            JsonNode value = node.path(field.name());
            boolean defaulted =
                    value.isMissingNode() || value.isNull() && !field.schema().isNullable();
            record.put(
                    field.pos(),
                    defaulted ? defaultOf(path, field, model) : value(path.field(field.name()), field.schema(), value));
        }
        return record;
    }

    private static void refuseUnknownFields(Path path, Schema schema, JsonNode node, Set<String> envelope) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            Schema.Field field = schema.getField(name);
            if ((field == null || Absence.of(field) != null) && !envelope.contains(name)) {
                throw new PlainJsonException(
                        path.field(name),
                        "no such field; %s has %s"
                                .formatted(
                                        schema.getName(),
                                        schema.getFields().stream()
                                                .filter(known -> Absence.of(known) == null)
                                                .map(Schema.Field::name)
                                                .collect(Collectors.joining(", "))));
            }
        }
    }

    private static @Nullable Object defaultOf(Path path, Schema.Field field, SpecificData model) {
        if (!field.hasDefaultValue() || isCoordinate(field)) {
            throw new PlainJsonException(path.field(field.name()), "missing; expected " + nameOf(field.schema()));
        }
        return model.deepCopy(field.schema(), model.getDefaultValue(field)); // a list must not be shared by records
    }

    /**
     * Where a finding is: whoever leaves that out has mapped it wrongly, whoever does not know it writes
     * UNKNOWN.
     */
    private static boolean isCoordinate(Schema.Field field) {
        return field.schema().getType() == Schema.Type.ENUM
                && COORDINATES.contains(field.schema().getName());
    }

    private static @Nullable Object value(Path path, Schema schema, JsonNode node) {
        return switch (schema.getType()) {
            case UNION -> node.isNull() ? null : value(path, Nullables.present(schema), node);
            case RECORD -> object(path, schema, node, Set.of());
            case ARRAY -> list(path, schema.getElementType(), node);
            case ENUM -> symbol(path, schema, node);
            case STRING -> text(path, node);
            case BOOLEAN -> {
                if (!node.isBoolean()) {
                    throw expected(path, nameOf(schema), node);
                }
                yield node.booleanValue();
            }
            case INT -> (int) whole(path, node, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG ->
                schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                        ? instant(path, node)
                        : whole(path, node, Long.MIN_VALUE, Long.MAX_VALUE);
            case DOUBLE -> number(path, node);
            default -> throw Nullables.noPlainForm(schema);
        };
    }

    private static List<@Nullable Object> list(Path path, Schema items, JsonNode node) {
        if (!node.isArray()) {
            throw expected(path, "a list", node);
        }
        List<@Nullable Object> list = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            list.add(value(path.item(i), items, node.get(i)));
        }
        return list;
    }

    private static Object symbol(Path path, Schema schema, JsonNode node) {
        if (!node.isTextual() || !schema.hasEnumSymbol(node.textValue())) {
            throw expected(path, nameOf(schema), node);
        }
        return SpecificData.get().createEnum(node.textValue(), schema);
    }

    private static String text(Path path, JsonNode node) {
        if (!node.isTextual()) {
            throw expected(path, "text", node);
        }
        return node.textValue();
    }

    private static Instant instant(Path path, JsonNode node) {
        if (!node.isTextual()) {
            throw expected(path, "an instant such as \"2026-03-01T09:00:00Z\"", node);
        }
        return Instants.parse(path, node.textValue());
    }

    /** Senders with one number type write 97 as 97.0: that is whole. 97.4 is not, and is never rounded. */
    private static long whole(Path path, JsonNode node, long least, long greatest) {
        if (node.isFloatingPointNumber()) {
            double value = node.doubleValue();
            if (value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT_WHOLE) {
                return inRange(path, node, (long) value, least, greatest);
            }
        }
        if (!node.isIntegralNumber()) {
            throw expected(path, "a whole number", node);
        }
        if (!node.canConvertToLong()) {
            throw expected(path, range(least, greatest), node);
        }
        return inRange(path, node, node.longValue(), least, greatest);
    }

    private static long inRange(Path path, JsonNode node, long value, long least, long greatest) {
        if (value < least || value > greatest) {
            throw expected(path, range(least, greatest), node);
        }
        return value;
    }

    private static String range(long least, long greatest) {
        return "a whole number from %s to %s".formatted(least, greatest);
    }

    private static double number(Path path, JsonNode node) {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw expected(path, "a number", node);
        }
        return node.doubleValue();
    }

    private static String nameOf(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> nameOf(Nullables.present(schema));
            case RECORD -> "an object (" + schema.getName() + ")";
            case ARRAY -> "a list";
            case ENUM -> "one of " + String.join(", ", schema.getEnumSymbols());
            case STRING -> "text";
            case BOOLEAN -> "true or false";
            case LONG -> schema.getLogicalType() == null ? "a whole number" : "an instant";
            case INT -> "a whole number";
            default -> "a number";
        };
    }

    private static PlainJsonException expected(Path path, String expected, JsonNode found) {
        String quote = found.toString();
        String shortened = quote.length() <= LONGEST_QUOTE ? quote : quote.substring(0, LONGEST_QUOTE) + "…";
        return new PlainJsonException(path, "expected %s, found %s".formatted(expected, shortened));
    }
}

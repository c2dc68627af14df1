package org.blockwatch.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.schemas.json.JsonRecordReader;
import org.blockwatch.schemas.json.JsonRecordWriter;
import org.blockwatch.schemas.json.PlainJsonException;
import org.jspecify.annotations.Nullable;

/**
 * The plain-JSON form of every record of the contract, both ways: what {@code publish} and {@code replay} read, what the
 * HTTP doors take and give, what tests are written in. The Avro schema is the only definition, so the field names are
 * the same; what is read back equals what was written.
 *
 * <ul>
 *   <li>An unknown field or symbol is an error: a typo must not silently drop a finding.
 *   <li>What is absent takes its default, and so does {@code null} where the type has no null; a field without a default
 *       is required.
 *   <li>Instants are ISO-8601 with an offset when read, and UTC to the millisecond when written.
 *   <li>A statement carries its {@code type} first, and a line of statements may carry {@code receivedAt}.
 * </ul>
 */
public final class PlainJson {
    private static final String TYPE = "type";
    private static final String RECEIVED_AT = "receivedAt";
    private static final Set<String> ENVELOPE = Set.of(TYPE, RECEIVED_AT);

    private static final Map<String, Class<? extends SpecificRecord>> STATEMENTS = new TreeMap<>(Map.of(
            "BlockPerformed", BlockPerformed.class,
            "NeuroAssessment", NeuroAssessment.class,
            "VitalSigns", VitalSigns.class,
            "CareEvent", CareEvent.class,
            "AlertResponse", AlertResponse.class));

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PlainJson() {}

    /**
     * Reads one statement of the type that it names.
     *
     * @throws PlainJsonException if the line is not a statement; the message says where and why
     */
    public static SpecificRecord readStatement(String line) {
        return readLine(line).statement();
    }

    /**
     * Reads one statement and when it arrived.
     *
     * @throws PlainJsonException if the line is not a statement; the message says where and why
     */
    public static StatementLine readLine(String line) {
        JsonNode tree = parse(line);
        SpecificRecord statement = JsonRecordReader.read(statementType(tree), tree, ENVELOPE);
        Instant receivedAt = JsonRecordReader.readInstant(tree, RECEIVED_AT);
        return new StatementLine(statement, receivedAt != null ? receivedAt : arrival(statement));
    }

    /**
     * Reads a record of a type known beforehand. A statement may carry its {@code type} here too, if it is that type.
     *
     * @throws PlainJsonException if the text is not such a record; the message says where and why
     */
    public static <T extends SpecificRecord> T read(Class<T> type, String json) {
        JsonNode tree = parse(json);
        if (!STATEMENTS.containsValue(type)) {
            return JsonRecordReader.read(type, tree, Set.of());
        }
        JsonNode named = tree.path(TYPE);
        if (!named.isMissingNode() && !type.getSimpleName().equals(named.textValue())) {
            throw new PlainJsonException(TYPE, "expected \"%s\", found %s".formatted(type.getSimpleName(), named));
        }
        return JsonRecordReader.read(type, tree, ENVELOPE);
    }

    /** Writes a record on one line, without a line end; a statement with its {@code type} first. */
    public static String write(SpecificRecord record) {
        StringWriter line = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            if (STATEMENTS.containsValue(record.getClass())) {
                json.writeStringField(TYPE, record.getSchema().getName());
            }
            JsonRecordWriter.writeFields(record, json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return line.toString();
    }

    private static Class<? extends SpecificRecord> statementType(JsonNode tree) {
        JsonNode name = tree.path(TYPE);
        Class<? extends SpecificRecord> type = name.isTextual() ? STATEMENTS.get(name.textValue()) : null;
        if (type == null) {
            throw new PlainJsonException(
                    TYPE,
                    "expected one of %s, found %s"
                            .formatted(
                                    String.join(", ", STATEMENTS.keySet()), name.isMissingNode() ? "nothing" : name));
        }
        return type;
    }

    private static JsonNode parse(String text) {
        JsonNode tree;
        try {
            tree = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new PlainJsonException(
                    "", "not JSON at column %s: %s".formatted(e.getLocation().getColumnNr(), e.getOriginalMessage()));
        }
        if (!tree.isObject()) {
            throw new PlainJsonException("", "expected an object {…}, found " + (text.isBlank() ? "nothing" : tree));
        }
        return tree;
    }

    private static Instant arrival(SpecificRecord statement) {
        Instant recordedAt = instant(statement, "recordedAt");
        Instant arrival = recordedAt != null ? recordedAt : instant(statement, "occurredAt");
        if (arrival == null) {
            throw new IllegalStateException("occurredAt is required in every statement");
        }
        return arrival;
    }

    private static @Nullable Instant instant(SpecificRecord statement, String name) {
        Schema.Field field = statement.getSchema().getField(name);
        return field == null ? null : (Instant) statement.get(field.pos());
    }
}

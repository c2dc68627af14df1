package org.blockwatch.schemas.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.common.errors.SerializationException;

/**
 * A generated class's schema as the outside world sees it: without Avro's note that Java reads text as {@code String},
 * which is nobody else's business and would make it another schema to a registry.
 */
public final class SchemaText {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonFactory SHALLOW = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(200).build())
            .build();

    private SchemaText() {}

    /** Returns the schema as JSON, self-contained. */
    public static JsonNode of(Schema schema) {
        try {
            return stripped(JSON.readTree(schema.toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro wrote a schema that is not JSON", e);
        }
    }

    /**
     * Parses a schema that somebody else wrote.
     *
     * @throws SerializationException if the text, of {@code what}, is no Avro schema
     * @throws IncompatibleSchemaException if records could not be read by it within bounds
     */
    static Schema parse(String what, String text) {
        Schema schema;
        try {
            requireShallow(text);
            Schema.Parser parser = new Schema.Parser();
            parser.setValidateDefaults(false); // a default is the reader's business, and the reader is ours
            schema = parser.parse(text);
        } catch (IOException | RuntimeException e) { // whatever Avro meets in JSON that is no schema
            throw new SerializationException(what + ": the registry holds no valid Avro schema there", e);
        }
        return WriterSchemas.checked(what, schema);
    }

    /** Avro parses by recursion: reading on token by token first finds what is too deep for that. */
    private static void requireShallow(String text) throws IOException {
        try (JsonParser tokens = SHALLOW.createParser(text)) {
            while (tokens.nextToken() != null) {
                // the parser itself refuses what is too deep
            }
        }
    }

    private static JsonNode stripped(JsonNode node) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, stripped(array.get(i)));
            }
        } else if (node instanceof ObjectNode object) {
            if (object.remove(GenericData.STRING_PROP) != null && object.size() == 1) {
                return object.get("type");
            }
            object.fieldNames().forEachRemaining(name -> object.set(name, stripped(object.get(name))));
        }
        return node;
    }
}

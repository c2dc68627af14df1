package org.blockwatch.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Confluent's registry protocol, as far as a producer and a consumer need it. Ids and schemas never change once given,
 * so every answer is kept for good: an outage of the registry stops nothing whose schema has been seen.
 *
 * <p>Every method may throw {@link RegistryUnavailableException}. Safe for use by several threads.
 */
public final class RegistryClient {
    /** A writer can use an id before every node of a registry knows it, so a no is believed only for so long. */
    private static final long REFUSAL_HOLDS_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final RegistryConfig config;
    private final RegistryHttp http;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<Integer, Refused> refused = new ConcurrentHashMap<>();
    private final Map<Integer, CompletableFuture<Schema>> asked = new ConcurrentHashMap<>();
    private final Map<SubjectSchema, Integer> ids = new ConcurrentHashMap<>();

    private record SubjectSchema(String subject, Schema schema) {}

    private record Refused(SerializationException reason, long atNanos) {
        boolean holds() {
            return System.nanoTime() - atNanos < REFUSAL_HOLDS_NANOS;
        }
    }

    public RegistryClient(RegistryConfig config) {
        this.config = config;
        this.http = new RegistryHttp(config);
    }

    /** A client by Confluent's keys; see {@link RegistryConfig}. */
    public static RegistryClient of(Map<String, ?> settings) {
        return new RegistryClient(new RegistryConfig(settings));
    }

    /**
     * The schema of that id, from memory or from the registry.
     *
     * @throws UnknownSchemaException if the registry does not know the id
     * @throws SerializationException if what it holds there is no Avro schema
     */
    public Schema schema(int id) {
        Schema known = schemas.get(id);
        return known != null ? known : await(fetch(id));
    }

    /** Whether {@link #schema} will answer, with the schema or a refusal, without asking the registry. */
    public boolean knows(int id) {
        Refused no = refused.get(id);
        return schemas.containsKey(id) || no != null && no.holds();
    }

    /** Like {@link #schema}, in the background. Asked again while an answer is awaited, it joins that question. */
    public CompletableFuture<Schema> fetch(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        Refused no = refused.get(id);
        if (no != null && no.holds()) {
            return CompletableFuture.failedFuture(no.reason());
        }
        return asked.computeIfAbsent(id, this::ask);
    }

    private CompletableFuture<Schema> ask(int id) {
        return http.ask("GET", "/schemas/ids/" + id, null)
                .thenApply(answer -> parse(id, answer))
                // Async, so that an answer that is there at once does not change the map that is just being filled.
                .handleAsync((schema, failure) -> {
                    asked.remove(id);
                    if (failure == null) {
                        schemas.put(id, schema);
                        return schema;
                    }
                    throw remember(id, RegistryHttp.cause(failure));
                });
    }

    private RuntimeException remember(int id, Throwable failure) {
        if (failure instanceof RegistryUnavailableException unavailable) {
            Refused before = refused.get(id);
            return before != null ? before.reason() : unavailable;
        }
        SerializationException reason = failure instanceof RegistryRefusal refusal
                ? new UnknownSchemaException(("schema id %d: %s. The record was written with another registry, or its"
                                + " schema was deleted: check the writer's schema.registry.url.")
                        .formatted(id, refusal.getMessage()))
                : (SerializationException) failure;
        refused.put(id, new Refused(reason, System.nanoTime()));
        return reason;
    }

    private static Schema parse(int id, JsonNode answer) {
        String type = answer.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO") || answer.path("references").size() > 0) {
            throw new SerializationException("schema id %d: expected a self-contained Avro schema, found %s"
                    .formatted(id, type.equals("AVRO") ? "one with references" : "a " + type + " schema"));
        }
        return parse("schema id " + id, answer);
    }

    private static Schema parse(String what, JsonNode answer) {
        try {
            Schema.Parser parser = new Schema.Parser();
            parser.setValidateDefaults(false); // a default is the reader's business, and the reader is ours
            return parser.parse(answer.path("schema").asText());
        } catch (SchemaParseException e) {
            throw new SerializationException(what + ": the registry holds no valid Avro schema there", e);
        }
    }

    /**
     * The id under which to write with this schema: registered if the subject lacks it and the configuration allows it,
     * otherwise looked up.
     *
     * @throws UnknownSchemaException if the subject lacks the schema and it is not to be registered
     * @throws IncompatibleSchemaException if the schema is at odds with the subject's
     */
    public int idFor(String subject, Schema schema) {
        SubjectSchema key = new SubjectSchema(subject, schema);
        Integer known = ids.get(key);
        if (known != null) {
            return known;
        }
        int id = config.autoRegister()
                ? register(subject, schema)
                : config.useLatest() ? latest(subject, schema) : lookUp(subject, schema);
        ids.put(key, id);
        return id;
    }

    private int register(String subject, Schema schema) {
        try {
            return askAbout("/subjects/" + encoded(subject) + "/versions", schema);
        } catch (RegistryRefusal refusal) {
            throw refusal.status() == 409
                    ? new IncompatibleSchemaException(("subject %s: %s. The schema in this application breaks the"
                                    + " subject's compatibility: give new fields a default, keep old ones, and compare"
                                    + " with GET /subjects/%s/versions/latest.")
                            .formatted(subject, refusal.getMessage(), subject))
                    : new SerializationException("subject %s: %s".formatted(subject, refusal.getMessage()));
        }
    }

    private int lookUp(String subject, Schema schema) {
        try {
            return askAbout("/subjects/" + encoded(subject), schema);
        } catch (RegistryRefusal refusal) {
            throw new UnknownSchemaException(("subject %s: %s. Register this release's schema of %s there, or set"
                            + " auto.register.schemas=true.")
                    .formatted(subject, refusal.getMessage(), schema.getFullName()));
        }
    }

    private int askAbout(String path, Schema schema) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("schema", SchemaText.of(schema).toString());
        String query = config.normalize() ? "?normalize=true" : "";
        return await(http.ask("POST", path + query, body)).path("id").asInt();
    }

    /** Another shape would need each record rewritten; what differs in docs and defaults does not. */
    private int latest(String subject, Schema schema) {
        JsonNode latest;
        try {
            latest = await(http.ask("GET", "/subjects/" + encoded(subject) + "/versions/latest", null));
        } catch (RegistryRefusal refusal) {
            throw new UnknownSchemaException("subject %s: %s. Register a schema of %s there."
                    .formatted(subject, refusal.getMessage(), schema.getFullName()));
        }
        Schema theirs = parse("subject " + subject, latest);
        if (!SchemaNormalization.toParsingForm(theirs).equals(SchemaNormalization.toParsingForm(schema))) {
            throw new IncompatibleSchemaException(("subject %s: version %s has other fields than %s in this release."
                            + " Set use.latest.version=false, so that the version of this release is looked up.")
                    .formatted(subject, latest.path("version").asText(), schema.getFullName()));
        }
        return latest.path("id").asInt();
    }

    /**
     * Makes the subject hold this schema and, if schemas are registered by us at all, FULL_TRANSITIVE compatibility: each
     * version must read and be read by all before it.
     *
     * @return the id under which to write
     * @throws UnknownSchemaException as {@link #idFor} does
     * @throws IncompatibleSchemaException as {@link #idFor} does
     */
    public int publish(String subject, Schema schema) {
        if (!config.autoRegister()) {
            return idFor(subject, schema);
        }
        boolean guarded = requireFullTransitive(subject);
        int id = idFor(subject, schema);
        if (!guarded
                && !requireFullTransitive(subject)) { // some registries keep no rule for a subject without versions
            throw new UnknownSchemaException("subject %s: the registry lost it".formatted(subject));
        }
        return id;
    }

    /** Returns whether the registry has the subject, or keeps a rule for one that it does not have yet. */
    private boolean requireFullTransitive(String subject) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("compatibility", "FULL_TRANSITIVE");
        try {
            await(http.ask("PUT", "/config/" + encoded(subject), body));
            return true;
        } catch (RegistryRefusal refusal) {
            if (refusal.status() == 404) {
                return false;
            }
            throw new SerializationException("subject %s: %s".formatted(subject, refusal.getMessage()));
        }
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }

    private static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(); // bounded by the timeouts of every address
        } catch (ExecutionException e) {
            Throwable cause = RegistryHttp.cause(e);
            throw cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}

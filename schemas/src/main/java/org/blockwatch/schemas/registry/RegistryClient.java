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
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's registry protocol, as far as a producer and a consumer need it. Ids and schemas never change once given,
 * so every answer is kept for good: an outage of the registry stops nothing whose schema has been seen.
 *
 * <p>Every method may throw {@link RegistryUnavailableException}. Safe for use by several threads.
 */
public final class RegistryClient {
    private final RegistryConfig config;
    private final RegistryHttp http;
    private final SchemasById schemas;
    private final Map<SubjectSchema, Integer> ids = new ConcurrentHashMap<>();

    private record SubjectSchema(String subject, Schema schema) {}

    public RegistryClient(RegistryConfig config) {
        this.config = config;
        this.http = new RegistryHttp(config);
        this.schemas = new SchemasById(http);
    }

    /** Returns a client by Confluent's keys; see {@link RegistryConfig}. */
    public static RegistryClient of(Map<String, ?> settings) {
        return new RegistryClient(new RegistryConfig(settings));
    }

    /**
     * Returns the schema of that id, from memory or from the registry.
     *
     * @throws UnknownSchemaException if the registry does not know the id
     * @throws SerializationException if what it holds there is no Avro schema
     */
    public Schema schema(int id) {
        return schema(id, null);
    }

    /**
     * As {@link #schema(int)}, for a record of that subject; null: of any.
     *
     * @throws IncompatibleSchemaException if the schema is registered under other subjects only
     */
    public Schema schema(int id, @Nullable String subject) {
        return await(schemas.remembered(id, subject));
    }

    /** Returns whether {@link #schema(int, String)} will answer, with the schema or a refusal, without asking the registry. */
    public boolean knows(int id, @Nullable String subject) {
        return schemas.knows(id, subject);
    }

    /** Like {@link #schema(int, String)}, in the background. Asked again while an answer is awaited, it joins that question. */
    public CompletableFuture<Schema> fetch(int id, @Nullable String subject) {
        return schemas.fetch(id, subject);
    }

    /**
     * Returns the id under which to write with this schema: registered if the subject lacks it and the configuration
     * allows it, otherwise looked up.
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
            if (refusal.status() == 409) {
                return registeredMeanwhile(subject, schema, refusal);
            }
            throw new SerializationException("subject %s: %s".formatted(subject, refusal.getMessage()), refusal);
        }
    }

    /** Of two processes that register one schema at one moment, Apicurio refuses the later as a conflict. */
    private int registeredMeanwhile(String subject, Schema schema, RegistryRefusal conflict) {
        try {
            return lookUp(subject, schema);
        } catch (UnknownSchemaException otherConflict) {
            throw new IncompatibleSchemaException(
                    ("subject %s: %s. The schema in this application breaks the"
                                    + " subject's compatibility: give new fields a default, keep old ones, and compare"
                                    + " with GET /subjects/%s/versions/latest.")
                            .formatted(subject, conflict.getMessage(), subject),
                    otherConflict);
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
        return id(await(http.ask("POST", path + query, body)));
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
        Schema theirs =
                SchemaText.parse("subject " + subject, latest.path("schema").asText());
        if (!SchemaNormalization.toParsingForm(theirs).equals(SchemaNormalization.toParsingForm(schema))) {
            throw new IncompatibleSchemaException(("subject %s: version %s has other fields than %s in this release."
                            + " Set use.latest.version=false, so that the version of this release is looked up.")
                    .formatted(subject, latest.path("version").asText(), schema.getFullName()));
        }
        return id(latest);
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
        try {
            try {
                setFullTransitive(subject);
            } catch (RegistryRefusal refusal) {
                if (refusal.status() != 409) {
                    throw refusal;
                }
                setFullTransitive(subject); // Apicurio: another process made the rule at this moment; now it can be set
            }
            return true;
        } catch (RegistryRefusal refusal) {
            if (refusal.status() == 404) {
                return false;
            }
            throw new SerializationException("subject %s: %s".formatted(subject, refusal.getMessage()), refusal);
        }
    }

    private void setFullTransitive(String subject) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("compatibility", "FULL_TRANSITIVE");
        await(http.ask("PUT", "/config/" + encoded(subject), body));
    }

    private static int id(JsonNode answer) {
        if (!answer.path("id").isInt()) {
            throw new RegistryUnavailableException(
                    "expected an answer with a schema id, found %s: check the path in schema.registry.url"
                            .formatted(answer));
        }
        return answer.path("id").intValue();
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

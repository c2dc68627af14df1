package org.blockwatch.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/**
 * What the registry has said about ids: a schema holds for good, a no for a while. At most one question about an id is
 * under way.
 */
final class SchemasById {
    /** A writer can use an id before every node of a registry knows it, so a no is believed only for so long. */
    private static final long REFUSAL_HOLDS_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final int LEAST_ID = 1;

    /** Ids are bytes of records: whoever writes at random names a new one in each. */
    private static final int MOST_REFUSED = 10_000;

    private final RegistryHttp http;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<Integer, Refused> refused = new ConcurrentHashMap<>();
    private final Map<Integer, CompletableFuture<Schema>> asked = new ConcurrentHashMap<>();

    private record Refused(SerializationException reason, long atNanos) {
        boolean holds() {
            return System.nanoTime() - atNanos < REFUSAL_HOLDS_NANOS;
        }
    }

    SchemasById(RegistryHttp http) {
        this.http = http;
    }

    /** Returns whether {@link #fetch} has its answer, a schema or a refusal, without a question to the registry. */
    boolean knows(int id) {
        Refused no = refused.get(id);
        return id < LEAST_ID || schemas.containsKey(id) || no != null && no.holds();
    }

    CompletableFuture<Schema> fetch(int id) {
        if (id < LEAST_ID) {
            return CompletableFuture.failedFuture(
                    new UnknownSchemaException("schema id %d: no registry gives such an id".formatted(id)));
        }
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

    /** Without an answer an earlier no stands, old as it is. */
    private RuntimeException remember(int id, Throwable failure) {
        if (failure instanceof RegistryUnavailableException unavailable) {
            Refused before = refused.get(id);
            return before != null ? before.reason() : unavailable;
        }
        SerializationException reason;
        if (failure instanceof RegistryRefusal refusal) {
            reason =
                    new UnknownSchemaException(("schema id %d: %s. The record was written with another registry, or its"
                                    + " schema was deleted: check the writer's schema.registry.url.")
                            .formatted(id, refusal.getMessage()));
        } else if (failure instanceof SerializationException unusable) {
            reason = unusable;
        } else {
            reason = new SerializationException("schema id %d cannot be used".formatted(id), failure);
        }
        if (refused.size() >= MOST_REFUSED) {
            refused.clear();
        }
        refused.put(id, new Refused(reason, System.nanoTime()));
        return reason;
    }

    private static Schema parse(int id, JsonNode answer) {
        String type = answer.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO") || answer.path("references").size() > 0) {
            throw new SerializationException("schema id %d: expected a self-contained Avro schema, found %s"
                    .formatted(id, type.equals("AVRO") ? "one with references" : "a " + type + " schema"));
        }
        return SchemaText.parse("schema id " + id, answer.path("schema").asText());
    }
}

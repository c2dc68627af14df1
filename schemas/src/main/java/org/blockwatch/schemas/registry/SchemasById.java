package org.blockwatch.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * What the registry has said about ids: a schema holds for good, a no for a while. At most one question about an id is
 * under way.
 *
 * <p>A schema counts under the subjects where it is registered: under another one somebody else may register what he likes. A
 * registry that cannot tell where a schema is registered is not asked again; then the record's name has to do.
 */
final class SchemasById {
    /** A writer can use an id before every node of a registry knows it, so a no is believed only for so long. */
    private static final long REFUSAL_HOLDS_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final int LEAST_ID = 1;

    /** Ids are bytes of records: whoever writes at random names a new one in each. */
    private static final int MOST_REFUSED = 10_000;

    private final RegistryHttp http;
    private final Map<Integer, Known> schemas = new ConcurrentHashMap<>();
    private final Map<Integer, Refused> refused = new ConcurrentHashMap<>();
    private final Map<Integer, CompletableFuture<Known>> asked = new ConcurrentHashMap<>();

    /**
     * A schema.
     *
     * @param subjects where it is registered; empty: the registry does not tell
     */
    private record Known(int id, Schema schema, Set<String> subjects, long atNanos) {
        boolean isUnder(@Nullable String subject) {
            return subject == null || subjects.isEmpty() || subjects.contains(subject);
        }

        boolean isFresh() {
            return System.nanoTime() - atNanos < REFUSAL_HOLDS_NANOS;
        }

        Schema under(@Nullable String subject) {
            if (isUnder(subject)) {
                return schema;
            }
            throw new IncompatibleSchemaException(
                    ("schema id %s is registered under %s and not under %s. Have the writer"
                                    + " register its schema there (TopicNameStrategy, Confluent's default).")
                            .formatted(id, String.join(", ", new TreeSet<>(subjects)), subject));
        }
    }

    private record Refused(SerializationException reason, long atNanos) {
        boolean holds() {
            return System.nanoTime() - atNanos < REFUSAL_HOLDS_NANOS;
        }
    }

    SchemasById(RegistryHttp http) {
        this.http = http;
    }

    /** Returns whether {@link #fetch} has its answer, a schema or a refusal, without a question to the registry. */
    boolean knows(int id, @Nullable String subject) {
        Refused no = refused.get(id);
        Known known = schemas.get(id);
        return id < LEAST_ID
                || known != null && (known.isUnder(subject) || known.isFresh())
                || no != null && no.holds();
    }

    /** Fails with an {@link IncompatibleSchemaException} if the schema is registered, and not under this subject. */
    CompletableFuture<Schema> fetch(int id, @Nullable String subject) {
        if (id < LEAST_ID) {
            return CompletableFuture.failedFuture(
                    new UnknownSchemaException("schema id %s: no registry gives such an id".formatted(id)));
        }
        Known known = schemas.get(id);
        if (known != null && (known.isUnder(subject) || known.isFresh())) {
            return CompletableFuture.completedFuture(known).thenApply(one -> one.under(subject));
        }
        Refused no = refused.get(id);
        if (no != null && no.holds()) {
            return CompletableFuture.failedFuture(no.reason());
        }
        return asked.computeIfAbsent(id, this::ask).thenApply(one -> one.under(subject));
    }

    /** As {@link #fetch}, without a question about what is known already, however old a no is. */
    CompletableFuture<Schema> remembered(int id, @Nullable String subject) {
        Known known = schemas.get(id);
        return known == null
                ? fetch(id, subject)
                : CompletableFuture.completedFuture(known).thenApply(one -> one.under(subject));
    }

    private CompletableFuture<Known> ask(int id) {
        return http.ask("GET", "/schemas/ids/" + id, null)
                .thenApply(answer -> parse(id, answer))
                .thenCompose(schema -> http.askIfAnswered("/schemas/ids/" + id + "/versions")
                        .thenApply(answer -> new Known(
                                id, schema, answer.map(SchemasById::subjects).orElse(Set.of()), System.nanoTime())))
                // Async, so that an answer that is there at once does not change the map that is just being filled.
                .handleAsync((known, failure) -> {
                    asked.remove(id);
                    if (failure == null) {
                        schemas.put(id, known);
                        return known;
                    }
                    throw remember(id, RegistryHttp.cause(failure));
                });
    }

    /** Returns the subjects without the context that a registry may write before them ({@code :.context:subject}). */
    private static Set<String> subjects(JsonNode versions) {
        Set<String> subjects = new HashSet<>();
        for (JsonNode version : versions) {
            String subject = version.path("subject").asText();
            if (!subject.isEmpty()) {
                subjects.add(subject.replaceFirst("^:[^:]*:", ""));
            }
        }
        return Set.copyOf(subjects);
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
                    new UnknownSchemaException(("schema id %s: %s. The record was written with another registry, or its"
                                    + " schema was deleted: check the writer's schema.registry.url.")
                            .formatted(id, refusal.getMessage()));
        } else if (failure instanceof SerializationException unusable) {
            reason = unusable;
        } else {
            reason = new SerializationException("schema id %s cannot be used".formatted(id), failure);
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
            throw new SerializationException("schema id %s: expected a self-contained Avro schema, found %s"
                    .formatted(id, type.equals("AVRO") ? "one with references" : "a " + type + " schema"));
        }
        return SchemaText.parse("schema id " + id, answer.path("schema").asText());
    }
}

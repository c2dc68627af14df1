package org.blockwatch.schemas;

import static org.apache.avro.SchemaCompatibility.checkReaderWriterCompatibility;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** FULL compatibility of two schemas: each reads what the other writes. */
final class Compatibility {
    private Compatibility() {}

    /** What stands against it, a line each, for the person who edited the schema; empty if nothing does. */
    static List<String> problems(Schema released, Schema current) {
        return Stream.concat(
                        problems(current, released, "cannot read what the release wrote"),
                        problems(released, current, "writes what the release cannot read"))
                .toList();
    }

    private static Stream<String> problems(Schema reader, Schema writer, String consequence) {
        return checkReaderWriterCompatibility(reader, writer).getResult().getIncompatibilities().stream()
                .map(problem -> "%s: %s at %s: %s"
                        .formatted(consequence, problem.getType(), problem.getLocation(), problem.getMessage()));
    }
}

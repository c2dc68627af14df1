package org.blockwatch.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;

/**
 * The schemas of past releases, on the classpath as {@code released/<version>/<full name>.avsc}, each self-contained.
 * {@code released/index} lists them, a path a line, because a classpath cannot be listed.
 */
final class ReleasedSchemas {
    private static final String INDEX = "/released/index";

    private ReleasedSchemas() {}

    /** Returns every released schema of the record of that full name, oldest release first. */
    static List<Schema> of(String fullName) {
        return index().stream()
                .filter(path -> path.endsWith("/" + fullName + ".avsc"))
                .map(ReleasedSchemas::at)
                .toList();
    }

    /** Returns the schema at a path of the index. */
    static Schema at(String path) {
        return new Schema.Parser().parse(text("/released/" + path));
    }

    /** Returns all paths below {@code released/}, oldest release first. */
    static List<String> index() {
        return text(INDEX).lines().filter(line -> !line.isBlank()).toList();
    }

    private static String text(String resource) {
        try (InputStream in = ReleasedSchemas.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}

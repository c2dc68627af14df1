package org.blockwatch.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The schemas of this source tree that others depend on: every topic's value and every state record. */
final class CurrentSchemas {
    private static final Path STATE = Path.of(System.getProperty("basedir"), "src/main/avro/state");

    private CurrentSchemas() {}

    static List<Schema> all() {
        return Stream.concat(
                        Arrays.stream(Topics.values()).flatMap(topic -> topic.schema().stream()), ofState().stream())
                .toList();
    }

    static List<Schema> ofState() {
        try (Stream<Path> files = Files.list(STATE)) {
            return files.map(file -> file.getFileName().toString().replace(".avsc", ""))
                    .sorted()
                    .map(name -> SpecificData.get().getSchema(generated("org.blockwatch.state." + name)))
                    .filter(schema -> schema.getType() == Schema.Type.RECORD)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> generated(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a file in src/main/avro/state is named like its record", e);
        }
    }
}

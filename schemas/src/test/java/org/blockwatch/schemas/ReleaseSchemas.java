package org.blockwatch.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.blockwatch.schemas.registry.SchemaText;

/**
 * Keeps the schemas of this version for good, as the last deed before a release:
 *
 * <pre>mvn -q -pl schemas test-compile exec:java@release-schemas</pre>
 *
 * <p>Writes {@code src/main/resources/released/<version>/} from the generated classes, and the index of all
 * releases. {@link ReleasedSchemasTest} then holds every later version to them, and {@link StateSerde} reads old state by
 * them. Run again as long as the version is not yet released; never afterwards.
 */
final class ReleaseSchemas {
    private ReleaseSchemas() {}

    /** @param arguments the module's directory, and its version */
    public static void main(String[] arguments) throws IOException {
        Path released = Path.of(arguments[0], "src/main/resources/released");
        Path version = Files.createDirectories(released.resolve(arguments[1]));
        for (Path stale : filesIn(version)) {
            Files.delete(stale);
        }
        for (Schema schema : CurrentSchemas.all()) {
            Files.writeString(
                    version.resolve(schema.getFullName() + ".avsc"),
                    SchemaText.of(schema).toPrettyString() + "\n");
        }
        Files.write(released.resolve("index"), index(released));
    }

    /** Every kept schema, oldest release first. */
    static List<String> index(Path released) throws IOException {
        try (Stream<Path> versions = Files.list(released)) {
            return versions.filter(Files::isDirectory)
                    .sorted(Comparator.comparing(
                            version -> Version.parse(version.getFileName().toString())))
                    .flatMap(version -> filesIn(version).stream())
                    .map(file -> released.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    private static List<Path> filesIn(Path version) {
        try (Stream<Path> files = Files.list(version)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.blockwatch.cli.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders that live as long as what was started in them. */
public final class TemporaryDirectory {

    private TemporaryDirectory() {}

    /** Returns a new folder under the system's own. */
    public static Path create(String prefix) {
        try {
            return Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder " + prefix + "* could be made", e);
        }
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path directory) {
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not delete the temporary folder " + directory, e);
        }
    }
}

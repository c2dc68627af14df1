package org.blockwatch.cli.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Folders that live as long as what was started in them. */
public final class TemporaryDirectory {

    private static final Set<Path> PRESENT = ConcurrentHashMap.newKeySet();

    private TemporaryDirectory() {}

    /** Returns a new folder under the system's own. */
    public static Path create(String prefix) {
        try {
            var directory = Files.createTempDirectory(prefix);
            PRESENT.add(directory);
            return directory;
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
            PRESENT.remove(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not delete the temporary folder " + directory, e);
        }
    }

    /** Deletes what is still there of all of them, as far as that can be done. */
    static void deleteAll() {
        for (var directory : List.copyOf(PRESENT)) {
            try {
                delete(directory);
            } catch (UncheckedIOException e) {
                // somebody still writes there, or it has gone: the process ends
            }
        }
    }
}

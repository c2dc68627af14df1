package org.blockwatch.cli.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The text files of the project, by their path from its root. What is built, or an editor keeps, is none of them. */
record SourceTree(Path root, SortedMap<Path, String> texts) {

    private static final Set<String> NOT_SOURCE =
            Set.of("target", "node_modules", ".git", ".idea", ".vscode", "bench-results");

    /** Reads the project that this test belongs to. */
    static SourceTree read() {
        Path root = Path.of("..").toAbsolutePath().normalize();
        SortedMap<Path, String> texts = new TreeMap<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NOT_SOURCE.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isRegularFile() && !file.endsWith(".git")) {
                        text(file).ifPresent(text -> texts.put(root.relativize(file), text));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SourceTree(root, texts);
    }

    /** Returns the text of a file, or empty for one that is not UTF-8. */
    private static Optional<String> text(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (MalformedInputException e) {
            return Optional.empty();
        }
    }

    /** Returns whether a path from the root leads to a file or folder. */
    boolean has(Path path) {
        return Files.exists(root.resolve(path).normalize());
    }

    /** Returns the text of a page; fails for one that does not exist. */
    String page(String path) {
        String text = texts.get(Path.of(path));
        if (text == null) {
            throw new IllegalArgumentException("no page " + path);
        }
        return text;
    }

    /** Returns whether a file is a page of Markdown. */
    static boolean isPage(Path file) {
        return file.toString().endsWith(".md");
    }
}

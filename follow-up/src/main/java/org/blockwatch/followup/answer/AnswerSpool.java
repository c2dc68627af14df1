package org.blockwatch.followup.answer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.blockwatch.followup.invite.TextSeal;
import org.blockwatch.service.settings.SettingsException;

/**
 * Answers on disk, a file each, sealed, until the topic has them. A file is there, whole and on the disk itself, before
 * {@link #put} returns.
 */
public final class AnswerSpool {

    private static final String ANSWER = ".answer";
    private static final String ASIDE = ".aside";
    private static final String NEW = ".new";
    private static final int MOST = 10_000;

    private final Path folder;
    private final TextSeal seal;

    /**
     * A spool in a folder, which is made if it is not there.
     *
     * @throws SettingsException if nothing can be written there
     */
    public AnswerSpool(Path folder, TextSeal seal) {
        this.folder = folder;
        this.seal = seal;
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "try", NEW));
        } catch (IOException e) {
            throw new SettingsException("spool.dir = " + folder + " cannot be written to (" + e.getMessage()
                    + "). Name a folder on a disk that outlives the process, and that its user may write to.");
        }
    }

    /**
     * Puts an answer on the disk.
     *
     * @return its file
     * @throws IOException if it is not there for certain
     */
    Path put(PatientAnswer answer) throws IOException {
        if (count() >= MOST) {
            throw new IOException("there are " + MOST + " answers already");
        }
        String name = String.format(Locale.ROOT, "%016d-%s", answer.at().toEpochMilli(), UUID.randomUUID());
        Path written = folder.resolve(name + NEW);
        ByteBuffer bytes = ByteBuffer.wrap(seal.seal(answer.toJson()).getBytes(StandardCharsets.US_ASCII));
        try (FileChannel file = FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Path there = folder.resolve(name + ANSWER);
        Files.move(written, there, StandardCopyOption.ATOMIC_MOVE);
        forceFolder();
        return there;
    }

    /** Returns what lies in a file; empty if nobody with these secrets put it there. */
    Optional<PatientAnswer> read(Path file) throws IOException {
        return seal.open(Files.readString(file, StandardCharsets.US_ASCII)).flatMap(PatientAnswer::of);
    }

    /** The topic has it. */
    void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** Nobody can send it as it is; people are to look at it. */
    void setAside(Path file) throws IOException {
        String name = file.getFileName().toString();
        Files.move(file, file.resolveSibling(name.replace(ANSWER, ASIDE)), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns the files that wait, the oldest answer first. */
    List<Path> waiting() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ANSWER))
                    .sorted()
                    .toList();
        }
    }

    private long count() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    /** The name of a new file is on the disk only once its folder is. */
    private void forceFolder() throws IOException {
        try (FileChannel there = FileChannel.open(folder, StandardOpenOption.READ)) {
            there.force(true);
        }
    }
}

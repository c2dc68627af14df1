package org.blockwatch.streams.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.blockwatch.service.settings.SettingsException;
import org.blockwatch.service.text.YamlEntry;
import org.blockwatch.streams.escalation.Policy;

/** Where policies come from: a YAML file of the site, or the one that ships with Blockwatch. */
public final class PolicyFile {

    private static final String BUILT_IN = "/policy/default.yaml";
    private static final String CANARY = "/policy/canary.yaml";

    private PolicyFile() {}

    /** The policy that ships with Blockwatch. */
    public static Policy builtIn() {
        return resource(BUILT_IN);
    }

    /** The policy of the synthetic patients, whatever the site's own is: see {@link org.blockwatch.schemas.Canary}. */
    public static Policy canary() {
        return resource(CANARY);
    }

    private static Policy resource(String name) {
        try (InputStream in = Objects.requireNonNull(PolicyFile.class.getResourceAsStream(name), name)) {
            return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A site's own policy.
     *
     * @throws SettingsException if the file cannot be read or holds no sound policy
     */
    public static Policy read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new SettingsException("The escalation policy " + file + " does not exist. Correct the path.", e);
        } catch (IOException e) {
            throw new SettingsException(
                    "The escalation policy " + file + " cannot be read (" + e.getMessage()
                            + "). Check its permissions and that it is text in UTF-8.",
                    e);
        }
    }

    static Policy parse(String file, String text) {
        try {
            return PolicyReader.policy(YamlEntry.parse(text));
        } catch (IllegalArgumentException e) {
            throw new SettingsException("The escalation policy " + file + " cannot be used: " + e.getMessage());
        }
    }
}

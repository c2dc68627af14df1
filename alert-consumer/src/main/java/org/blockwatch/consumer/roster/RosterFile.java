package org.blockwatch.consumer.roster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.blockwatch.service.settings.SettingsException;
import org.blockwatch.service.text.YamlEntry;

/** Where rosters come from: a YAML file of the site. */
public final class RosterFile {

    private RosterFile() {}

    /**
     * Returns a site's roster.
     *
     * @throws SettingsException if the file cannot be read or holds no sound roster; the message says where and why
     */
    public static Roster read(Path file) {
        return parse(file.toString(), text(file));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new SettingsException("The roster " + file + " does not exist. Correct the path.", e);
        } catch (IOException e) {
            throw new SettingsException(
                    "The roster " + file + " cannot be read (" + e.getMessage()
                            + "). Check its permissions and that it is text in UTF-8.",
                    e);
        }
    }

    static Roster parse(String file, String text) {
        try {
            return RosterReader.roster(YamlEntry.parse(text));
        } catch (IllegalArgumentException e) {
            throw new SettingsException("The roster " + file + " cannot be used: " + e.getMessage());
        }
    }
}

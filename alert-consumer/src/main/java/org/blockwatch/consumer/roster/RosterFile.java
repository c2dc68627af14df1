package org.blockwatch.consumer.roster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.blockwatch.service.settings.SettingsException;

/** Where rosters come from: a YAML file of the site. */
public final class RosterFile {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RosterFile() {}

    /**
     * A site's roster.
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
            throw new SettingsException("The roster " + file + " does not exist. Correct the path.");
        } catch (IOException e) {
            throw new SettingsException("The roster " + file + " cannot be read (" + e.getMessage()
                    + "). Check its permissions and that it is text in UTF-8.");
        }
    }

    static Roster parse(String file, String text) {
        try {
            return RosterReader.roster(new YamlEntry(YAML.readTree(text), ""));
        } catch (JsonProcessingException e) {
            throw new SettingsException("The roster " + file + " is not YAML at line "
                    + e.getLocation().getLineNr() + ". Check indentation, brackets and doubled keys up to there.");
        } catch (IllegalArgumentException e) {
            throw new SettingsException("The roster " + file + " cannot be used: " + e.getMessage());
        }
    }
}

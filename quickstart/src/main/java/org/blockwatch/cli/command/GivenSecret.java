package org.blockwatch.cli.command;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.service.settings.SecretFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A secret that a command needs: from the environment or a file, never from its arguments, which everybody can list. */
final class GivenSecret {

    private GivenSecret() {}

    /**
     * Returns the secret.
     *
     * @param key of the setting that the applications have it in, such as {@code log.id.secret}
     * @param file what an option names; null: the environment says it, as {@code LOG_ID_SECRET} or {@code LOG_ID_SECRET_FILE}
     * @throws org.blockwatch.service.settings.SettingsException if a file cannot be read, or it is given twice
     */
    static Optional<String> of(String key, @Nullable Path file) {
        return of(key, file, System.getenv());
    }

    static Optional<String> of(String key, @Nullable Path file, Map<String, String> environment) {
        if (file != null) {
            return Optional.ofNullable(SecretFiles.read(Map.of(key + ".file", file.toString()), "the command line")
                    .get(key));
        }
        var given = new HashMap<String, String>();
        var variable = key.toUpperCase(Locale.ROOT).replace('.', '_');
        Optional.ofNullable(environment.get(variable)).ifPresent(value -> given.put(key, value));
        Optional.ofNullable(environment.get(variable + "_FILE")).ifPresent(value -> given.put(key + ".file", value));
        return Optional.ofNullable(SecretFiles.read(given, "the environment").get(key));
    }

    /** Refuses what would stand in the list of processes and in the shell's history. */
    static final class Refused implements ITypeConverter<String> {
        @Override
        public String convert(String secret) {
            throw new TypeConversionException("everybody on this machine can read a command's arguments. Put the secret"
                    + " into the environment, or into a file and give that with the option that ends in -file");
        }
    }
}

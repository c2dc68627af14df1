package org.blockwatch;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.escalation.Policy;
import org.blockwatch.escalation.PolicyFile;
import org.blockwatch.recovery.ProtocolFile;
import org.blockwatch.service.SettingsException;

/**
 * What clinicians of a site have decided.
 *
 * @param protocols by which recovery is judged
 * @param policy by which people are paged
 */
public record Practice(Protocols protocols, Policy policy) {

    /** As it comes with the application. */
    public static Practice shipped() {
        return new Practice(ProtocolFile.shipped(), PolicyFile.builtIn());
    }

    /**
     * As the files say that the settings name.
     *
     * @throws SettingsException if a file cannot be used
     */
    static Practice of(StreamsSettings settings) {
        return new Practice(
                settings.protocolFile().map(Practice::protocols).orElseGet(ProtocolFile::shipped),
                settings.policyFile().map(PolicyFile::read).orElseGet(PolicyFile::builtIn));
    }

    private static Protocols protocols(Path file) {
        try {
            return new Protocols(ProtocolFile.read(file));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new SettingsException("protocol.file: " + e.getMessage());
        }
    }
}

package org.blockwatch;

import java.io.UncheckedIOException;
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
        try {
            Protocols protocols = settings.protocolFile()
                    .map(file -> new Protocols(ProtocolFile.read(file)))
                    .orElseGet(ProtocolFile::shipped);
            return new Practice(
                    protocols, settings.policyFile().map(PolicyFile::read).orElseGet(PolicyFile::builtIn));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new SettingsException("protocol.file: " + e.getMessage());
        }
    }
}

package org.blockwatch.streams.site;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.service.settings.SettingsException;
import org.blockwatch.streams.StreamsSettings;
import org.blockwatch.streams.escalation.Policy;

/**
 * What clinicians of a site have decided.
 *
 * @param protocols by which recovery is judged
 * @param policy by which people are paged
 */
public record SitePractice(Protocols protocols, Policy policy) {

    /** As it comes with the application. */
    public static SitePractice shipped() {
        return new SitePractice(ProtocolFile.shipped(), PolicyFile.builtIn());
    }

    /**
     * As the files say that the settings name.
     *
     * @throws SettingsException if a file cannot be used
     */
    public static SitePractice of(StreamsSettings settings) {
        return new SitePractice(
                settings.protocolFile().map(SitePractice::protocols).orElseGet(ProtocolFile::shipped),
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

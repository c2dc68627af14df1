package org.blockwatch.streams.site;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.service.settings.SettingsException;
import org.blockwatch.streams.escalation.Policies;
import org.blockwatch.streams.escalation.Policy;

/**
 * What clinicians of a site have decided.
 *
 * @param protocols by which recovery is judged; findings tell times in the policy's zone
 * @param policy by which people are paged
 */
public record SitePractice(Protocols protocols, Policy policy) {

    public SitePractice {
        protocols = protocols.in(policy.home().zone());
    }

    /** As it comes with the application. */
    public static SitePractice shipped() {
        return new SitePractice(ProtocolFile.shipped(), PolicyFile.builtIn());
    }

    /**
     * Reads the files of a site; what it has no file for is as it comes with the application.
     *
     * @throws SettingsException if a file cannot be used
     */
    public static SitePractice of(Optional<Path> protocolFile, Optional<Path> policyFile) {
        return new SitePractice(
                protocolFile.map(SitePractice::protocols).orElseGet(ProtocolFile::shipped),
                policyFile.map(PolicyFile::read).orElseGet(PolicyFile::builtIn));
    }

    /** Returns the same practice where nobody is paged: for a replay, in which nobody would ever answer. */
    public SitePractice withoutPaging() {
        return new SitePractice(protocols, policy.withoutTiers());
    }

    /** Returns the site's policy, and that of the synthetic patients. */
    public Policies policies() {
        return new Policies(policy, PolicyFile.canary());
    }

    private static Protocols protocols(Path file) {
        try {
            return new Protocols(ProtocolFile.read(file));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new SettingsException("protocol.file: " + e.getMessage());
        }
    }
}

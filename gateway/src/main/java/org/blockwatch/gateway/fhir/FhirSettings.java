package org.blockwatch.gateway.fhir;

import io.smallrye.config.WithName;
import java.util.List;
import java.util.Optional;

/** The settings of the FHIR door. */
public interface FhirSettings {

    /**
     * Who may send FHIR, comma-separated, {@code name=token} each; the name is that in clients of a map. Make a token by
     * {@code openssl rand -hex 32}. Unset: there is no FHIR door.
     */
    @WithName("fhir.tokens")
    Optional<List<String>> fhirTokens();
}

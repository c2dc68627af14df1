package org.blockwatch.gateway;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.blockwatch.gateway.fhir.FhirSettings;
import org.blockwatch.gateway.mllp.MllpSettings;
import org.blockwatch.service.settings.Checked;
import org.blockwatch.service.settings.ServiceSettings;

/** The settings of the gateway. */
public interface GatewaySettings extends ServiceSettings, MllpSettings, FhirSettings {

    @Override
    @WithName("http.port")
    @WithDefault("7074")
    @WithConverter(Checked.Port.class)
    int httpPort();

    /** The maps, YAML files, comma-separated: one for each source. */
    @WithName("maps")
    List<Path> maps();

    /** Whether maps that nobody has signed may be used: to try them, never in front of patients. */
    @WithName("trial")
    @WithDefault("false")
    boolean trial();

    /** Whether every HL7 v2 message is also written as received, to blockwatch.hl7.raw, where it is kept for 7 days. */
    @WithName("hl7.raw")
    @WithDefault("false")
    boolean hl7Raw();

    /** This instance's own name towards Kafka, kept over a restart. By default blockwatch-gateway- and the host's name. */
    @WithName("transactional.id")
    Optional<String> transactionalId();
}

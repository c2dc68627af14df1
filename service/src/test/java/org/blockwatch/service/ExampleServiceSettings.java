package org.blockwatch.service;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.blockwatch.service.settings.Checked;
import org.blockwatch.service.settings.ServiceSettings;

/** Settings as a service would extend them. */
public interface ExampleServiceSettings extends ServiceSettings {

    @Override
    @WithName("http.port")
    @WithDefault("7079")
    @WithConverter(Checked.Port.class)
    int httpPort();

    @WithName("canary.interval")
    @WithDefault("PT1M")
    @WithConverter(Checked.Period.class)
    Duration interval();

    @WithName("canary.password")
    Optional<String> password();

    @WithName("canary.songs")
    Optional<List<String>> songs();

    @WithName("canary.token")
    Optional<List<Integer>> tokens();
}

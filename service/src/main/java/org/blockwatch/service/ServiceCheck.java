package org.blockwatch.service;

import java.util.List;
import org.blockwatch.service.settings.ServiceSettings;
import org.blockwatch.service.settings.Settings;
import org.blockwatch.service.settings.SettingsException;

/**
 * Looks at what a service's settings point to, files say, without starting the service.
 *
 * @param <T> the service's settings
 */
@FunctionalInterface
public interface ServiceCheck<T extends ServiceSettings> {

    /**
     * Looks.
     *
     * @return what a service can start with but somebody should look after, a line each
     * @throws SettingsException if a service cannot start with this
     */
    List<String> of(Settings<T> settings);
}

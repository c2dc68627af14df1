package org.blockwatch.service;

import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.settings.ServiceSettings;
import org.blockwatch.service.settings.Settings;
import org.blockwatch.service.settings.SettingsException;

/**
 * How a service is started.
 *
 * @param <T> its settings
 */
@FunctionalInterface
public interface ServiceStart<T extends ServiceSettings> {

    /**
     * Starts the service and returns once its endpoints are open; it becomes ready later.
     *
     * @throws SettingsException if it cannot start with these settings
     */
    Service start(Settings<T> settings, EngineClock clock);
}

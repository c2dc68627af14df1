package org.blockwatch.service.settings;

import io.smallrye.config.common.MapBackedConfigSource;
import java.util.Map;

/** Settings from one place, under the name by which people know that place. */
final class SettingsSource extends MapBackedConfigSource {

    private static final long serialVersionUID = 1L;

    SettingsSource(String name, Map<String, String> settings, int ordinal) {
        super(name, settings, ordinal);
    }
}

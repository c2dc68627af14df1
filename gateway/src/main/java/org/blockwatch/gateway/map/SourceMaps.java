package org.blockwatch.gateway.map;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.blockwatch.service.settings.SettingsException;

/** The maps in force: one for each source. */
public final class SourceMaps {

    private final List<SourceMap> maps;

    /**
     * Maps together.
     *
     * @throws SettingsException if two have one name, or would both take a sender
     */
    public SourceMaps(List<SourceMap> maps) {
        this.maps = List.copyOf(maps);
        Set<Object> taken = new HashSet<>();
        for (SourceMap map : maps) {
            List<Object> keys = new ArrayList<>(map.from().applications());
            keys.addAll(map.from().clients());
            keys.add(List.of(map.name()));
            for (Object key : keys) {
                if (!taken.add(key)) {
                    throw new SettingsException("Two maps have or take " + key + ", one of them " + map.id()
                            + ": a source has one map, and a sender is one source.");
                }
            }
        }
    }

    /** Returns all of them. */
    public List<SourceMap> all() {
        return maps;
    }

    /** Returns the map of a sender of HL7 v2: of several that take it, the one that asks for most. */
    public Optional<SourceMap> of(String application, String facility, String certificate) {
        SourceMap best = null;
        int most = -1;
        for (SourceMap map : maps) {
            for (SourceMap.Sender sender : map.from().applications()) {
                int asked = asked(sender);
                if (asked > most && sender.is(application, facility, certificate)) {
                    best = map;
                    most = asked;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Returns the map of a FHIR client. */
    public Optional<SourceMap> ofClient(String client) {
        return maps.stream()
                .filter(map -> map.from().clients().contains(client))
                .findFirst();
    }

    private static int asked(SourceMap.Sender sender) {
        return (sender.application().isEmpty() ? 0 : 1)
                + (sender.facility().isEmpty() ? 0 : 1)
                + (sender.certificate().isEmpty() ? 0 : 1);
    }
}

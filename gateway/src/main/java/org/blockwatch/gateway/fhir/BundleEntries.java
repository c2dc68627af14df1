package org.blockwatch.gateway.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The resources of a bundle, or one that stands alone, and the patients among them that the others refer to. */
final class BundleEntries {

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, JsonNode> patients = new LinkedHashMap<>();

    /**
     * A resource and where it stands.
     *
     * @param path FHIRPath to it
     */
    record Entry(JsonNode resource, String path) {}

    private BundleEntries() {}

    static BundleEntries of(JsonNode resource) {
        BundleEntries found = new BundleEntries();
        if (resource.path("resourceType").asText().equals("Bundle")) {
            int index = 0;
            for (JsonNode entry : resource.path("entry")) {
                found.add(
                        entry.path("resource"),
                        entry.path("fullUrl").asText(""),
                        "Bundle.entry[" + index + "].resource");
                index++;
            }
        } else {
            found.add(resource, "", resource.path("resourceType").asText());
        }
        return found;
    }

    private void add(JsonNode resource, String fullUrl, String path) {
        if (resource.isMissingNode()) {
            return;
        }
        entries.add(new Entry(resource, path));
        for (JsonNode contained : resource.path("contained")) {
            if (contained.path("resourceType").asText().equals("Patient")) {
                patients.put("#" + contained.path("id").asText(), contained);
            }
        }
        if (resource.path("resourceType").asText().equals("Patient")) {
            patients.put(fullUrl, resource);
            patients.put("Patient/" + resource.path("id").asText(), resource);
        }
    }

    List<Entry> entries() {
        return entries;
    }

    Optional<JsonNode> patient(String reference) {
        return Optional.ofNullable(patients.get(reference));
    }
}

package org.blockwatch.gateway.fhir;

import org.blockwatch.gateway.intake.Interpretation;
import org.blockwatch.gateway.map.SourceMap;

/** Reads a resource that nobody has sent, to try a map on it. */
public final class FhirSample {

    private FhirSample() {}

    /** Returns what a resource in R4 or, if that says so, R5 holds; what it is not is a problem of it. */
    public static Interpretation read(String text, String contentType, SourceMap map) {
        try {
            return ResourceReader.read(BundleEntries.of(FhirText.of(contentType).parse(text)), map);
        } catch (FhirRefusal e) {
            Interpretation refused = new Interpretation();
            refused.problem(e.element(), String.valueOf(e.getMessage()));
            return refused;
        }
    }
}

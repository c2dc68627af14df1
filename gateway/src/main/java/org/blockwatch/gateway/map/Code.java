package org.blockwatch.gateway.map;

import java.util.Locale;
import java.util.Map;

/**
 * A code and the system that it is of, by the one name that this system has here.
 *
 * @param system LOINC, SNOMED, MDC, ATC or UCUM; any other as the source writes it
 */
public record Code(String system, String code) {

    private static final String LOINC = "LOINC";
    private static final String SNOMED = "SNOMED";
    private static final String MDC = "MDC";
    private static final String ATC = "ATC";

    /** How HL7 v2 (table 0396), FHIR and object identifiers name the same system. */
    private static final Map<String, String> SYSTEMS = Map.ofEntries(
            Map.entry("ln", LOINC),
            Map.entry("loinc", LOINC),
            Map.entry("http://loinc.org", LOINC),
            Map.entry("urn:oid:2.16.840.1.113883.6.1", LOINC),
            Map.entry("2.16.840.1.113883.6.1", LOINC),
            Map.entry("sct", SNOMED),
            Map.entry("sct2", SNOMED),
            Map.entry("snm", SNOMED),
            Map.entry("snomed", SNOMED),
            Map.entry("snomed-ct", SNOMED),
            Map.entry("http://snomed.info/sct", SNOMED),
            Map.entry("urn:oid:2.16.840.1.113883.6.96", SNOMED),
            Map.entry("2.16.840.1.113883.6.96", SNOMED),
            Map.entry("mdc", MDC),
            Map.entry("urn:iso:std:iso:11073:10101", MDC),
            Map.entry("urn:oid:2.16.840.1.113883.6.24", MDC),
            Map.entry("2.16.840.1.113883.6.24", MDC),
            Map.entry("atc", ATC),
            Map.entry("wc", ATC),
            Map.entry("http://www.whocc.no/atc", ATC),
            Map.entry("urn:oid:2.16.840.1.113883.6.73", ATC),
            Map.entry("ucum", "UCUM"),
            Map.entry("http://unitsofmeasure.org", "UCUM"));

    /** Returns the code under the one name of its system. */
    public static Code of(String system, String code) {
        String plain = system.strip();
        return new Code(SYSTEMS.getOrDefault(plain.toLowerCase(Locale.ROOT), plain), code.strip());
    }

    /** Returns it for people: {@code LOINC 8867-4}. */
    @Override
    public String toString() {
        return (system.isEmpty() ? "(no system)" : system) + " " + code;
    }
}

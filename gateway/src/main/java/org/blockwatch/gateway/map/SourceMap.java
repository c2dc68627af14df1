package org.blockwatch.gateway.map;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a site says of one source: who it is, and what its codes mean.
 *
 * @param name the source's name in statements and metrics
 * @param version another one at every change
 * @param from how to know it
 * @param conventions how it writes what every message has
 * @param codes what its codes mean
 */
public record SourceMap(String name, String version, Senders from, Conventions conventions, Codes codes) {

    /**
     * How to know a source.
     *
     * @param applications MSH-3 and MSH-4, and the certificate's subject; empty: any that no other map names
     * @param clients names of FHIR clients' tokens
     */
    public record Senders(List<Sender> applications, Set<String> clients) {
        public Senders {
            applications = List.copyOf(applications);
            clients = Set.copyOf(clients);
        }
    }

    /**
     * A sending application; what is empty is not asked for.
     *
     * @param certificate the subject of the certificate that it must show
     */
    public record Sender(String application, String facility, String certificate) {
        boolean is(String sentApplication, String sentFacility, String shown) {
            return (application.isEmpty() || application.equals(sentApplication))
                    && (facility.isEmpty() || facility.equals(sentFacility))
                    && (certificate.isEmpty() || certificate.equals(shown));
        }
    }

    /**
     * How a source writes what every message has.
     *
     * @param patient which of several identifiers is the patient's
     * @param monitored the units in which patients are monitored; empty: transfers are no statements
     * @param silence how long it may send nothing
     */
    public record Conventions(
            ZoneId zone,
            Charset charset,
            PatientIdentifier patient,
            Set<String> monitored,
            Optional<Duration> silence) {
        public Conventions {
            monitored = Set.copyOf(monitored);
        }
    }

    /**
     * Which identifier is the patient's; what is empty is not asked for.
     *
     * @param system of a FHIR identifier, or the authority of a PID-3 (its first subcomponent)
     * @param type of a PID-3 (component 5), or of a FHIR identifier
     */
    public record PatientIdentifier(String system, String type) {}

    /**
     * What codes mean.
     *
     * @param meanings of observations
     * @param blocks what says that a block was done, in OBR-4 or {@code Procedure.code}
     * @param assessments purposes of examinations, by OBR-4 or the code of the panel
     * @param drugs anticoagulants, and beginnings of ATC codes
     */
    public record Codes(Map<Code, Meaning> meanings, Set<Code> blocks, Map<Code, String> assessments, Set<Code> drugs) {
        public Codes {
            meanings = Map.copyOf(meanings);
            blocks = Set.copyOf(blocks);
            assessments = Map.copyOf(assessments);
            drugs = Set.copyOf(drugs);
        }

        /** Returns what the first of these codes means that is known. */
        public Optional<Meaning> meaning(List<Code> of) {
            return of.stream().filter(meanings::containsKey).map(meanings::get).findFirst();
        }

        /** Returns whether one of these says that a block was done. */
        public boolean isBlock(List<Code> of) {
            return of.stream().anyMatch(blocks::contains);
        }

        /** Returns whether one of these is an anticoagulant, an ATC code by its beginning. */
        public boolean isAnticoagulant(List<Code> of) {
            return of.stream()
                    .anyMatch(code -> drugs.contains(code)
                            || code.system().equals("ATC")
                                    && drugs.stream()
                                            .anyMatch(drug -> drug.system().equals("ATC")
                                                    && code.code().startsWith(drug.code())));
        }
    }

    /** Returns name and version, for record headers and people: {@code monitors/3}. */
    public String id() {
        return name + "/" + version;
    }
}

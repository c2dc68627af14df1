package org.blockwatch.gateway.map;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.Modality;
import org.blockwatch.event.Movement;
import org.blockwatch.event.Reflex;
import org.blockwatch.event.Region;
import org.blockwatch.event.Side;
import org.blockwatch.gateway.hl7.Hl7Charset;
import org.blockwatch.gateway.map.SourceMap.Codes;
import org.blockwatch.gateway.map.SourceMap.Conventions;
import org.blockwatch.gateway.map.SourceMap.PatientIdentifier;
import org.blockwatch.gateway.map.SourceMap.Sender;
import org.blockwatch.gateway.map.SourceMap.Senders;
import org.blockwatch.service.text.YamlEntry;

/** Reads a {@link SourceMap} and refuses one that leaves anything to guess. Errors are those of {@link YamlEntry}. */
final class SourceMapReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern ANY = Pattern.compile(".*\\S.*");
    private static final Pattern TEXT = Pattern.compile(".*");
    private static final String SYSTEM = "systems by name, such as LOINC, SNOMED, MDC, or the source's own in quotes";
    private static final String CODES = "a list of codes, each in quotes";
    private static final List<String> SHIPPED = List.of("vitals-loinc", "vitals-mdc", "vitals-snomed");
    private static final List<String> ATC_OF_ANTICOAGULANTS = List.of("B01AA", "B01AB", "B01AE", "B01AF");

    private static final Map<String, List<String>> COORDINATES = Map.of(
            "side", names(Side.values()),
            "movement", names(Movement.values()),
            "region", names(Region.values()),
            "modality", names(Modality.values()),
            "reflex", names(Reflex.values()));

    private final Map<Code, Meaning> meanings = new LinkedHashMap<>();
    private int rank;

    SourceMap map(YamlEntry root, boolean trial) {
        root.having(
                "name",
                "version",
                "approved",
                "from",
                "clients",
                "zone",
                "charset",
                "patient",
                "units",
                "silence",
                "uses",
                "observations",
                "block",
                "assessments",
                "anticoagulants");
        String name = root.at("name").text(NAME, "the source's name in lower case with hyphens, such as monitors");
        approval(root.at("approved"), trial);
        observations(root.at("observations"));
        for (String list : uses(root.at("uses"))) {
            YamlEntry shipped = YamlEntry.parse(SourceMapFile.shipped(list));
            observations(shipped.having("observations").at("observations"));
        }
        Codes codes = new Codes(
                meanings,
                codes(root.at("block"), "codes"),
                assessments(root.at("assessments")),
                drugs(root.at("anticoagulants")));
        return new SourceMap(name, version(root.at("version")), senders(root), conventions(root), codes);
    }

    @SuppressWarnings("UnusedException") // told as what to write instead
    private static void approval(YamlEntry entry, boolean trial) {
        if (!entry.isThere()) {
            if (!trial) {
                throw entry.wrong(
                        "approved: {by: \"Dr A. Meier\", on: 2026-11-20}, once whoever answers for the codes has"
                                + " checked them. Unsigned it runs only with trial = true");
            }
            return;
        }
        entry.having("by", "on");
        entry.at("by").text(ANY, "who has checked the codes, in quotes");
        try {
            LocalDate.parse(entry.at("on").word());
        } catch (DateTimeException e) {
            throw entry.at("on").wrong("the day on which it was signed, such as 2026-11-20");
        }
    }

    private static String version(YamlEntry entry) {
        return entry.isWhole()
                ? entry.word()
                : entry.text(NAME, "a whole number, or a text such as 2026-w48, another one at every change");
    }

    private static Senders senders(YamlEntry root) {
        YamlEntry from = root.at("from");
        Set<String> clients = new LinkedHashSet<>(
                root.at("clients").listIfThere("a list of names of tokens", item -> item.text(NAME, "a token's name")));
        if (from.word().equals("any")) {
            return new Senders(List.of(new Sender("", "", "")), clients);
        }
        List<Sender> senders = from.listIfThere(
                "a list of senders, such as {application: ADT1, facility: HOSP}, or any", SourceMapReader::sender);
        if (senders.isEmpty() && clients.isEmpty()) {
            throw from.wrong("from: with the senders of HL7 v2, or clients: with those of FHIR");
        }
        return new Senders(senders, clients);
    }

    private static Sender sender(YamlEntry entry) {
        entry.having("application", "facility", "certificate");
        return new Sender(
                entry.at("application").text(ANY, "MSH-3 of the source, its first component, in quotes"),
                optional(entry.at("facility"), "MSH-4 of the source, its first component, in quotes"),
                optional(entry.at("certificate"), "the subject of its certificate, such as \"CN=adt1\""));
    }

    private static Conventions conventions(YamlEntry root) {
        YamlEntry patient = root.at("patient");
        if (patient.isThere()) {
            patient.having("system", "type");
        }
        YamlEntry units = root.at("units");
        return new Conventions(
                zone(root.at("zone")),
                charset(root.at("charset")),
                new PatientIdentifier(
                        optional(
                                patient.at("system"), "the authority or system of the patient's identifier, in quotes"),
                        optional(patient.at("type"), "the type of the patient's identifier, such as MR")),
                Set.copyOf(
                        units.isThere()
                                ? units.having("monitored")
                                        .at("monitored")
                                        .list("a list of units", unit -> unit.text(ANY, "a unit in quotes"))
                                : List.of()),
                root.at("silence").isThere()
                        ? Optional.of(root.at("silence").duration("how long it may be silent, such as 15 min"))
                        : Optional.empty());
    }

    @SuppressWarnings("UnusedException") // told as what to write instead
    private static ZoneId zone(YamlEntry entry) {
        try {
            return ZoneId.of(entry.text(ANY, "the time zone of the source's clocks, such as Europe/Berlin"));
        } catch (DateTimeException e) {
            throw entry.wrong("a time zone, such as Europe/Berlin");
        }
    }

    private static Charset charset(YamlEntry entry) {
        if (!entry.isThere()) {
            return StandardCharsets.UTF_8;
        }
        return Hl7Charset.named(entry.text(ANY, "the character set of messages that name none, such as UTF-8"))
                .orElseThrow(() -> entry.wrong("a character set, such as UTF-8 or windows-1252"));
    }

    private static List<String> uses(YamlEntry entry) {
        return entry.listIfThere("a list of " + String.join(", ", SHIPPED), item -> {
            if (!SHIPPED.contains(item.word())) {
                throw item.wrong("one of " + String.join(", ", SHIPPED));
            }
            return item.word();
        });
    }

    /** The first one that says what a code means counts: the site's own stand before those that come with Blockwatch. */
    private void observations(YamlEntry entry) {
        Set<Code> before = Set.copyOf(meanings.keySet());
        entry.listIfThere("a list of what codes mean", item -> {
            observation(item, before);
            return item;
        });
    }

    private void observation(YamlEntry entry, Set<Code> before) {
        entry.having("means", "codes", "units", "values", "side", "movement", "region", "modality", "reflex");
        ContractField field = field(entry.at("means"));
        Map<String, String> coordinates = new HashMap<>();
        for (String coordinate : COORDINATES.keySet()) {
            YamlEntry there = entry.at(coordinate);
            if (field.coordinates().contains(coordinate)) {
                coordinates.put(coordinate, choice(there, COORDINATES.get(coordinate)));
            } else if (there.isThere()) {
                throw there.refused("belongs to no " + field.word() + ": leave it out.");
            }
        }
        Meaning meaning = new Meaning(
                field, coordinates, units(entry.at("units"), field), values(entry.at("values"), field), rank++);
        for (Code code : codes(entry, "codes")) {
            if (meanings.putIfAbsent(code, meaning) != null && !before.contains(code)) {
                throw entry.at("codes")
                        .refused("has " + code + ", of which another entry says what it means: write it once.");
            }
        }
    }

    private static ContractField field(YamlEntry entry) {
        String word = entry.word();
        if (word.equals("straightLegRaise")) {
            throw entry.wrong(
                    "active-lift, if the patient lifts the heel himself. A straight-leg raise in most records is"
                            + " Lasègue's pain test, where somebody else lifts it: that one is no finding here");
        }
        return ContractField.of(word)
                .orElseThrow(() -> entry.wrong("one of "
                        + String.join(
                                ", ",
                                Arrays.stream(ContractField.values())
                                        .map(ContractField::word)
                                        .toList())));
    }

    private static Map<String, Unit> units(YamlEntry entry, ContractField field) {
        boolean needed = field.kind() == ContractField.Kind.NUMBER;
        if (!field.isNumeric() || !needed && !entry.isThere()) {
            if (entry.isThere()) {
                throw entry.refused("belongs to no " + field.word() + ": leave it out.");
            }
            return Map.of();
        }
        Map<String, Unit> units = new HashMap<>();
        List<String> words = Arrays.stream(Unit.values()).map(Unit::word).toList();
        for (Unit unit : Unit.values()) {
            YamlEntry there = entry.having(Set.copyOf(words)).at(unit.word());
            there.listIfThere("a list of units as the source writes them, in quotes; \"\" if it writes none", item -> {
                if (units.put(item.text(TEXT, "a unit in quotes"), unit) != null) {
                    throw item.refused("stands twice: a unit has one meaning.");
                }
                return item;
            });
        }
        if (units.isEmpty()) {
            throw entry.wrong("at least one unit, such as as-is: [\"/min\"]");
        }
        return units;
    }

    private static Map<String, String> values(YamlEntry entry, ContractField field) {
        boolean needed = field.kind() == ContractField.Kind.CHOICE;
        if (field.choices().isEmpty() || !needed && !entry.isThere()) {
            if (entry.isThere()) {
                throw entry.refused("belongs to no " + field.word() + ": leave it out.");
            }
            return Map.of();
        }
        Map<String, String> values = new HashMap<>();
        entry.having(Set.copyOf(field.choices()));
        for (String value : field.choices()) {
            entry.at(value).listIfThere("a list of the source's values, in quotes", item -> {
                if (values.put(item.word().strip(), value) != null) {
                    throw item.refused("stands twice: a value has one meaning.");
                }
                return item;
            });
        }
        if (values.isEmpty()) {
            throw entry.wrong("at least one value of the source for one of " + String.join(", ", field.choices()));
        }
        return values;
    }

    private static Map<Code, String> assessments(YamlEntry entry) {
        Map<Code, String> purposes = new HashMap<>();
        entry.listIfThere("a list of {purpose, codes}", item -> {
            item.having("purpose", "codes");
            String purpose = choice(item.at("purpose"), names(AssessmentPurpose.values()));
            codes(item, "codes").forEach(code -> purposes.put(code, purpose));
            return item;
        });
        return purposes;
    }

    private static Set<Code> drugs(YamlEntry entry) {
        Set<Code> drugs = new LinkedHashSet<>();
        if (entry.isThere()) {
            entry.having("atc", "codes");
            drugs.addAll(entry.at("codes").isThere() ? codes(entry, "codes") : Set.of());
        }
        List<String> atc = entry.at("atc").isThere()
                ? entry.at("atc").list("a list of beginnings of ATC codes", item -> item.text(ANY, "an ATC code"))
                : ATC_OF_ANTICOAGULANTS;
        atc.forEach(code -> drugs.add(new Code("ATC", code)));
        return drugs;
    }

    /** Returns the codes under this name, which stand by their system; none if nothing stands here at all. */
    private static Set<Code> codes(YamlEntry owner, String name) {
        if (!owner.isThere()) {
            return Set.of();
        }
        YamlEntry entry = owner.at(name);
        Set<Code> codes = new LinkedHashSet<>();
        for (String system : entry.names(TEXT, SYSTEM)) {
            entry.at(system).list(CODES, item -> {
                String code = item.word();
                if (code.isBlank()) {
                    throw item.wrong("a code in quotes");
                }
                codes.add(Code.of(system, code));
                return item;
            });
        }
        return codes;
    }

    private static String choice(YamlEntry entry, List<String> among) {
        String word = entry.word();
        if (!among.contains(word)) {
            throw entry.wrong("one of " + String.join(", ", among));
        }
        return word;
    }

    private static String optional(YamlEntry entry, String expected) {
        return entry.isThere() ? entry.text(ANY, expected) : "";
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(Enum::name)
                .filter(name -> !name.equals("UNKNOWN"))
                .toList();
    }
}

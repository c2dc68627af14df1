package org.blockwatch.gateway.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.Location;
import org.blockwatch.gateway.chart.ChartedStatement;
import org.blockwatch.gateway.chart.EventIds;
import org.blockwatch.gateway.chart.ObservationCharting;
import org.blockwatch.gateway.chart.ObservationGroup;
import org.blockwatch.gateway.chart.Observed;
import org.blockwatch.gateway.chart.Observed.Moment;
import org.blockwatch.gateway.chart.Observed.Standing;
import org.blockwatch.gateway.chart.Observed.Value;
import org.blockwatch.gateway.intake.Act;
import org.blockwatch.gateway.intake.Interpretation;
import org.blockwatch.gateway.map.Code;
import org.blockwatch.gateway.map.SourceMap;
import org.jspecify.annotations.Nullable;

/** Reads what resources say of patients, R4 and R5 alike. Of types that say nothing here nothing comes. */
final class ResourceReader {

    private static final int LONGEST_ID = 200;
    private static final int LONGEST_PLACE = 40;
    private static final Set<String> IN_HOUSE = Set.of("EMER", "IMP", "ACUTE", "NONAC", "OBSENC");

    private final SourceMap map;
    private final BundleEntries bundle;
    private final Interpretation interpretation = new Interpretation();

    private ResourceReader(SourceMap map, BundleEntries bundle) {
        this.map = map;
        this.bundle = bundle;
    }

    static Interpretation read(BundleEntries bundle, SourceMap map) {
        ResourceReader reader = new ResourceReader(map, bundle);
        for (BundleEntries.Entry entry : bundle.entries()) {
            JsonNode resource = entry.resource();
            switch (resource.path("resourceType").asText()) {
                case "Observation" -> reader.observation(resource, entry.path());
                case "Procedure" -> reader.procedure(resource, entry.path());
                case "Encounter" -> reader.encounter(resource, entry.path());
                case "MedicationAdministration" -> reader.medication(resource, entry.path());
                case "QuestionnaireResponse" -> reader.questionnaire(resource, entry.path());
                default -> {
                    // nothing for us
                }
            }
        }
        return reader.interpretation;
    }

    private void observation(JsonNode resource, String path) {
        String status = resource.path("status").asText();
        if (status.equals("registered")) {
            return;
        }
        Standing standing = standing(status);
        List<Observed> observations = new ArrayList<>();
        Optional<Moment> at = Optional.empty();
        List<Part> parts = parts(resource, path);
        for (Part part : parts) {
            if (map.codes().meaning(part.codes()).isEmpty()) {
                if (!part.codes().isEmpty() && part.value() != null) {
                    interpretation.unknown(part.codes().get(0));
                }
                continue;
            }
            if (part.value() == null && standing != Standing.TAKEN_BACK) {
                continue; // not measured
            }
            at = at.isPresent() ? at : moment(FhirTime.text(resource, "effective", true), path + ".effective");
            if (at.isEmpty()) {
                return;
            }
            Value value = part.value() == null ? new Value(List.of(), Set.of(""), null, "") : part.value();
            observations.add(new Observed(part.codes(), value, at.get(), standing, "", part.path()));
        }
        if (observations.isEmpty()) {
            return;
        }
        chart(resource, codes(resource.path("code")), observations, resource.path("issued"), path);
    }

    private record Part(List<Code> codes, @Nullable Value value, String path) {}

    private static List<Part> parts(JsonNode resource, String path) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(codes(resource.path("code")), value(resource), path + ".value"));
        int index = 0;
        for (JsonNode component : resource.path("component")) {
            parts.add(new Part(
                    codes(component.path("code")), value(component), path + ".component[" + index + "].value"));
            index++;
        }
        return parts;
    }

    private void chart(
            JsonNode resource, List<Code> codes, List<Observed> observations, JsonNode recorded, String path) {
        Optional<String> patient = patient(resource.path("subject"), path + ".subject");
        if (patient.isEmpty()) {
            return;
        }
        ObservationCharting charting = new ObservationCharting(map);
        charting.add(new ObservationGroup(
                patient.get(),
                encounterId(resource),
                identity(resource),
                codes,
                FhirTime.orNull(recorded),
                observations));
        interpretation.charted(patient.get(), null, path, charting);
    }

    private void questionnaire(JsonNode resource, String path) {
        String status = resource.path("status").asText();
        if (status.equals("in-progress") || status.equals("stopped")) {
            return;
        }
        List<Observed> observations = new ArrayList<>();
        Optional<Moment> at = moment(resource.path("authored").asText(""), path + ".authored");
        if (at.isPresent()) {
            items(resource, resource.path("questionnaire").asText(""), at.get(), standing(status), observations, path);
        }
        if (!observations.isEmpty()) {
            chart(resource, List.of(), observations, resource.path("authored"), path);
        }
    }

    private void items(
            JsonNode owner, String questionnaire, Moment at, Standing standing, List<Observed> into, String path) {
        int index = 0;
        for (JsonNode item : owner.path("item")) {
            String here = path + ".item[" + index + "]";
            List<Code> codes =
                    List.of(Code.of(questionnaire, item.path("linkId").asText()));
            for (JsonNode answer : item.path("answer")) {
                Value value = value(answer);
                if (map.codes().meaning(codes).isEmpty()) {
                    interpretation.unknown(codes.get(0));
                } else if (value != null) {
                    into.add(new Observed(codes, value, at, standing, "", here + ".answer"));
                }
                items(answer, questionnaire, at, standing, into, here + ".answer");
            }
            items(item, questionnaire, at, standing, into, here);
            index++;
        }
    }

    private void procedure(JsonNode resource, String path) {
        String status = resource.path("status").asText();
        boolean error = status.equals("entered-in-error");
        if (!map.codes().isBlock(codes(resource.path("code"))) || !error && !status.equals("completed")) {
            return; // an order or a booking is no block
        }
        String name =
                resource.has("occurrenceDateTime") || resource.has("occurrencePeriod") ? "occurrence" : "performed";
        String text = FhirTime.text(resource, name, true);
        Optional<Moment> last = moment(text, path + "." + name);
        Optional<String> patient = patient(resource.path("subject"), path + ".subject");
        if (last.isEmpty() || patient.isEmpty()) {
            return;
        }
        if (resource.has(name + "Period") && !resource.path(name + "Period").has("end")) {
            interpretation.problem(
                    path + "." + name + "Period.end",
                    "there is no instant of the last dose: the block may still go on");
            return;
        }
        String id = EventIds.of(map.name(), identity(resource), "block");
        BlockPerformed block = BlockPerformed.newBuilder()
                .setEventId(id)
                .setBlockId(id)
                .setPatientId(patient.get())
                .setEncounterId(encounterId(resource))
                .setSource(map.name())
                .setOccurredAt(last.get().instant())
                .setFirstDoseAt(FhirTime.orNull(resource.path(name + "Period").path("start")))
                .setRecordedAt(FhirTime.orNull(resource.path("recorded")))
                .setProceduralistId(performer(resource))
                .setAnticoagulationNotStated(true)
                .build();
        interpretation.add(new Act.Charted(
                patient.get(),
                null,
                ChartedStatement.whole(block, error ? Standing.TAKEN_BACK : Standing.STANDS, false),
                path));
    }

    private static @Nullable String performer(JsonNode resource) {
        JsonNode actor = resource.path("performer").path(0).path("actor");
        String id = actor.path("identifier")
                .path("value")
                .asText(last(actor.path("reference").asText("")));
        return id.isEmpty() ? null : id;
    }

    private void medication(JsonNode resource, String path) {
        String status = resource.path("status").asText();
        List<Code> codes = codes(
                resource.has("medicationCodeableConcept")
                        ? resource.path("medicationCodeableConcept")
                        : resource.path("medication").path("concept"));
        boolean error = status.equals("entered-in-error");
        if (!map.codes().isAnticoagulant(codes)
                || !error && !Set.of("completed", "in-progress").contains(status)) {
            return;
        }
        // R5 spells it "occurence", and a later correction of it may not.
        String name = resource.has("effectiveDateTime") || resource.has("effectivePeriod")
                ? "effective"
                : resource.has("occurrenceDateTime") || resource.has("occurrencePeriod") ? "occurrence" : "occurence";
        Optional<Moment> at = moment(FhirTime.text(resource, name, false), path + "." + name);
        Optional<String> patient = patient(resource.path("subject"), path + ".subject");
        if (at.isEmpty() || patient.isEmpty()) {
            return;
        }
        CareEvent event = CareEvent.newBuilder()
                .setEventId(EventIds.of(map.name(), "anticoagulant", identity(resource)))
                .setPatientId(patient.get())
                .setEncounterId(encounterId(resource))
                .setSource(map.name())
                .setKind(CareEventKind.ANTICOAGULANT_GIVEN)
                .setDetail(codes.get(0).code())
                .setOccurredAt(at.get().instant())
                .build();
        interpretation.add(new Act.Charted(
                patient.get(),
                null,
                ChartedStatement.whole(event, error ? Standing.TAKEN_BACK : Standing.STANDS, false),
                path));
    }

    private void encounter(JsonNode resource, String path) {
        String status = resource.path("status").asText();
        boolean running = status.equals("in-progress") || status.equals("arrived") || status.equals("triaged");
        boolean ended = status.equals("finished") || status.equals("completed") || status.equals("discharged");
        if (!running && !ended || !IN_HOUSE.contains(encounterClass(resource))) {
            return; // a visit to a clinic's desk is no arrival, and no discharge
        }
        Optional<String> patient = patient(resource.path("subject"), path + ".subject");
        JsonNode period = resource.has("actualPeriod") ? resource.path("actualPeriod") : resource.path("period");
        Optional<Moment> at = moment(
                period.path(running ? "start" : "end").asText(""), path + ".period." + (running ? "start" : "end"));
        if (patient.isEmpty() || at.isEmpty()) {
            return;
        }
        interpretation.add(new Act.Moved(
                patient.get(),
                running ? Act.Move.ARRIVED : Act.Move.DISCHARGED,
                running ? location(resource) : null,
                resource.path("identifier")
                        .path(0)
                        .path("value")
                        .asText(resource.path("id").asText(null)),
                at.get(),
                null));
    }

    private static String encounterClass(JsonNode resource) {
        JsonNode kind = resource.path("class");
        return kind.isArray()
                ? kind.path(0).path("coding").path(0).path("code").asText()
                : kind.path("code").asText();
    }

    private static @Nullable Location location(JsonNode resource) {
        for (JsonNode one : resource.path("location")) {
            if (one.path("status").asText("active").equals("active")) {
                JsonNode place = one.path("location");
                String unit = place.path("identifier")
                        .path("value")
                        .asText(place.path("display")
                                .asText(last(place.path("reference").asText(""))));
                if (!unit.isBlank() && unit.length() <= LONGEST_PLACE) {
                    return Location.newBuilder().setUnit(unit.strip()).build();
                }
            }
        }
        return null;
    }

    private Optional<Moment> moment(String text, String path) {
        try {
            return Optional.of(FhirTime.of(text));
        } catch (FhirTime.UnusableException e) {
            interpretation.problem(path, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The identifier that the map means, of the reference itself or of the patient in the bundle; without one in the map the reference. */
    private Optional<String> patient(JsonNode subject, String path) {
        String reference = subject.path("reference").asText("");
        String system = map.conventions().patient().system();
        Optional<JsonNode> known = bundle.patient(reference);
        Optional<String> id = identifier(List.of(subject.path("identifier")), system)
                .or(() -> known.flatMap(patient -> identifier(patient.path("identifier"), system)));
        if (id.isEmpty() && system.isEmpty() && !reference.startsWith("#") && !reference.startsWith("urn:")) {
            id = Optional.of(last(reference)).filter(one -> !one.isEmpty());
        }
        if (id.isEmpty()) {
            if (reference.isEmpty() && !subject.has("identifier")) {
                interpretation.noPatient();
            } else {
                interpretation.problem(
                        path,
                        "names no patient by an identifier"
                                + (system.isEmpty() ? "" : " of " + system + ", which the map says is the patient's"));
            }
            return id;
        }
        String one = id.get();
        if (one.length() > LONGEST_ID || !one.strip().equals(one) || one.chars().anyMatch(Character::isISOControl)) {
            interpretation.problem(path, "the identifier is too long, or begins or ends with a space");
            return Optional.empty();
        }
        return id;
    }

    private static Optional<String> identifier(Iterable<JsonNode> identifiers, String system) {
        for (JsonNode one : identifiers) {
            String value = one.path("value").asText("");
            if (!value.isEmpty()
                    && (system.isEmpty() || one.path("system").asText().equals(system))) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static @Nullable String encounterId(JsonNode resource) {
        String id = last(resource.path("encounter").path("reference").asText(""));
        return id.isEmpty() || id.length() > LONGEST_ID ? null : id;
    }

    /** The sender's identifier, else its id, else what the resource says. */
    private static String identity(JsonNode resource) {
        String type = resource.path("resourceType").asText();
        JsonNode first = resource.path("identifier").isArray()
                ? resource.path("identifier").path(0)
                : resource.path("identifier");
        if (!first.path("value").asText("").isEmpty()) {
            return type + " " + first.path("system").asText() + " "
                    + first.path("value").asText();
        }
        if (resource.has("id")) {
            return type + " " + resource.path("id").asText();
        }
        return type + " " + UUID.nameUUIDFromBytes(resource.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Standing standing(String status) {
        return switch (status) {
            case "amended", "corrected", "appended" -> Standing.CORRECTED;
            case "cancelled", "entered-in-error" -> Standing.TAKEN_BACK;
            default -> Standing.STANDS;
        };
    }

    private static List<Code> codes(JsonNode concept) {
        List<Code> codes = new ArrayList<>();
        for (JsonNode coding : concept.path("coding")) {
            if (coding.hasNonNull("code")) {
                codes.add(Code.of(
                        coding.path("system").asText(""), coding.path("code").asText()));
            }
        }
        return codes;
    }

    private static @Nullable Value value(JsonNode owner) {
        JsonNode quantity = owner.path("valueQuantity");
        if (quantity.has("value")) {
            Set<String> units = new LinkedHashSet<>();
            for (String name : new String[] {"code", "unit"}) {
                if (!quantity.path(name).asText("").isEmpty()) {
                    units.add(quantity.path(name).asText());
                }
            }
            if (units.isEmpty()) {
                units.add("");
            }
            String comparator = quantity.path("comparator").asText("");
            return new Value(
                    List.of(quantity.get("value").asText()),
                    units,
                    null,
                    comparator.isEmpty() ? "" : "\"" + comparator + "\" makes it a bound, no measured number");
        }
        Set<String> words = new LinkedHashSet<>();
        for (JsonNode coding : owner.path("valueCodeableConcept").path("coding")) {
            words.add(coding.path("code").asText(""));
        }
        words.add(owner.path("valueCoding").path("code").asText(""));
        words.add(owner.path("valueCodeableConcept").path("text").asText(""));
        for (String name : List.of("String", "Integer", "Decimal", "Boolean", "DateTime")) {
            words.add(owner.path("value" + name).asText(""));
        }
        words.remove("");
        return words.isEmpty()
                ? null
                : new Value(List.copyOf(words), Set.of(""), FhirTime.orNull(owner.path("valueDateTime")), "");
    }

    private static String last(String reference) {
        String plain =
                reference.contains("/_history/") ? reference.substring(0, reference.indexOf("/_history/")) : reference;
        return plain.substring(plain.lastIndexOf('/') + 1);
    }
}

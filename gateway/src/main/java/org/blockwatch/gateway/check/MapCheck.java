package org.blockwatch.gateway.check;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.blockwatch.gateway.chart.Problem;
import org.blockwatch.gateway.fhir.FhirSample;
import org.blockwatch.gateway.hl7.Hl7Charset;
import org.blockwatch.gateway.hl7.Hl7Message;
import org.blockwatch.gateway.hl7.Hl7Refusal;
import org.blockwatch.gateway.hl7.Hl7Segment;
import org.blockwatch.gateway.hl7.TimeRefusal;
import org.blockwatch.gateway.hl7.WrittenTime;
import org.blockwatch.gateway.intake.Act;
import org.blockwatch.gateway.intake.Interpretation;
import org.blockwatch.gateway.intake.MessageReader;
import org.blockwatch.gateway.map.Code;
import org.blockwatch.gateway.map.SourceMap;
import org.blockwatch.gateway.patient.OutgoingRecord;
import org.blockwatch.gateway.patient.PatientDesk;
import org.blockwatch.gateway.patient.PatientPlaces;
import org.blockwatch.schemas.PlainJson;

/**
 * Tries a map on sample messages, one after the other. A sample arrives when its own header says that it was written, so that an old one
 * is judged as it was then.
 */
public final class MapCheck {

    private static final int LONGEST_SHOWN = 160;

    private final SourceMap map;
    private final PatientPlaces places = new PatientPlaces();
    private final RememberedStatements sent = new RememberedStatements();
    private final Map<Code, Integer> unknown = new TreeMap<>(Comparator.comparing(Code::toString));
    private int problems;

    /** Tries this map. */
    public MapCheck(SourceMap map) {
        this.map = map;
    }

    /**
     * Returns what a file becomes, in lines: HL7 v2 messages, each of which begins with MSH, or a FHIR resource in JSON.
     *
     * @param now when it arrives if it does not say when it was written
     */
    public List<String> check(byte[] file, Instant now) {
        List<String> lines = new ArrayList<>();
        String text = new String(file, StandardCharsets.UTF_8).strip();
        if (text.startsWith("{")) {
            return resource(text, now);
        }
        for (byte[] message : messages(file)) {
            try {
                Hl7Message read = Hl7Message.parse(
                        Hl7Charset.decode(message, map.conventions().charset()));
                lines.addAll(check(read, arrival(read, now)));
            } catch (Hl7Refusal e) {
                problems++;
                lines.add("  ✗ " + e.getMessage());
            }
        }
        return lines;
    }

    /** Returns codes that the map does not have, with how often each stands in the samples. */
    public Map<Code, Integer> unknown() {
        return unknown;
    }

    /** Returns how much could not be used. */
    public int problems() {
        return problems;
    }

    private List<String> resource(String text, Instant now) {
        List<String> lines = new ArrayList<>();
        Interpretation interpretation = FhirSample.read(text, "", map);
        interpretation.unknown().forEach(code -> unknown.merge(code, 1, Integer::sum));
        List<Problem> found = new ArrayList<>(interpretation.problems());
        // It does not say when it was sent: it arrives when what it says was so.
        interpretation.acts().forEach(act -> lines.addAll(become(act, at(act, now), found)));
        found.forEach(problem -> lines.add("  ✗ " + problem));
        problems += found.size();
        if (lines.isEmpty()) {
            lines.add("  – nothing in it is for Blockwatch");
        }
        return lines;
    }

    private static Instant at(Act act, Instant now) {
        if (act instanceof Act.Charted charted) {
            return charted.statement().occurredAt();
        }
        return act instanceof Act.Moved moved && moved.at() != null ? moved.at().instant() : now;
    }

    private Instant arrival(Hl7Message message, Instant now) {
        String written = message.header().text(7);
        try {
            return WrittenTime.parse(
                            written,
                            WrittenTime.Frame.of(message, map.conventions().zone(), now))
                    .at();
        } catch (TimeRefusal e) {
            return now;
        }
    }

    private List<String> check(Hl7Message message, Instant arrival) {
        List<String> lines = new ArrayList<>();
        lines.add(message.type() + "^" + message.trigger() + " " + message.controlId() + ", arriving at " + arrival);
        Interpretation interpretation = MessageReader.read(message, map, arrival);
        interpretation.unknown().forEach(code -> unknown.merge(code, 1, Integer::sum));
        List<Problem> found = new ArrayList<>(interpretation.problems());
        List<Act> untold = new ArrayList<>(interpretation.acts());
        for (Hl7Segment segment : message.segments()) {
            lines.add("  " + shown(segment));
            interpretation.acts().stream()
                    .filter(act -> where(act).equals(segment.where()))
                    .filter(untold::remove)
                    .forEach(act -> lines.addAll(become(act, arrival, found)));
        }
        untold.forEach(act -> lines.addAll(become(act, arrival, found)));
        found.forEach(problem -> lines.add("  ✗ " + problem));
        problems += found.size();
        if (interpretation.acts().isEmpty() && found.isEmpty()) {
            lines.add("  – nothing in it is for Blockwatch");
        }
        return lines;
    }

    private List<String> become(Act act, Instant arrival, List<Problem> found) {
        Interpretation one = new Interpretation();
        one.add(act);
        PatientDesk.Outcome outcome = PatientDesk.process(one, map, arrival, Map.of(), places, sent);
        places.commit();
        found.addAll(outcome.problems());
        return outcome.records().stream()
                .map(OutgoingRecord::value)
                .map(record -> "    → " + record.getSchema().getName() + " " + PlainJson.write(record))
                .toList();
    }

    private static String where(Act act) {
        return act instanceof Act.Charted charted
                ? charted.where()
                : act instanceof Act.Merged merged ? merged.where() : "";
    }

    private static String shown(Hl7Segment segment) {
        StringBuilder text = new StringBuilder(segment.name());
        for (int field = 1; field <= 21; field++) {
            text.append('|').append(segment.raw(field));
        }
        String all = text.toString().replaceAll("\\|+$", "").replaceAll("\\p{C}", "?");
        return all.length() > LONGEST_SHOWN ? all.substring(0, LONGEST_SHOWN) + "…" : all;
    }

    /** Splits a file where a line begins with MSH; frames of MLLP are taken off. */
    private static List<byte[]> messages(byte[] file) {
        List<byte[]> messages = new ArrayList<>();
        String text = new String(file, StandardCharsets.ISO_8859_1).replaceAll("[\\x0B\\x1C]", "");
        for (String one : text.split("(?m)(?=^(?:\\xEF\\xBB\\xBF)?MSH)", -1)) {
            if (!one.isBlank()) {
                messages.add(one.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return messages;
    }
}

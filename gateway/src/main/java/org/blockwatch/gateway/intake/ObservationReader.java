package org.blockwatch.gateway.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.blockwatch.event.Location;
import org.blockwatch.gateway.chart.ObservationCharting;
import org.blockwatch.gateway.chart.ObservationGroup;
import org.blockwatch.gateway.chart.Observed;
import org.blockwatch.gateway.chart.Observed.Moment;
import org.blockwatch.gateway.chart.Observed.Standing;
import org.blockwatch.gateway.chart.Observed.Value;
import org.blockwatch.gateway.hl7.Hl7Segment;
import org.blockwatch.gateway.hl7.TimeRefusal;
import org.blockwatch.gateway.map.Code;
import org.jspecify.annotations.Nullable;

/**
 * Reads ORU, of whichever trigger, and with it PCD-01. The time of an observation is OBX-14, else OBR-7 and never MSH-7: a monitor sends a cuff's pressure
 * again and again under new headers.
 */
final class ObservationReader {

    private final MessageReader reader;
    private final Interpretation interpretation;
    private Optional<String> patient = Optional.empty();
    private @Nullable Location location;
    private @Nullable String encounter;
    private @Nullable Hl7Segment order;
    private @Nullable Hl7Segment request;
    private int requests;
    private boolean anyPatient;
    private final Map<String, List<Observed>> observations = new LinkedHashMap<>();

    ObservationReader(MessageReader reader) {
        this.reader = reader;
        interpretation = reader.interpretation();
    }

    void read() {
        for (Hl7Segment segment : reader.message().segments()) {
            switch (segment.name()) {
                case "PID" -> {
                    flush();
                    anyPatient = true;
                    patient = reader.patient(segment, 3);
                    location = null;
                    encounter = null;
                    order = null;
                    request = null;
                }
                case "PV1" -> {
                    location = reader.location(segment, 3);
                    encounter = MessageReader.encounter(segment);
                }
                case "ORC" -> {
                    flush();
                    order = segment;
                    request = null;
                }
                case "OBR" -> {
                    flush();
                    requests++;
                    request = segment;
                }
                case "OBX" -> observation(segment);
                default -> {
                    // says nothing of what was observed
                }
            }
        }
        flush();
    }

    private void observation(Hl7Segment obx) {
        if (!anyPatient) {
            interpretation.noPatient();
            return;
        }
        Optional<Standing> standing = standing(obx.text(11).strip());
        List<Code> codes = MessageReader.codes(obx, 3);
        if (patient.isEmpty() || standing.isEmpty() || codes.isEmpty()) {
            return;
        }
        if (reader.map().codes().meaning(codes).isEmpty()) {
            interpretation.unknown(codes.get(0));
            return;
        }
        if (!obx.has(5) && standing.get() != Standing.TAKEN_BACK) {
            return; // not measured
        }
        try {
            Observed observed = new Observed(codes, value(obx), moment(obx), standing.get(), obx.text(4), obx.where());
            observations.computeIfAbsent(identity(obx), id -> new ArrayList<>()).add(observed);
        } catch (TimeRefusal e) {
            interpretation.problem(obx.where(), e.getMessage());
        }
    }

    private Moment moment(Hl7Segment obx) throws TimeRefusal {
        if (obx.has(14)) {
            return moment("OBX-14", obx.text(14));
        }
        if (request != null && request.has(7)) {
            return moment("OBR-7", request.text(7));
        }
        return moment("OBX-14 and OBR-7", "");
    }

    private Moment moment(String field, String text) throws TimeRefusal {
        try {
            return reader.moment(text);
        } catch (TimeRefusal e) {
            throw e.of(field, text);
        }
    }

    /** F, R, P, S, U and nothing stand; N, I and O say that there is no result. */
    private static Optional<Standing> standing(String status) {
        return switch (status) {
            case "N", "I", "O" -> Optional.empty();
            case "C", "A" -> Optional.of(Standing.CORRECTED);
            case "D", "W", "X" -> Optional.of(Standing.TAKEN_BACK);
            default -> Optional.of(Standing.STANDS);
        };
    }

    /** The filler's order number, else the observation's own identity, else where it stands in which message. */
    private String identity(Hl7Segment obx) {
        String kind = request == null ? "" : request.text(4, 1);
        String number = request == null ? "" : request.has(3) ? request.raw(3) : request.raw(2);
        if (number.isEmpty() && order != null) {
            number = order.has(3) ? order.raw(3) : order.raw(2);
        }
        if (!number.isEmpty()) {
            return "order " + number + " " + kind;
        }
        if (obx.has(21)) {
            return "observation " + obx.raw(21);
        }
        return "message " + reader.message().controlId() + " " + requests;
    }

    private Value value(Hl7Segment obx) {
        Set<String> units = new LinkedHashSet<>();
        for (int component : new int[] {1, 2, 4, 5}) {
            String unit = obx.text(6, component).strip();
            if (!unit.isEmpty()) {
                units.add(unit);
            }
        }
        if (units.isEmpty()) {
            units.add("");
        }
        String type = obx.text(2).strip();
        if (obx.repetitions(5) > 1) {
            return new Value(words(obx), units, null, "it has " + obx.repetitions(5) + " values, and one is needed");
        }
        if (type.equals("SN")) {
            String comparator = obx.text(5, 1).strip();
            boolean exact = (comparator.isEmpty() || comparator.equals("="))
                    && obx.text(5, 3).isBlank();
            return new Value(
                    List.of(obx.text(5, 2)),
                    units,
                    null,
                    exact ? "" : "\"" + obx.raw(5) + "\" is a bound or a ratio, no measured number");
        }
        Moment time = reader.momentOrNull(obx.text(5));
        return new Value(words(obx), units, time == null ? null : time.instant(), "");
    }

    private static List<String> words(Hl7Segment obx) {
        Set<String> words = new LinkedHashSet<>();
        for (int component : new int[] {1, 4, 2, 5, 9}) {
            String word = obx.text(5, component);
            if (!word.isBlank()) {
                words.add(word);
            }
        }
        return List.copyOf(words);
    }

    private void flush() {
        if (patient.isPresent() && !observations.isEmpty()) {
            List<Code> codes = request == null ? List.of() : MessageReader.codes(request, 4);
            Instant recordedAt = reader.recordedAt(request == null ? "" : request.text(22));
            ObservationCharting charting = new ObservationCharting(reader.map());
            observations.forEach((identity, group) ->
                    charting.add(new ObservationGroup(patient.get(), encounter, identity, codes, recordedAt, group)));
            interpretation.charted(patient.get(), location, request == null ? "OBX" : request.where(), charting);
        }
        observations.clear();
    }
}

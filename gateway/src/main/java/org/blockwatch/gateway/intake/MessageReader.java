package org.blockwatch.gateway.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.blockwatch.event.Location;
import org.blockwatch.gateway.chart.Observed.Moment;
import org.blockwatch.gateway.hl7.Hl7Message;
import org.blockwatch.gateway.hl7.Hl7Segment;
import org.blockwatch.gateway.hl7.TimeRefusal;
import org.blockwatch.gateway.hl7.WrittenTime;
import org.blockwatch.gateway.map.Code;
import org.blockwatch.gateway.map.SourceMap;
import org.jspecify.annotations.Nullable;

/** Reads a message of any type; of a type that says nothing here nothing comes. */
public final class MessageReader {

    private static final int LONGEST_PLACE = 40;

    private final Hl7Message message;
    private final SourceMap map;
    private final WrittenTime.Frame frame;
    private final Interpretation interpretation = new Interpretation();

    private MessageReader(Hl7Message message, SourceMap map, Instant arrival) {
        this.message = message;
        this.map = map;
        frame = WrittenTime.Frame.of(message, map.conventions().zone(), arrival);
    }

    /**
     * Reads a message.
     *
     * @param arrival when it came: of an hour that happens twice the nearer one is meant
     */
    public static Interpretation read(Hl7Message message, SourceMap map, Instant arrival) {
        MessageReader reader = new MessageReader(message, map, arrival);
        switch (message.type()) {
            case "ORU" -> new ObservationReader(reader).read();
            case "ADT" -> new AdmissionReader(reader).read();
            case "RAS", "RDE" -> new MedicationReader(reader).read();
            default -> {
                // nothing for us
            }
        }
        return reader.interpretation;
    }

    Hl7Message message() {
        return message;
    }

    SourceMap map() {
        return map;
    }

    Interpretation interpretation() {
        return interpretation;
    }

    /** Returns the patient of a PID, or says what is wrong with it. */
    Optional<String> patient(Hl7Segment segment, int field) {
        Optional<String> id = PatientIds.of(segment, field, map.conventions().patient());
        if (id.isEmpty()) {
            if (segment.has(field)) {
                interpretation.problem(
                        segment.where() + " field " + field,
                        "holds no identifier of system \""
                                + map.conventions().patient().system() + "\" and type \""
                                + map.conventions().patient().type() + "\", which the map says is the patient's");
            } else {
                interpretation.noPatient();
            }
            return id;
        }
        Optional<String> problem = PatientIds.problem(id.get());
        problem.ifPresent(reason -> interpretation.problem(segment.where() + " field " + field, reason));
        return problem.isPresent() ? Optional.empty() : id;
    }

    /** Returns where a PV1 says that the patient lies: unit and bed of PV1-3. */
    @Nullable
    Location location(Hl7Segment pv1, int field) {
        String unit = pv1.text(field, 1);
        String bed = pv1.text(field, 3);
        if (unit.isBlank() && bed.isBlank()) {
            return null;
        }
        if (unit.length() > LONGEST_PLACE || bed.length() > LONGEST_PLACE) {
            interpretation.problem(
                    pv1.where() + " field " + field,
                    "unit or bed has over " + LONGEST_PLACE + " characters: the place is left out");
            return null;
        }
        return Location.newBuilder()
                .setUnit(unit.isBlank() ? null : unit.strip())
                .setBed(bed.isBlank() ? null : bed.strip())
                .build();
    }

    /** Returns PV1-19, or null. */
    static @Nullable String encounter(Hl7Segment pv1) {
        String visit = pv1.text(19).strip();
        return visit.isEmpty() ? null : visit;
    }

    /** Returns the codes of a coded element, both triplets. */
    static List<Code> codes(Hl7Segment segment, int field) {
        List<Code> codes = new ArrayList<>();
        for (int repetition = 1; repetition <= Math.max(1, segment.repetitions(field)); repetition++) {
            for (int from = 1; from <= 4; from += 3) {
                String code = segment.text(field, repetition, from);
                if (!code.isBlank()) {
                    codes.add(Code.of(segment.text(field, repetition, from + 2), code));
                }
            }
        }
        return codes;
    }

    /**
     * Reads a time that must be to the minute.
     *
     * @throws TimeRefusal if it is not
     */
    Moment moment(String text) throws TimeRefusal {
        WrittenTime written = WrittenTime.parse(text, frame);
        return new Moment(written.at(), written.ambiguous());
    }

    /** Reads a time that may be missing, or not good enough: null then. */
    @Nullable
    Moment momentOrNull(String text) {
        try {
            return text.isBlank() ? null : moment(text);
        } catch (TimeRefusal e) {
            return null;
        }
    }

    /** Returns when it was charted, as far as the message says: a field of its own, else when it was written. */
    @Nullable
    Instant recordedAt(String own) {
        Moment at = momentOrNull(own);
        Moment written = at == null ? momentOrNull(message.header().text(7)) : at;
        return written == null ? null : written.instant();
    }
}

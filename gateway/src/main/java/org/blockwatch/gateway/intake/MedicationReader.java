package org.blockwatch.gateway.intake;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.Location;
import org.blockwatch.gateway.chart.ChartedStatement;
import org.blockwatch.gateway.chart.EventIds;
import org.blockwatch.gateway.chart.Observed.Moment;
import org.blockwatch.gateway.chart.Observed.Standing;
import org.blockwatch.gateway.hl7.Hl7Segment;
import org.blockwatch.gateway.map.Code;
import org.jspecify.annotations.Nullable;

/** Reads RAS and RDE: which drug that thins the blood was given. Other drugs are nothing here. */
final class MedicationReader {

    private static final Set<String> NOT_GIVEN = Set.of("RE", "NA");
    private static final Set<String> CANCELLED = Set.of("CA", "OC", "DC", "OD", "CR");

    private final MessageReader reader;
    private final Interpretation interpretation;
    private Optional<String> patient = Optional.empty();
    private @Nullable Location location;
    private @Nullable String encounter;
    private @Nullable Hl7Segment order;

    MedicationReader(MessageReader reader) {
        this.reader = reader;
        interpretation = reader.interpretation();
    }

    void read() {
        boolean anyPatient = false;
        for (Hl7Segment segment : reader.message().segments()) {
            switch (segment.name()) {
                case "PID" -> {
                    anyPatient = true;
                    patient = reader.patient(segment, 3);
                }
                case "PV1" -> {
                    location = reader.location(segment, 3);
                    encounter = MessageReader.encounter(segment);
                }
                case "ORC" -> order = segment;
                case "RXA" -> administration(segment);
                case "RXE" -> order(segment);
                default -> {
                    // says nothing of what was given
                }
            }
        }
        if (!anyPatient) {
            interpretation.noPatient();
        }
    }

    private void administration(Hl7Segment rxa) {
        if (NOT_GIVEN.contains(rxa.text(20))) {
            return;
        }
        Standing standing = rxa.text(21).equals("D") ? Standing.TAKEN_BACK : Standing.STANDS;
        given(rxa, 5, reader.momentOrNull(rxa.text(3)), standing, "RXA-3");
    }

    /** An order counts as given when it begins, if the source sends no administrations: the map's owner decides by what it lets in. */
    private void order(Hl7Segment rxe) {
        if (!reader.message().type().equals("RDE")) {
            return;
        }
        Moment at = reader.momentOrNull(rxe.text(1, 4));
        if (at == null && order != null) {
            at = reader.momentOrNull(order.text(15));
            at = at == null ? reader.momentOrNull(order.text(9)) : at;
        }
        boolean cancelled = order != null && CANCELLED.contains(order.text(1));
        given(rxe, 2, at, cancelled ? Standing.TAKEN_BACK : Standing.STANDS, "RXE-1.4, ORC-15 and ORC-9");
    }

    private void given(Hl7Segment segment, int field, @Nullable Moment at, Standing standing, String times) {
        List<Code> codes = MessageReader.codes(segment, field);
        if (patient.isEmpty() || !reader.map().codes().isAnticoagulant(codes)) {
            return;
        }
        if (at == null) {
            interpretation.problem(segment.where(), times + " give no time to the minute at which it was given");
            return;
        }
        String number = order == null ? "" : order.has(3) ? order.raw(3) : order.raw(2);
        // What is taken back is known by its order alone where that order stands for the dose.
        String fact = number.isEmpty() ? reader.message().controlId() + " " + segment.line() : number;
        String dose = segment.name().equals("RXA") ? segment.text(2) + " " + at.instant() : "";
        String name = segment.text(field, 2);
        CareEvent event = CareEvent.newBuilder()
                .setEventId(EventIds.of(reader.map().name(), "anticoagulant", fact, dose))
                .setPatientId(patient.get())
                .setEncounterId(encounter)
                .setSource(reader.map().name())
                .setKind(CareEventKind.ANTICOAGULANT_GIVEN)
                .setDetail(name.isBlank() ? segment.text(field, 1) : name)
                .setOccurredAt(at.instant())
                .setRecordedAt(reader.recordedAt(""))
                .build();
        interpretation.add(new Act.Charted(
                patient.get(), location, ChartedStatement.whole(event, standing, at.ambiguous()), segment.where()));
    }
}

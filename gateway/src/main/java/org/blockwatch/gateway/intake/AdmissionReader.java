package org.blockwatch.gateway.intake;

import java.time.Instant;
import java.util.Locale;
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
import org.blockwatch.gateway.intake.Act.Move;
import org.blockwatch.gateway.map.SourceMap;
import org.jspecify.annotations.Nullable;

/** Reads ADT: where patients are, that they died, and which identities are one. */
final class AdmissionReader {

    private static final Set<String> MERGES = Set.of("A18", "A30", "A34", "A35", "A39", "A40", "A47");
    private static final Set<String> IN_HOUSE = Set.of("E", "I");

    private final MessageReader reader;
    private final Interpretation interpretation;

    AdmissionReader(MessageReader reader) {
        this.reader = reader;
        interpretation = reader.interpretation();
    }

    void read() {
        String trigger = reader.message().trigger();
        if (MERGES.contains(trigger)) {
            merges();
            return;
        }
        Optional<Hl7Segment> pid = reader.message().first("PID");
        if (pid.isEmpty()) {
            interpretation.noPatient();
            return;
        }
        Optional<String> patient = reader.patient(pid.get(), 3);
        if (patient.isEmpty()) {
            return;
        }
        move(trigger, patient.get());
        death(pid.get(), patient.get());
    }

    private void move(String trigger, String patient) {
        Optional<Hl7Segment> pv1 = reader.message().first("PV1");
        boolean inHouse = pv1.map(segment -> IN_HOUSE.contains(segment.text(2))).orElse(false);
        Optional<Move> move = move(trigger, inHouse);
        if (move.isEmpty()) {
            return;
        }
        Location location = pv1.map(segment -> reader.location(segment, 3)).orElse(null);
        String encounter = pv1.map(MessageReader::encounter).orElse(null);
        Moment at = at(move.get(), pv1);
        if (at == null && needsTime(move.get())) {
            interpretation.problem(
                    "EVN and PV1",
                    "no time to the minute says when the patient "
                            + move.get().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            + ": send EVN-6 or EVN-2, or PV1-44 and PV1-45");
            move = Optional.of(Move.PLACED);
        }
        interpretation.add(new Act.Moved(patient, move.get(), location, encounter, at, recordedAt()));
    }

    private static Optional<Move> move(String trigger, boolean inHouse) {
        return switch (trigger) {
            case "A01", "A04" -> Optional.of(inHouse ? Move.ARRIVED : Move.PLACED);
            case "A08" -> Optional.of(Move.PLACED);
            case "A02" -> Optional.of(Move.TRANSFERRED);
            case "A12" -> Optional.of(Move.TRANSFER_CANCELLED);
            case "A03" -> Optional.of(Move.DISCHARGED);
            case "A13" -> Optional.of(Move.DISCHARGE_CANCELLED);
            case "A16" -> Optional.of(Move.DISCHARGE_ORDERED);
            case "A25" -> Optional.of(Move.DISCHARGE_ORDER_CANCELLED);
            case "A11" -> Optional.of(Move.ADMISSION_CANCELLED);
            default -> Optional.empty();
        };
    }

    private static boolean needsTime(Move move) {
        return switch (move) {
            case ARRIVED, TRANSFERRED, DISCHARGED, DISCHARGE_ORDERED -> true;
            default -> false;
        };
    }

    /** What PV1 says of coming and going, else when the event happened, else when it was recorded. Never when the message was written. */
    private @Nullable Moment at(Move move, Optional<Hl7Segment> pv1) {
        if (move == Move.ARRIVED || move == Move.DISCHARGED) {
            int field = move == Move.ARRIVED ? 44 : 45;
            Moment own =
                    pv1.map(segment -> reader.momentOrNull(segment.text(field))).orElse(null);
            if (own != null) {
                return own;
            }
        }
        return event();
    }

    private @Nullable Moment event() {
        Optional<Hl7Segment> evn = reader.message().first("EVN");
        Moment happened =
                evn.map(segment -> reader.momentOrNull(segment.text(6))).orElse(null);
        return happened == null
                ? evn.map(segment -> reader.momentOrNull(segment.text(2))).orElse(null)
                : happened;
    }

    private @Nullable Instant recordedAt() {
        return reader.recordedAt(
                reader.message().first("EVN").map(evn -> evn.text(2)).orElse(""));
    }

    private void death(Hl7Segment pid, String patient) {
        if (!pid.text(30).equals("Y")) {
            return;
        }
        Moment died = reader.momentOrNull(pid.text(29));
        Moment at = died == null ? event() : died;
        if (at == null) {
            interpretation.problem(
                    pid.where() + " field 29", "no time to the minute says when the patient died, nor does EVN");
            return;
        }
        SourceMap map = reader.map();
        CareEvent event = CareEvent.newBuilder()
                .setEventId(EventIds.of(map.name(), "died", patient))
                .setPatientId(patient)
                .setSource(map.name())
                .setKind(CareEventKind.DIED)
                .setOccurredAt(at.instant())
                .setRecordedAt(recordedAt())
                .build();
        interpretation.add(new Act.Charted(
                patient, null, ChartedStatement.whole(event, Standing.STANDS, at.ambiguous()), pid.where()));
    }

    /** A message may merge several patients: each MRG belongs to the PID before it. */
    private void merges() {
        Hl7Segment pid = null;
        for (Hl7Segment segment : reader.message().segments()) {
            if (segment.name().equals("PID")) {
                pid = segment;
            } else if (segment.name().equals("MRG")) {
                merge(pid, segment);
            }
        }
        if (interpretation.acts().isEmpty() && interpretation.problems().isEmpty() && !accountOnly()) {
            interpretation.problem("MRG", "there is no PID with an MRG behind it, which a merge needs");
        }
    }

    private boolean accountOnly() {
        return reader.message().trigger().equals("A35");
    }

    private void merge(@Nullable Hl7Segment pid, Hl7Segment mrg) {
        if (pid == null) {
            interpretation.problem(mrg.where(), "there is no PID before it, which names the surviving patient");
            return;
        }
        Optional<String> survivor = reader.patient(pid, 3);
        Optional<String> prior = reader.patient(mrg, 1);
        if (survivor.isEmpty() || prior.isEmpty() || accountOnly() && survivor.equals(prior)) {
            return; // told where it was read; an account says nothing of the patient
        }
        interpretation.add(new Act.Merged(survivor.get(), prior.get(), mrg.where()));
    }
}

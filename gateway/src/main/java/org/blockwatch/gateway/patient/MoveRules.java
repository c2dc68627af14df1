package org.blockwatch.gateway.patient;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.Location;
import org.blockwatch.event.PatientPlace;
import org.blockwatch.event.SentCareEvent;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.gateway.chart.EventIds;
import org.blockwatch.gateway.chart.Observed.Moment;
import org.blockwatch.gateway.intake.Act;
import org.jspecify.annotations.Nullable;

/** Says what a move becomes: the patient's place, and where it matters a care event. What is cancelled is taken back under its identity. */
final class MoveRules {

    private final PatientDesk desk;

    MoveRules(PatientDesk desk) {
        this.desk = desk;
    }

    void apply(Act.Moved act) {
        String patient = desk.places().survivor(act.patientId());
        Optional<PatientPlace> known = desk.places().of(patient);
        PatientPlace place = known.map(before -> PatientPlace.newBuilder(before).build())
                .orElseGet(() -> PatientPlace.newBuilder().setPatientId(patient).build());
        switch (act.move()) {
            case ARRIVED -> arrived(act, place);
            case PLACED -> place(place, act);
            case TRANSFERRED -> transferred(act, place);
            case TRANSFER_CANCELLED -> {
                takenBack(act, place.getLastTransfer());
                place.setLastTransfer(null);
                back(place, act);
            }
            case DISCHARGED -> {
                SentCareEvent sent = stated(act, place, CareEventKind.DISCHARGED);
                if (sent != null) {
                    place.setLastDischarge(sent);
                    place.setInHouse(false);
                    place.setPriorLocation(place.getLocation());
                    place.setLocation(null);
                }
            }
            case DISCHARGE_CANCELLED -> {
                takenBack(act, place.getLastDischarge());
                place.setLastDischarge(null);
                place.setInHouse(true);
                back(place, act);
            }
            case DISCHARGE_ORDERED ->
                place.setLastDischargeOrder(
                        orElse(stated(act, place, CareEventKind.DISCHARGE_ORDERED), place.getLastDischargeOrder()));
            case DISCHARGE_ORDER_CANCELLED -> {
                takenBack(act, place.getLastDischargeOrder());
                place.setLastDischargeOrder(null);
            }
            case ADMISSION_CANCELLED -> {
                place.setLocation(act.location());
                place.setInHouse(false);
            }
        }
        if (known.isEmpty() || !known.get().equals(place)) {
            desk.remember(place);
        }
    }

    /** Who came long ago is here all the same: a first load of patients is no fault. */
    private void arrived(Act.Moved act, PatientPlace place) {
        Moment at = Objects.requireNonNull(act.at(), "the reader asks for it");
        if (!place.getInHouse() && !desk.isTooOld(at.instant()) && stated(act, place, CareEventKind.ARRIVED) == null) {
            return;
        }
        place.setInHouse(true);
        place(place, act);
    }

    private void transferred(Act.Moved act, PatientPlace place) {
        Set<String> monitoredUnits = desk.map().conventions().monitored();
        if (act.location() != null && !monitoredUnits.isEmpty()) {
            boolean monitored =
                    monitoredUnits.contains(String.valueOf(act.location().getUnit()));
            SentCareEvent sent = stated(
                    act,
                    place,
                    monitored ? CareEventKind.TRANSFERRED_MONITORED : CareEventKind.TRANSFERRED_UNMONITORED);
            if (sent == null) {
                return;
            }
            place.setLastTransfer(sent);
        }
        place(place, act);
    }

    /** What is known of a later time stays. */
    private static void place(PatientPlace place, Act.Moved act) {
        Instant at = act.at() == null ? null : act.at().instant();
        boolean earlier = at != null && place.getPlacedAt() != null && at.isBefore(place.getPlacedAt());
        if (act.location() == null || earlier) {
            return;
        }
        if (!act.location().equals(place.getLocation())) {
            place.setPriorLocation(place.getLocation());
            place.setLocation(act.location());
        }
        if (at != null) {
            place.setPlacedAt(at);
        }
        if (act.encounterId() != null) {
            place.setEncounterId(act.encounterId());
        }
    }

    private static void back(PatientPlace place, Act.Moved act) {
        Location there = act.location() == null ? place.getPriorLocation() : act.location();
        place.setPriorLocation(null);
        place.setLocation(there);
    }

    private @Nullable SentCareEvent stated(Act.Moved act, PatientPlace place, CareEventKind kind) {
        Moment at = Objects.requireNonNull(act.at(), "the reader asks for it");
        String visit = act.encounterId() == null ? place.getPatientId() : act.encounterId();
        String family = kind.name().startsWith("TRANSFERRED") ? "TRANSFERRED" : kind.name();
        CareEvent event = CareEvent.newBuilder()
                .setEventId(EventIds.of(
                        desk.map().name(), family, visit, at.instant().toString()))
                .setPatientId(place.getPatientId())
                .setEncounterId(act.encounterId())
                .setSource(desk.map().name())
                .setKind(kind)
                .setOccurredAt(at.instant())
                .setRecordedAt(act.recordedAt())
                .setLocation(act.location() == null ? place.getLocation() : act.location())
                .build();
        if (!desk.state(place.getPatientId(), event, "EVN", at.ambiguous())) {
            return null;
        }
        return SentCareEvent.newBuilder()
                .setEventId(event.getEventId())
                .setKind(kind)
                .setOccurredAt(at.instant())
                .build();
    }

    private void takenBack(Act.Moved act, @Nullable SentCareEvent sent) {
        if (sent == null) {
            return; // nothing of it stands
        }
        String patient = desk.places().survivor(act.patientId());
        CareEvent event = CareEvent.newBuilder()
                .setEventId(sent.getEventId())
                .setRevision(sent.getRevision() + 1)
                .setStatus(StatementStatus.ENTERED_IN_ERROR)
                .setPatientId(patient)
                .setSource(desk.map().name())
                .setKind(sent.getKind())
                .setOccurredAt(sent.getOccurredAt())
                .setRecordedAt(act.recordedAt())
                .build();
        desk.state(patient, event, "EVN", false);
    }

    private static @Nullable SentCareEvent orElse(@Nullable SentCareEvent one, @Nullable SentCareEvent other) {
        return one == null ? other : one;
    }
}

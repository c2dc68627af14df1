package org.blockwatch.gateway.patient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.Location;
import org.blockwatch.event.PatientPlace;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.gateway.chart.ChartedStatement;
import org.blockwatch.gateway.chart.Problem;
import org.blockwatch.gateway.intake.Act;
import org.blockwatch.gateway.intake.Interpretation;
import org.blockwatch.gateway.map.SourceMap;
import org.blockwatch.schemas.Topics;
import org.jspecify.annotations.Nullable;

/** Makes of the acts of one message the records that say them on the topics. */
public final class PatientDesk {

    /** How old and how far ahead a statement may be when it arrives: the limits of the contract, beyond which it would be refused. */
    public static final Duration PAST = Duration.ofHours(96);

    private static final Duration FUTURE = Duration.ofMinutes(25);

    /** What is re-sent needs a moment to arrive. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final PatientPlaces places;
    private final SentStatements sent;
    private final SourceMap map;
    private final Instant arrival;
    private final Map<String, String> headers;
    private final List<OutgoingRecord> records = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Duration> lateness = new ArrayList<>();
    private int mergesRefused;
    private int ambiguous;

    private PatientDesk(
            PatientPlaces places, SentStatements sent, SourceMap map, Instant arrival, Map<String, String> headers) {
        this.places = places;
        this.sent = sent;
        this.map = map;
        this.arrival = arrival;
        this.headers = headers;
    }

    /**
     * What a message becomes.
     *
     * @param records in the order in which it says them
     * @param problems what cannot be used of it
     * @param lateness how long before its arrival each statement was true
     * @param mergesRefused how many merges contradict what is known
     * @param ambiguous how many statements are of an hour that happened twice
     */
    public record Outcome(
            List<OutgoingRecord> records,
            List<Problem> problems,
            List<Duration> lateness,
            int mergesRefused,
            int ambiguous) {
        public Outcome {
            records = List.copyOf(records);
            problems = List.copyOf(problems);
            lateness = List.copyOf(lateness);
        }
    }

    /**
     * Turns a message into records. What is remembered of patients changes with it, until that is committed or rolled back.
     *
     * @param headers of every record
     * @throws org.apache.kafka.common.KafkaException if what was sent before has to be looked up and cannot be now
     */
    public static Outcome process(
            Interpretation message,
            SourceMap map,
            Instant arrival,
            Map<String, String> headers,
            PatientPlaces places,
            SentStatements sent) {
        PatientDesk desk = new PatientDesk(places, sent, map, arrival, headers);
        desk.problems.addAll(message.problems());
        for (Act act : message.acts()) {
            if (act instanceof Act.Charted charted) {
                desk.charted(charted);
            } else if (act instanceof Act.Moved moved) {
                new MoveRules(desk).apply(moved);
            } else if (act instanceof Act.Merged merged) {
                desk.merged(merged);
            }
        }
        return new Outcome(desk.records, desk.problems, desk.lateness, desk.mergesRefused, desk.ambiguous);
    }

    SourceMap map() {
        return map;
    }

    PatientPlaces places() {
        return places;
    }

    private void charted(Act.Charted act) {
        String patient = places.survivor(act.patientId());
        String eventId = act.statement().eventId();
        Topics topic = Topics.carrying(act.statement().content().getClass());
        Optional<SpecificRecord> before =
                act.statement().changesEarlier() ? sent.find(topic, patient, eventId) : sent.atHand(patient, eventId);
        SpecificRecord statement = ChartedStatement.copy(act.statement().following(before));
        put(statement, "patientId", patient);
        Location location = act.location() == null
                ? places.of(patient).map(PatientPlace::getLocation).orElse(null)
                : act.location();
        if (get(statement, "location") == null || act.location() != null) {
            put(statement, "location", location);
        }
        if (get(statement, "encounterId") == null) {
            put(
                    statement,
                    "encounterId",
                    places.of(patient).map(PatientPlace::getEncounterId).orElse(null));
        }
        if (!isRetraction(statement) && !isInTime(act.where(), act.statement().occurredAt())) {
            return;
        }
        sent.keep(patient, eventId, statement);
        send(topic, patient, statement, act.statement().ambiguous());
    }

    /** Sends a care event, unless its time is beyond the limits. */
    boolean state(String patient, CareEvent event, String where, boolean twice) {
        if (!isRetraction(event) && !isInTime(where, event.getOccurredAt())) {
            return false;
        }
        send(Topics.CARE_EVENTS, patient, event, twice);
        return true;
    }

    /** Returns whether an instant is too long ago to be a statement. */
    boolean isTooOld(Instant at) {
        return Duration.between(at, arrival).compareTo(PAST) > 0;
    }

    /** Remembers a patient, and says so on the topic. */
    void remember(PatientPlace place) {
        place.setVersion(
                places.of(place.getPatientId()).map(PatientPlace::getVersion).orElse(0L) + 1);
        place.setSource(map.name());
        places.change(place);
        records.add(new OutgoingRecord(Topics.PATIENTS, place.getPatientId(), place, Map.of()));
    }

    private boolean isInTime(String where, Instant occurredAt) {
        Duration late = Duration.between(occurredAt, arrival);
        if (late.compareTo(FUTURE.negated()) < 0) {
            problems.add(new Problem(
                    where,
                    occurredAt + " is " + ahead(late.negated()) + " ahead of its arrival " + arrival
                            + zoneHint(late.negated())));
            return false;
        }
        if (late.compareTo(PAST) > 0) {
            problems.add(new Problem(
                    where,
                    occurredAt + " is more than " + PAST.toHours() + " h before its arrival " + arrival
                            + ": too old to judge a recovery by"));
            return false;
        }
        lateness.add(late);
        return true;
    }

    private static String ahead(Duration by) {
        return by.toHours() > 0 ? by.toHours() + " h " + by.toMinutesPart() + " min" : by.toMinutes() + " min";
    }

    /** A time that is off by whole hours is most often right, in another zone. */
    private String zoneHint(Duration by) {
        long hours = Math.round(by.toMinutes() / 60.0);
        boolean whole = hours > 0 && hours <= 14 && Math.abs(by.toMinutes() - hours * 60) <= 10;
        return whole ? ". " + hours + " h ahead: the zone of " + map.name() + "?" : ": is its clock right?";
    }

    private void send(Topics topic, String patient, SpecificRecord statement, boolean twice) {
        Map<String, String> all = new HashMap<>(headers);
        if (twice) {
            ambiguous++;
            all.put("blockwatch.time", "ambiguous");
        }
        records.add(new OutgoingRecord(topic, patient, statement, all));
    }

    private void merged(Act.Merged act) {
        Optional<PatientPlace> prior = places.of(act.prior());
        String survivor = places.survivor(act.survivor());
        boolean done = prior.map(PatientPlace::getMergedInto).isPresent();
        if (act.prior().equals(act.survivor())) {
            refuse(act, "a patient cannot be merged with himself");
        } else if (done && places.survivor(act.prior()).equals(survivor)) {
            return; // a resend
        } else if (done) {
            refuse(act, "the prior identity was merged into another patient before");
        } else if (survivor.equals(act.prior())) {
            refuse(
                    act,
                    "the surviving identity was merged into the prior one before: this is the reverse, or a circle");
        } else {
            merge(act.prior(), prior, survivor);
        }
    }

    private void refuse(Act.Merged act, String reason) {
        mergesRefused++;
        problems.add(new Problem(
                act.where(),
                reason + ". Nothing was changed; whoever keeps the patient index must say which identity is right"));
    }

    private void merge(String prior, Optional<PatientPlace> priorPlace, String survivor) {
        Instant oldest = arrival.minus(PAST).plus(MARGIN);
        for (SpecificRecord statement : sent.all(prior)) {
            Instant occurredAt = (Instant)
                    statement.get(statement.getSchema().getField("occurredAt").pos());
            if (isRetraction(statement) || occurredAt.isBefore(oldest)) {
                continue;
            }
            move(statement, prior, survivor);
        }
        Optional<PatientPlace> there = places.of(survivor);
        if (priorPlace.isPresent()
                && there.map(place -> isOlder(place, priorPlace.get())).orElse(true)) {
            PatientPlace taken = PatientPlace.newBuilder(priorPlace.get()).build();
            taken.setPatientId(survivor);
            remember(taken);
        }
        remember(PatientPlace.newBuilder()
                .setPatientId(prior)
                .setMergedInto(survivor)
                .build());
    }

    private static boolean isOlder(PatientPlace place, PatientPlace other) {
        return other.getPlacedAt() != null
                && (place.getPlacedAt() == null || place.getPlacedAt().isBefore(other.getPlacedAt()));
    }

    private void move(SpecificRecord statement, String prior, String survivor) {
        Topics topic = Topics.carrying(statement.getClass());
        String eventId = (String) get(statement, "eventId");
        SpecificRecord gone = ChartedStatement.copy(statement);
        put(gone, "status", StatementStatus.ENTERED_IN_ERROR);
        put(gone, "revision", (Integer) Objects.requireNonNull(get(statement, "revision")) + 1);
        sent.keep(prior, String.valueOf(eventId), gone);
        records.add(new OutgoingRecord(topic, prior, gone, headers));
        SpecificRecord again = ChartedStatement.copy(statement);
        put(again, "patientId", survivor);
        sent.keep(survivor, String.valueOf(eventId), again);
        records.add(new OutgoingRecord(topic, survivor, again, headers));
    }

    private static boolean isRetraction(SpecificRecord statement) {
        return get(statement, "status") == StatementStatus.ENTERED_IN_ERROR;
    }

    private static @Nullable Object get(SpecificRecord statement, String name) {
        return statement.get(statement.getSchema().getField(name).pos());
    }

    private static void put(SpecificRecord statement, String name, @Nullable Object value) {
        statement.put(statement.getSchema().getField(name).pos(), value);
    }
}

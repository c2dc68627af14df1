package org.blockwatch.gateway.patient;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.blockwatch.event.PatientPlace;

/**
 * What is remembered of patients: what the topic says, and on top of it what the transaction under way changes. Changed by one thread;
 * what the topic says may be heard by another.
 */
public final class PatientPlaces {

    private static final int LONGEST_CHAIN = 20;

    private final Map<String, PatientPlace> known = new ConcurrentHashMap<>();
    private final Map<String, PatientPlace> changed = new HashMap<>();

    /** Hears what the topic says; an older word than what is known changes nothing. */
    public void hear(PatientPlace place) {
        known.merge(place.getPatientId(), place, (old, now) -> now.getVersion() >= old.getVersion() ? now : old);
    }

    /** Forgets a patient. */
    public void forget(String patientId) {
        known.remove(patientId);
    }

    /** Returns what is remembered of a patient, the changes under way included. */
    public Optional<PatientPlace> of(String patientId) {
        PatientPlace place = changed.get(patientId);
        return Optional.ofNullable(place == null ? known.get(patientId) : place);
    }

    /** Returns the identity that this one has become, which may be itself. */
    public String survivor(String patientId) {
        String id = patientId;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            String next = of(id).map(PatientPlace::getMergedInto).orElse(null);
            if (next == null) {
                return id;
            }
            id = next;
        }
        return id;
    }

    /** Changes what is remembered, for as long as the transaction stands. */
    void change(PatientPlace place) {
        changed.put(place.getPatientId(), place);
    }

    /** Returns the changes under way, to {@linkplain #restore come back to}. */
    public Map<String, PatientPlace> staged() {
        return Map.copyOf(changed);
    }

    /** Drops the changes made since. */
    public void restore(Map<String, PatientPlace> staged) {
        changed.clear();
        changed.putAll(staged);
    }

    /** Makes the changes last: the transaction is committed. */
    public void commit() {
        changed.values().forEach(this::hear);
        changed.clear();
    }

    /** Drops the changes: the transaction is not. */
    public void rollBack() {
        changed.clear();
    }

    /** Returns how many patients are remembered. */
    public int size() {
        return known.size();
    }
}

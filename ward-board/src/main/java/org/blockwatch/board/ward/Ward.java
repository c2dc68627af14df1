package org.blockwatch.board.ward;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.BlockView;
import org.blockwatch.event.FeedState;
import org.blockwatch.event.FollowUp;
import org.blockwatch.event.Invitation;
import org.blockwatch.event.Location;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.RecoveryView;
import org.blockwatch.schemas.Canary;
import org.blockwatch.schemas.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a board knows, in memory: the patients with an open block, the patients at home who are due, and how sources stand. A
 * patient without an open block is forgotten. Thread-safe: whoever looks does so under the ward's lock, and briefly.
 */
public final class Ward {

    /** The unit of who lies nowhere that is known. */
    public static final String NOWHERE = "unknown";

    /** Topics are read side by side: so long records of a patient wait for the view that says whether a block is open. */
    private static final long WAITS_NANOS = Duration.ofMinutes(5).toNanos();

    private final OpaqueKeys keys;
    private final LongSupplier nanos;
    private final Map<String, WatchedPatient> patients = new HashMap<>();
    private final Map<String, String> byKey = new HashMap<>();
    private final Map<String, FollowUp> followUps = new TreeMap<>();
    private final Map<String, Invitation> asksForCall = new TreeMap<>();
    private final Map<String, Heard> feeds = new TreeMap<>();
    private final Map<String, Integer> deadLetters = new TreeMap<>();
    private final Map<String, PageEvent> channels = new TreeMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private long cleanedAt;

    /**
     * A row of the feeds, and when it came by this process's own monotonic clock.
     *
     * @param nanos when it was heard
     */
    public record Heard(FeedState row, long nanos) {}

    /** An empty ward. */
    public Ward(OpaqueKeys keys, LongSupplier nanos) {
        this.keys = keys;
        this.nanos = nanos;
        cleanedAt = nanos.getAsLong();
    }

    /** Takes in a record; null takes its row back. */
    public synchronized void heard(Topics topic, String key, @Nullable SpecificRecord value) {
        switch (topic) {
            case FEEDS -> feed(key, (FeedState) value);
            case FOLLOW_UPS -> {
                if (value == null) {
                    followUps.remove(key);
                } else {
                    followUps.put(key, (FollowUp) value);
                }
                changed.add(key);
            }
            case INVITATIONS -> invitation(key, (Invitation) value);
            case RECOVERY -> view(key, (RecoveryView) value);
            default -> {
                if (value != null && !Canary.is(key)) {
                    if (value instanceof PageEvent event && event.getChannel() != null) {
                        channels.put(event.getChannel(), event);
                    }
                    patient(key).heard(value);
                    changed.add(key);
                }
            }
        }
    }

    /** Takes in that something was refused. */
    public synchronized void refused(String reason) {
        deadLetters.merge(reason, 1, Integer::sum);
    }

    private void feed(String source, @Nullable FeedState row) {
        if (row == null) {
            feeds.remove(source);
        } else {
            feeds.put(source, new Heard(row, nanos.getAsLong()));
        }
    }

    /** Keeps those after whose last answer somebody is to telephone. */
    private void invitation(String linkId, @Nullable Invitation invitation) {
        Invitation before = invitation == null || invitation.getCallAskedAt() == null
                ? asksForCall.remove(linkId)
                : asksForCall.put(linkId, invitation);
        if (before != null) {
            changed.add(before.getPatientId());
        }
        if (invitation != null) {
            changed.add(invitation.getPatientId());
        }
    }

    private void view(String patientId, @Nullable RecoveryView view) {
        WatchedPatient known = patients.get(patientId);
        if (known != null) {
            known.blocks().forEach(block -> byKey.remove(key(patientId, block)));
        }
        changed.add(patientId);
        if (view == null || view.getBlocks().isEmpty()) {
            patients.remove(patientId);
            return;
        }
        patient(patientId).heard(view);
        view.getBlocks().forEach(block -> byKey.put(key(patientId, block), patientId));
    }

    private WatchedPatient patient(String patientId) {
        return patients.computeIfAbsent(patientId, id -> new WatchedPatient(id, nanos.getAsLong()));
    }

    /** Returns the patients of whom something changed since the last call; forgets those who have waited too long for a block. */
    public synchronized Set<String> changes() {
        Set<String> news = new LinkedHashSet<>(changed);
        changed.clear();
        long now = nanos.getAsLong();
        if (now - cleanedAt > WAITS_NANOS) {
            cleanedAt = now;
            patients.values().removeIf(one -> one.view() == null && now - one.sinceNanos() > WAITS_NANOS);
        }
        return news;
    }

    /** Returns the name of a block that tells no patient. */
    public String key(String patientId, BlockView block) {
        return keys.of("block", patientId, block.getBlockId());
    }

    /** Returns the name of an alert that tells no patient. */
    public String alertKey(String patientId, String alertId) {
        return keys.of("alert", patientId, alertId);
    }

    /** Returns the unit in which a patient lies. */
    public static String unit(WatchedPatient patient) {
        Location place = patient.location();
        return place == null || place.getUnit() == null ? NOWHERE : place.getUnit();
    }

    /** Shows a patient to somebody who looks briefly; empty where no block of theirs is open. */
    public synchronized <T> Optional<T> patient(String patientId, Function<WatchedPatient, T> look) {
        return Optional.ofNullable(patients.get(patientId))
                .filter(one -> !one.blocks().isEmpty())
                .map(look);
    }

    /** Shows a block by its name; empty where it is not open, or there is none. */
    public synchronized <T> Optional<T> block(String key, BiFunction<WatchedPatient, BlockView, T> look) {
        WatchedPatient patient = patients.get(byKey.getOrDefault(key, ""));
        if (patient == null) {
            return Optional.empty();
        }
        return patient.blocks().stream()
                .filter(block -> key(patient.patientId(), block).equals(key))
                .findFirst()
                .map(block -> look.apply(patient, block));
    }

    /** Shows every patient with an open block. */
    public synchronized <T> List<T> patients(Function<WatchedPatient, T> look) {
        return patients.values().stream()
                .filter(one -> !one.blocks().isEmpty())
                .map(look)
                .toList();
    }

    /** Returns the units with an open block, each with how many. */
    public synchronized Map<String, Integer> units() {
        Map<String, Integer> units = new TreeMap<>();
        patients.values().forEach(one -> {
            if (!one.blocks().isEmpty()) {
                units.merge(unit(one), one.blocks().size(), Integer::sum);
            }
        });
        return units;
    }

    /** Returns what is due from patients at home. */
    public synchronized List<FollowUp> followUps() {
        return List.copyOf(followUps.values());
    }

    /** Returns the invitations of a patient whose last answer asks for a call. */
    public synchronized List<Invitation> asksForCall(String patientId) {
        return asksForCall.values().stream()
                .filter(one -> one.getPatientId().equals(patientId))
                .toList();
    }

    /** Returns how each source stands, as heard last. */
    public synchronized Map<String, Heard> feeds() {
        return new LinkedHashMap<>(feeds);
    }

    /** Returns how many dead letters there are, by reason. */
    public synchronized Map<String, Integer> deadLetters() {
        return new LinkedHashMap<>(deadLetters);
    }

    /** Returns what each channel did last. */
    public synchronized Map<String, PageEvent> channels() {
        return new LinkedHashMap<>(channels);
    }

    /** Returns how many open blocks and how many patients in all are held. */
    public synchronized int size() {
        return byKey.size();
    }
}

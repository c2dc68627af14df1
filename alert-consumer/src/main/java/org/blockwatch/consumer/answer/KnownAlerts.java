package org.blockwatch.consumer.answer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.consumer.page.AlertKey;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.schemas.Canary;
import org.blockwatch.service.collect.BoundedMap;
import org.jspecify.annotations.Nullable;

/**
 * The latest of every alert that is open or has ended lately, and the answers to it. Synthetic patients have no place in
 * it.
 *
 * <p>Alerts and answers are heard in any order between them, and heard again after a loss of the connection, which
 * changes nothing: a patient's records lie in one partition, so that offsets tell what is later. Of more than
 * {@value #MOST_OPEN} open or {@value #MOST_ENDED} ended alerts those are forgotten that were heard of longest ago.
 * Thread-safe.
 */
final class KnownAlerts {

    private static final int MOST_OPEN = 50_000;
    private static final int MOST_ENDED = 10_000;

    /** More people than this do not answer one alert; a client that does it for them must not fill the memory. */
    private static final int MOST_ANSWERS = 100;

    private final PageIds ids;
    private final Map<String, Heard> open = BoundedMap.ofLatest(MOST_OPEN);
    private final Map<String, Heard> ended = BoundedMap.ofLatest(MOST_ENDED);
    private final Map<String, List<AlertResponse>> answers = BoundedMap.ofLatest(MOST_OPEN + MOST_ENDED);

    /** An alert, when it last rose, and the offset up to which it has been heard. */
    private record Heard(Alert alert, @Nullable Instant risenAt, long offset) {}

    /** Knows nothing yet. */
    KnownAlerts(PageIds ids) {
        this.ids = ids;
    }

    /** Takes in a transition from this offset of its partition. */
    synchronized void heard(Alert alert, long offset) {
        String name = ids.alert(AlertKey.of(alert));
        Heard before = heard(name);
        if (Canary.is(alert.getPatientId()) || before != null && offset <= before.offset()) {
            return;
        }
        Instant risenBefore = before == null ? null : before.risenAt();
        Instant risenAt = alert.getPhase() == AlertPhase.ESCALATE ? alert.getAt() : risenBefore;
        open.remove(name);
        (alert.getPhase() == AlertPhase.END ? ended : open).put(name, new Heard(alert, risenAt, offset));
    }

    /** Takes in an answer. */
    synchronized void heard(AlertResponse answer) {
        List<AlertResponse> known = answers.computeIfAbsent(ids.alert(AlertKey.of(answer)), first -> new ArrayList<>());
        if (known.size() < MOST_ANSWERS
                && known.stream().noneMatch(earlier -> earlier.getEventId().equals(answer.getEventId()))) {
            known.add(answer);
        }
    }

    /** Returns the alert of this opaque name. */
    synchronized Optional<KnownAlert> named(String name) {
        return Optional.ofNullable(heard(name)).map(heard -> known(name, heard));
    }

    /**
     * Returns the alert of this opaque name, or of these ids: {@code id.<patientId>.<alertId>}, each in Base64 for addresses. For programs
     * of the house that read the topics and know the ids anyway, such as a ward board.
     */
    Optional<KnownAlert> namedOrIdentified(String name) {
        String[] parts = name.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals("id")) {
            return named(name);
        }
        try {
            return of(new AlertKey(decoded(parts[1]), decoded(parts[2])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    /** Returns the opaque name of an alert, known or not. */
    String name(AlertKey alert) {
        return ids.alert(alert);
    }

    /** Returns the alert of this id. */
    Optional<KnownAlert> of(AlertKey alert) {
        return named(ids.alert(alert));
    }

    /** Returns every open alert. */
    synchronized List<KnownAlert> open() {
        return open.entrySet().stream()
                .map(entry -> known(entry.getKey(), entry.getValue()))
                .toList();
    }

    private @Nullable Heard heard(String name) {
        Heard heard = open.get(name);
        return heard == null ? ended.get(name) : heard;
    }

    private KnownAlert known(String name, Heard heard) {
        return new KnownAlert(name, heard.alert(), heard.risenAt(), List.copyOf(answers.getOrDefault(name, List.of())));
    }
}

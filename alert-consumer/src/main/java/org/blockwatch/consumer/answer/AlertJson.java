package org.blockwatch.consumer.answer;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.Location;
import org.blockwatch.event.Setting;
import org.jspecify.annotations.Nullable;

/** How the JSON interface shows alerts and answers: no patient, no block, no name but of those who answered. */
final class AlertJson {

    private AlertJson() {}

    /** Returns an alert in a list. */
    static Map<String, Object> brief(KnownAlert known) {
        Alert alert = known.alert();
        Optional<Location> location = Optional.ofNullable(alert.getLocation());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("alert", known.name());
        shown.put("unit", location.map(Location::getUnit).orElse(null));
        shown.put("bed", location.map(Location::getBed).orElse(null));
        shown.put("setting", alert.getSetting() == Setting.HOME ? "HOME" : "IN_HOUSE");
        shown.put("code", alert.getCode().name());
        shown.put("priority", alert.getPriority().name());
        shown.put("since", alert.getDueAt().toString());
        shown.put(
                "acknowledged",
                known.acknowledgement()
                        .map(ack -> Map.of(
                                "by", ack.getBy(), "at", ack.getOccurredAt().toString()))
                        .orElse(null));
        return shown;
    }

    /** Returns an alert by itself. */
    static Map<String, Object> full(KnownAlert known) {
        Alert alert = known.alert();
        Map<String, Object> shown = brief(known);
        shown.put("ended", known.hasEnded() ? ended(alert.getAt(), alert.getEndReason()) : null);
        shown.put("findings", alert.getFindings());
        shown.put("actions", alert.getActions());
        shown.put("citation", alert.getCitation());
        shown.put("refusedCauses", alert.getRefusedCauses());
        shown.put("answers", known.answers().stream().map(AlertJson::answer).toList());
        return shown;
    }

    /** Returns an answer. */
    static Map<String, Object> answer(AlertResponse answer) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("eventId", answer.getEventId());
        shown.put("kind", answer.getKind().name());
        shown.put("by", answer.getBy());
        shown.put("at", answer.getOccurredAt().toString());
        shown.put("cause", answer.getCause());
        shown.put("note", answer.getNote());
        shown.put("via", answer.getVia());
        return shown;
    }

    private static Map<String, Object> ended(Instant at, @Nullable Enum<?> reason) {
        Map<String, Object> ended = new LinkedHashMap<>();
        ended.put("at", at.toString());
        ended.put("reason", reason == null ? null : reason.name());
        return ended;
    }
}

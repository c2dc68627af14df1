package org.blockwatch.consumer.answer;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.Location;
import org.blockwatch.event.Setting;
import org.jspecify.annotations.Nullable;

/** What the page behind a link shows: what the alerts are now, who has answered, and whether there is still to answer. */
final class LinkView {

    private static final Set<String> ABBREVIATIONS = Set.of("MRI", "NEWS2", "LAST");

    private final KnownAlerts alerts;
    private final AnswerRecorder recorder;
    private final ZoneId zone;
    private final DateTimeFormatter clock;

    LinkView(KnownAlerts alerts, AnswerRecorder recorder, ZoneId zone) {
        this.alerts = alerts;
        this.recorder = recorder;
        this.zone = zone;
        clock = DateTimeFormatter.ofPattern("HH:mm, d MMMM", Locale.ENGLISH).withZone(zone);
    }

    /** Returns which alerts this link can still answer: not those that have ended or that it has answered already. */
    List<String> unanswered(LinkToken token) {
        return token.page().alertIds().stream()
                .filter(alertId -> recorder.given(token.eventId(alertId)).isEmpty())
                .filter(alertId -> alerts.of(token.page().alert(alertId))
                        .filter(KnownAlert::hasEnded)
                        .isEmpty())
                .toList();
    }

    /** Returns the model of the page. */
    Map<String, Object> of(LinkToken token) {
        List<String> alertIds = token.page().alertIds();
        Map<String, Object> model = new HashMap<>();
        model.put(
                "title",
                alertIds.stream()
                        .flatMap(id -> alerts.of(token.page().alert(id)).stream())
                        .findFirst()
                        .map(known -> place(known.alert()))
                        .orElse("A page to you"));
        model.put("alerts", alertIds.stream().map(id -> alert(token, id)).toList());
        model.put("answerable", !unanswered(token).isEmpty());
        model.put("by", orFalse(token.by()));
        model.put("zone", zone.getId());
        return model;
    }

    private Map<String, Object> alert(LinkToken token, String alertId) {
        Optional<KnownAlert> known = alerts.of(token.page().alert(alertId));
        Map<String, Object> shown = new HashMap<>();
        shown.put("states", states(token, alertId, known));
        shown.put("open", known.isPresent() && !known.get().hasEnded());
        if (known.isPresent()) {
            Alert alert = known.get().alert();
            shown.put("what", words(alert.getCode().name()));
            shown.put("priority", alert.getPriority().name());
            shown.put("since", clock.format(alert.getDueAt()));
            shown.put("hasFindings", !alert.getFindings().isEmpty());
            shown.put("findings", alert.getFindings());
            shown.put("hasActions", !alert.getActions().isEmpty());
            shown.put("actions", alert.getActions());
            shown.put("citation", orFalse(alert.getCitation().isEmpty() ? null : alert.getCitation()));
        } else {
            shown.putAll(Map.of("what", "What the page said holds; more is not known here.", "priority", false));
            shown.put("since", false);
        }
        return shown;
    }

    private List<String> states(LinkToken token, String alertId, Optional<KnownAlert> known) {
        List<String> states = new ArrayList<>();
        Optional<AlertResponse> own = recorder.given(token.eventId(alertId));
        own.ifPresent(answer -> states.add(said(answer) + " with this link."));
        known.flatMap(KnownAlert::acknowledgement)
                .filter(other -> own.filter(other::equals).isEmpty())
                .ifPresent(other -> states.add(said(other) + "."));
        known.filter(KnownAlert::hasEnded).ifPresent(ended -> states.add(ended(ended.alert())));
        return states;
    }

    private String said(AlertResponse answer) {
        return answer.getBy()
                + (answer.getKind() == AlertResponseKind.DECLINED ? " could not come, said at " : " took this on at ")
                + clock.format(answer.getOccurredAt());
    }

    private String ended(Alert alert) {
        return "This alert ended at " + clock.format(alert.getAt()) + why(alert.getEndReason()) + ".";
    }

    private static String why(@Nullable EndReason reason) {
        if (reason == null) {
            return "";
        }
        return switch (reason) {
            case RECOVERED -> ": a new examination no longer supports it";
            case SUPERSEDED -> ": a graver alert has taken its place";
            case CORRECTED -> ": its ground was corrected";
            case REATTRIBUTED -> ": it is judged on another block";
            case SATISFIED -> ": what was asked for has been done";
            case EXPIRED -> ": the watch over the block is over";
            case UNKNOWN -> "";
        };
    }

    private static String place(Alert alert) {
        Location location = alert.getLocation();
        if (alert.getSetting() == Setting.HOME) {
            String unit = location == null ? null : location.getUnit();
            return unit == null ? "At home" : unit + ", at home";
        }
        String place = location == null
                ? ""
                : Stream.of(
                                Optional.ofNullable(location.getUnit()),
                                Optional.ofNullable(location.getBed()).map(bed -> "bed " + bed))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(", "));
        return place.isEmpty() ? "Bed unknown" : place;
    }

    /** {@code DEFICIT_PERSISTS_24H} is "Deficit persists 24 h". */
    private static String words(String code) {
        String words = Stream.of(code.split("_"))
                .map(word -> ABBREVIATIONS.contains(word) ? word : word.toLowerCase(Locale.ROOT))
                .map(word -> word.replaceAll("^(\\d+)h$", "$1 h"))
                .collect(Collectors.joining(" "));
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Returns what a template takes for absent. */
    private static Object orFalse(@Nullable String text) {
        return text == null ? false : text;
    }

    /** Returns the time as people read it. */
    String time(Instant at) {
        return clock.format(at);
    }
}

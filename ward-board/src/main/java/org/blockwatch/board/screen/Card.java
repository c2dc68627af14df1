package org.blockwatch.board.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.blockwatch.board.ward.PagedAlert;
import org.blockwatch.board.ward.Ward;
import org.blockwatch.board.ward.WatchedPatient;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.BlockView;
import org.blockwatch.event.Location;
import org.blockwatch.event.OpenAlertView;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.event.Setting;
import org.jspecify.annotations.Nullable;

/** What a wall shows of one block: bed and side, what is due next, the line of time, the alerts. No name and no id of a patient. */
public final class Card {

    private static final int RANKS = 9;

    private final Map<String, Object> model = new HashMap<>();
    private final String key;
    private final String unit;
    private final String order;

    /** Draws the card of a block as it is now. */
    public static Card of(WatchedPatient patient, BlockView block, Ward ward, Instant now, ScreenTime time) {
        return new Card(patient, block, ward, now, time);
    }

    private Card(WatchedPatient patient, BlockView block, Ward ward, Instant now, ScreenTime time) {
        key = ward.key(patient.patientId(), block);
        unit = Ward.unit(patient);
        List<Map<String, Object>> alerts = alerts(patient, block, ward, now, time);
        Due due = due(patient, block);
        Location place = patient.location();
        String bed = place == null || place.getBed() == null ? "no bed" : place.getBed();
        int unanswered = rings(worst(alerts, false));
        int answered = rings(worst(alerts, true));
        order = String.format(
                Locale.ROOT,
                "%d%d%015d%6s",
                RANKS - unanswered,
                RANKS - answered,
                due.at() == null ? 999_999_999_999_999L : due.at().toEpochMilli(),
                bed);
        model.put("key", key);
        model.put("unit", unit);
        model.put("order", order);
        model.put("bed", bed);
        model.put("side", ScreenWords.side(block.getLaterality()));
        model.put("home", block.getSetting() == Setting.HOME);
        model.put("recovered", block.getRecovered());
        model.put("state", state(alerts));
        model.put("alerts", alerts);
        model.put("quiet", alerts.isEmpty());
        model.put("bar", new RecoveryBar(block, now).svg());
        model.put("age", ScreenTime.span(Duration.between(block.getBlockAt(), now)));
        model.put("t0", block.getBlockAt().toEpochMilli());
        model.put("dose", time.at(block.getBlockAt(), now));
        model.put("dueLabel", due.label());
        model.put("dueAt", due.at() == null ? false : String.valueOf(due.at().toEpochMilli()));
        model.put("dueClock", due.at() == null ? "" : time.at(due.at(), now));
        model.put("dueText", due.at() == null ? "" : ScreenTime.span(Duration.between(now, due.at())));
        model.put("late", due.at() != null && due.at().isBefore(now));
    }

    private record Due(@Nullable Instant at, String label) {}

    /** Returns the earliest thing that has to be done and has not been. */
    private static Due due(WatchedPatient patient, BlockView block) {
        Stream<Due> investigations = block.getOpenAlerts().stream()
                .flatMap(open -> patient.alert(open.getAlertId()).stream())
                .flatMap(story -> story.latest().stream())
                .filter(alert -> alert.getLimits() != null)
                .flatMap(alert -> Stream.of(
                        new Due(alert.getLimits().getMriBy(), "MRI by"),
                        new Due(alert.getLimits().getDecompressSoft(), "decompression by")));
        return Stream.concat(Stream.of(new Due(block.getAssessmentDueAt(), "examination")), investigations)
                .filter(one -> one.at() != null)
                .min(Comparator.comparing(Due::at))
                .orElseGet(() -> new Due(null, block.getRecovered() ? "recovered" : "nothing due"));
    }

    private static List<Map<String, Object>> alerts(
            WatchedPatient patient, BlockView block, Ward ward, Instant now, ScreenTime time) {
        List<Map<String, Object>> shown = new ArrayList<>();
        block.getOpenAlerts().stream()
                .sorted(Comparator.comparing(OpenAlertView::getPriority)
                        .reversed()
                        .thenComparing(OpenAlertView::getDueAt))
                .forEach(open -> shown.add(alert(patient, open, ward, now, time)));
        return shown;
    }

    /** Describes an open alert: what, since when, who is paged, who has it. */
    static Map<String, Object> alert(
            WatchedPatient patient, OpenAlertView open, Ward ward, Instant now, ScreenTime time) {
        Map<String, Object> shown = new HashMap<>();
        Optional<PagedAlert> story = patient.alert(open.getAlertId());
        shown.put("alertKey", ward.alertKey(patient.patientId(), open.getAlertId()));
        shown.put("priority", open.getPriority().name());
        shown.put("rank", open.getPriority().ordinal());
        shown.put("what", ScreenWords.of(open.getCode()));
        shown.put("since", time.at(open.getDueAt(), now));
        shown.put("sinceAt", open.getDueAt().toEpochMilli());
        shown.put("high", open.getPriority() == Priority.HIGH);
        shown.put("medium", open.getPriority() == Priority.MEDIUM);
        shown.put("low", open.getPriority() != Priority.HIGH && open.getPriority() != Priority.MEDIUM);
        Optional<AlertResponse> taken = story.flatMap(PagedAlert::acknowledgement);
        shown.put("taken", taken.isPresent());
        taken.ifPresent(answer -> {
            shown.put("by", answer.getBy());
            shown.put("takenAt", answer.getOccurredAt().toEpochMilli());
            shown.put("takenText", ScreenTime.span(Duration.between(answer.getOccurredAt(), now)));
        });
        shown.put(
                "undecided",
                taken.isEmpty()
                        ? story.flatMap(PagedAlert::undecided)
                                .map(AlertResponse::getBy)
                                .orElse(null)
                        : null);
        PageRequest request = story.map(PagedAlert::request).orElse(null);
        shown.put("paged", taken.isEmpty() && request != null);
        if (request != null) {
            shown.put("tier", request.getTier());
            shown.put("people", ScreenWords.list(story.orElseThrow().paged()));
        }
        Instant next = story.map(PagedAlert::nextAt).orElse(null);
        shown.put("next", next != null && next.isAfter(now));
        if (next != null) {
            shown.put("nextAt", next.toEpochMilli());
            shown.put("nextText", ScreenTime.span(Duration.between(now, next)));
        }
        shown.put("unpaged", taken.isEmpty() && request == null);
        story.flatMap(PagedAlert::latest)
                .map(Alert::getLateBy)
                .filter(late -> late > 0)
                .ifPresent(late -> shown.put("late", true));
        return shown;
    }

    private static int worst(List<Map<String, Object>> alerts, boolean taken) {
        return alerts.stream()
                .filter(one -> Boolean.valueOf(taken).equals(one.get("taken")))
                .mapToInt(one -> (int) Objects.requireNonNull(one.get("rank")))
                .max()
                .orElse(0);
    }

    /** LOW pages nobody, and moves no row up. */
    private static int rings(int rank) {
        return rank > Priority.LOW.ordinal() ? rank : 0;
    }

    private static String state(List<Map<String, Object>> alerts) {
        int worst = worst(alerts, false);
        if (worst == Priority.HIGH.ordinal()) {
            return "high";
        }
        if (worst == Priority.MEDIUM.ordinal()) {
            return "medium";
        }
        return rings(worst(alerts, true)) > 0 ? "held" : "calm";
    }

    /** Returns the name of the block that tells no patient. */
    public String key() {
        return key;
    }

    /** Returns the unit whose wall shows it. */
    public String unit() {
        return unit;
    }

    /** Returns what cards are sorted by, the most urgent first. */
    public String order() {
        return order;
    }

    /** Returns what its template shows. */
    public Map<String, Object> model() {
        return model;
    }
}

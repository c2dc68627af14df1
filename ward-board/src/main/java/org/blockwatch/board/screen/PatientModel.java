package org.blockwatch.board.screen;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.blockwatch.board.ward.PagedAlert;
import org.blockwatch.board.ward.Ward;
import org.blockwatch.board.ward.WatchedPatient;
import org.blockwatch.event.Alert;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.BlockView;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.OpenAlertView;
import org.blockwatch.event.VitalSignsView;
import org.jspecify.annotations.Nullable;

/** What the page of one patient shows. */
public final class PatientModel {

    private PatientModel() {}

    /** Describes a block for somebody who treats the patient. */
    public static Map<String, Object> of(
            WatchedPatient patient, BlockView block, Ward ward, Instant now, ScreenTime time) {
        Map<String, Object> model =
                new HashMap<>(Card.of(patient, block, ward, now, time).model());
        Timeline timeline = new Timeline(patient, block, now, time);
        List<NeuroAssessment> since = patient.assessments().stream()
                .filter(one -> !one.getOccurredAt().isBefore(block.getBlockAt()))
                .toList();
        BodyChart chart = new BodyChart(since);
        model.put("patient", patient.patientId());
        model.put("timeline", timeline.svg());
        model.put("lines", timeline.lines());
        model.put("chart", chart.svg());
        model.put("chartText", chart.text());
        model.put("findings", block.getFindings());
        model.put("rules", rules(block));
        model.put("nextJudged", time.at(block.getNextAt(), now));
        model.put("risks", block.getRiskTags().stream().map(ScreenWords::of).toList());
        model.put("proceduralist", block.getProceduralistId());
        model.put("watchEnds", block.getWatchEndsAt() == null ? "" : time.full(block.getWatchEndsAt()));
        patient.performed(block.getBlockId()).ifPresent(one -> technique(one, model));
        VitalSignsView signs = patient.view() == null ? null : patient.view().getVitalSigns();
        if (signs != null) {
            model.put("signs", signs(signs, now, time));
        }
        model.put(
                "stories",
                patient.alertsOf(block.getBlockId()).stream()
                        .sorted(Comparator.comparing(PagedAlert::hasEnded))
                        .map(story -> story(patient, story, ward, now, time))
                        .toList());
        model.put(
                "details",
                block.getOpenAlerts().stream()
                        .sorted(Comparator.comparing(OpenAlertView::getPriority).reversed())
                        .flatMap(open -> patient.alert(open.getAlertId()).stream())
                        .flatMap(story -> story.latest().stream())
                        .map(PatientModel::detail)
                        .toList());
        model.put("own", own(since, now, time));
        return model;
    }

    private static List<Map<String, Object>> rules(BlockView block) {
        return block.getRules().stream()
                .map(rule -> Map.<String, Object>of(
                        "rule", rule.getRule(),
                        "code", ScreenWords.of(rule.getCode()),
                        "holds", rule.getHolds(),
                        "because", rule.getBecause()))
                .toList();
    }

    private static void technique(BlockPerformed one, Map<String, Object> model) {
        model.put("guidance", ScreenWords.of(one.getGuidance()));
        model.put("aspiration", ScreenWords.of(one.getAspiration()));
        model.put(
                "anticoagulated",
                one.getAnticoagulationNotStated() ? "not stated" : one.getAnticoagulated() ? "yes" : "no");
        model.put(
                "injections",
                one.getInjections().stream()
                        .map(shot -> shot.getLevel() + " " + ScreenWords.side(shot.getSide()) + ": " + shot.getAgent()
                                + " " + shot.getConcentrationPercent() + " %, " + shot.getVolumeMl() + " mL")
                        .toList());
    }

    private static Map<String, Object> signs(VitalSignsView signs, Instant now, ScreenTime time) {
        Map<String, Object> shown = new HashMap<>();
        shown.put("at", time.at(signs.getAt(), now));
        shown.put("score", (signs.getPartial() ? "at least " : "") + signs.getScore());
        List<String> values = new ArrayList<>();
        add(values, "systolic", signs.getSystolic());
        add(values, "heart rate", signs.getHeartRate());
        add(values, "respiration", signs.getRespiratoryRate());
        add(values, "SpO₂", signs.getSpo2());
        add(values, "temperature", signs.getTemperature());
        add(values, "consciousness", signs.getConsciousness());
        if (signs.getSupplementalOxygen() != null) {
            values.add(signs.getSupplementalOxygen() ? "on oxygen" : "on air");
        }
        shown.put("values", String.join(", ", values));
        return shown;
    }

    private static void add(List<String> values, String name, @Nullable Object value) {
        if (value != null) {
            values.add(name + " " + value);
        }
    }

    private static Map<String, Object> story(
            WatchedPatient patient, PagedAlert story, Ward ward, Instant now, ScreenTime time) {
        Alert latest = story.latest().orElseThrow();
        return Map.of(
                "id", ward.alertKey(patient.patientId(), story.alertId()),
                "what", ScreenWords.of(latest.getCode()),
                "priority", latest.getPriority().name(),
                "ended", story.hasEnded(),
                "lines",
                        AlertLines.of(story).stream()
                                .map(line -> Map.of("clock", time.at(line.at(), now), "text", line.text()))
                                .toList());
    }

    /** Says what to do about an open alert. */
    static Map<String, Object> detail(Alert alert) {
        return Map.of(
                "what", ScreenWords.of(alert.getCode()),
                "priority", alert.getPriority().name(),
                "findings", alert.getFindings(),
                "actions", alert.getActions(),
                "missing", alert.getMissing(),
                "citation", alert.getCitation());
    }

    /** The examinations that were charted at a board, to be corrected there. */
    private static List<Map<String, String>> own(List<NeuroAssessment> since, Instant now, ScreenTime time) {
        return since.stream()
                .filter(NeuroForm::isOwn)
                .map(one -> Map.of(
                        "id", one.getEventId(),
                        "at", time.at(one.getOccurredAt(), now),
                        "by", one.getAssessorId() == null ? "" : one.getAssessorId()))
                .toList();
    }
}

package org.blockwatch.cli.clinic;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;

/** What each kind of course has cost whom: messages and answers of patients, alerts, pages. Any thread may tell and ask it. */
public final class ClinicBurden {

    private final SimulatedClinic clinic;
    private final Map<OutpatientCourse, Map<String, Integer>> counts = new EnumMap<>(OutpatientCourse.class);
    private final Map<OutpatientCourse, Map<String, Integer>> pagesByRole = new EnumMap<>(OutpatientCourse.class);
    private final Set<String> counted = new HashSet<>();

    /** Nothing yet. */
    public ClinicBurden(SimulatedClinic clinic) {
        this.clinic = clinic;
    }

    /** Counts a message that a patient has got. */
    public synchronized void message(String patientId, String id) {
        count(patientId, "messages", "m" + id);
    }

    /** Counts a form that a patient has sent. */
    public synchronized void answer(String patientId, String id) {
        count(patientId, "answers", "a" + id);
    }

    /** Counts a call of the follow-up nurse that is not about a page. */
    public synchronized void call(String patientId, Instant at) {
        count(patientId, "calls", "c" + patientId + at);
    }

    /** Counts an alert under each priority that it has had. */
    public synchronized void alert(Alert alert) {
        if (alert.getPhase() != AlertPhase.END) {
            var name = alert.getPatientId() + "/" + alert.getAlertId();
            count(alert.getPatientId(), alert.getPriority().name(), name + alert.getPriority());
        }
    }

    /** Counts a page that a channel has taken to somebody. */
    public synchronized void page(PageEvent event) {
        if (event.getKind() == PageEventKind.ACCEPTED
                && count(event.getPatientId(), "pages", "p" + event.getPatientId() + event.getAttemptId())) {
            clinic.patient(event.getPatientId())
                    .ifPresent(patient -> pagesByRole
                            .computeIfAbsent(patient.course(), course -> new TreeMap<>())
                            .merge(String.valueOf(event.getRecipient()), 1, Integer::sum));
        }
    }

    private boolean count(String patientId, String what, String once) {
        var patient = clinic.patient(patientId);
        if (patient.isEmpty() || !counted.add(once)) {
            return false;
        }
        counts.computeIfAbsent(patient.get().course(), course -> new HashMap<>())
                .merge(what, 1, Integer::sum);
        return true;
    }

    /** Returns how often that was counted for a kind of course. */
    public synchronized int count(OutpatientCourse course, String what) {
        return counts.getOrDefault(course, Map.of()).getOrDefault(what, 0);
    }

    /** Returns the pages of a kind of course by whom they reached. */
    public synchronized Map<String, Integer> pagesByRole(OutpatientCourse course) {
        return Map.copyOf(pagesByRole.getOrDefault(course, Map.of()));
    }
}

package org.blockwatch.streams.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.ClockBasis;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.streams.escalation.Ladder.Answers;
import org.blockwatch.streams.site.PolicyFile;

/**
 * A patient whose alerts come and go, whose pages are sent or not, and whose people answer or not, as chance has it. What
 * happens is what can happen: alerts rise, fall and end once they have started, and are never named twice; results are of
 * pages that were asked for, and an attempt has one result, however often it is told.
 */
final class LadderLife {

    /** What an alert may be about. */
    enum Matter {
        DEFICIT(AlertCode.DEFICIT_PERSISTS_4H),
        RECOVERY(AlertCode.RECOVERY_NOT_DEMONSTRATED),
        DISCHARGE(AlertCode.UNSAFE_DISCHARGE);

        private final AlertCode code;

        Matter(AlertCode code) {
            this.code = code;
        }
    }

    /** What a judgement finds of one matter: nothing is the end of its alert. */
    record Found(Matter matter, Optional<Priority> priority) {}

    final LadderPatient patient = new LadderPatient(PolicyFile.builtIn());
    /** The alerts that have started and not ended, as last judged. */
    final Map<Matter, Alert> open = new LinkedHashMap<>();
    /** Before the latest happening. */
    Map<String, Ladder> before = Map.of();

    private final Map<List<?>, PageEventKind> results = new HashMap<>();
    private final Duration age;
    private final boolean twice;
    private int pagesBefore;
    private int alerts;
    private int answers;

    /**
     * A life as it is lived.
     *
     * @param age how long ago everything happened that is judged now
     * @param twice whether everything that comes comes twice
     */
    LadderLife(Duration age, boolean twice) {
        this.age = age;
        this.twice = twice;
    }

    /** The pages of the latest happening. */
    List<PageRequest> latest() {
        return patient.pages.subList(pagesBefore, patient.pages.size());
    }

    void judged(List<Found> found) {
        List<Alert> transitions = new ArrayList<>();
        for (Found one : found) {
            if (open.containsKey(one.matter()) || one.priority().isPresent()) {
                transitions.add(transition(one.matter(), open.get(one.matter()), one.priority()));
            }
        }
        if (!transitions.isEmpty()) {
            happens(() -> patient.judged(transitions));
        }
    }

    private Alert transition(Matter matter, Alert standing, Optional<Priority> priority) {
        if (standing == null) {
            Alert start = alert(matter, "b1/" + matter + "/" + ++alerts, AlertPhase.START, priority.orElseThrow());
            open.put(matter, start);
            return start;
        }
        if (priority.isEmpty()) {
            open.remove(matter);
            return alert(matter, standing.getAlertId(), AlertPhase.END, standing.getPriority());
        }
        int change = Ladder.urgency(priority.get()) - Ladder.urgency(standing.getPriority());
        AlertPhase phase = change > 0 ? AlertPhase.ESCALATE : change < 0 ? AlertPhase.DEESCALATE : AlertPhase.UPDATE;
        Alert next = alert(matter, standing.getAlertId(), phase, priority.get());
        open.put(matter, next);
        return next;
    }

    private Alert alert(Matter matter, String alertId, AlertPhase phase, Priority priority) {
        Alert alert = AlertExamples.alert(phase, priority, patient.now.minus(age));
        alert.setAlertId(alertId);
        alert.setCode(matter.code);
        if (alertId.hashCode() % 2 == 0) {
            alert.setClockBasis(ClockBasis.FIRST_OBSERVED_DEFICIT);
        }
        alert.setLateBy(patient.now.toEpochMilli() % 3 == 0 ? 5_000 : 0);
        alert.setStartedAt(open.containsKey(matter) ? open.get(matter).getStartedAt() : alert.getAt());
        return alert;
    }

    /** @param page the page that is answered, counted from the latest; negative: none is named */
    void answered(AlertResponseKind kind, String by, int page, Duration ago) {
        if (patient.pages.isEmpty()) {
            return;
        }
        PageRequest answered = recent(Math.max(0, page));
        AlertResponse answer = AlertExamples.answer(kind, by, patient.now.minus(ago));
        answer.setEventId("e" + ++answers);
        answer.setAlertId(answered.getAlertId());
        answer.setPageId(page < 0 ? null : answered.getPageId());
        happens(() -> patient.answered(answer));
    }

    /** @param page which page, counted from the latest */
    void heard(int page, String recipient, String channel, PageEventKind kind) {
        if (patient.pages.isEmpty()) {
            return;
        }
        PageRequest of = recent(page);
        String to = of.getRecipient() == null ? recipient : of.getRecipient();
        String over = of.getChannel() == null ? channel : of.getChannel();
        List<Object> attempt = List.of(of.getPageId(), to, over, of.getAttempt());
        PageEvent result = result(of, results.computeIfAbsent(attempt, first -> kind));
        result.setRecipient(to);
        result.setChannel(over);
        result.setIncident(result.getKind() == PageEventKind.ACCEPTED && over.equals("pager") ? "incident" : null);
        happens(() -> patient.heard(result));
    }

    void reachedNobody(int page) {
        if (!patient.pages.isEmpty() && recent(page).getRecipient() == null) {
            PageEvent result = result(recent(page), PageEventKind.UNDELIVERABLE);
            result.setOutcome(PageOutcome.NO_RECIPIENT);
            happens(() -> patient.heard(result));
        }
    }

    private static PageEvent result(PageRequest page, PageEventKind kind) {
        PageEvent result = AlertExamples.result(page, "sms", kind, null);
        result.setChannel(null);
        if (kind == PageEventKind.SUPPRESSED) {
            result.setOutcome(PageOutcome.ALREADY_ACKNOWLEDGED);
        }
        return result;
    }

    void assessed() {
        patient.assessed = Optional.of(patient.now);
    }

    void passes(Duration time) {
        Instant until = patient.now.plus(time);
        happens(() -> patient.passUntil(until));
    }

    void wokenTooEarly() {
        happens(patient::wake);
    }

    private PageRequest recent(int page) {
        return patient.pages.get(Math.max(0, patient.pages.size() - 1 - page));
    }

    private void happens(Runnable what) {
        before = Map.copyOf(patient.ladders);
        pagesBefore = patient.pages.size();
        what.run();
        if (twice) {
            int pages = patient.pages.size();
            Map<String, Ladder> once = withoutOffsets();
            what.run();
            assertThat(patient.pages)
                    .as("what comes twice pages once\n" + patient)
                    .hasSize(pages);
            assertThat(withoutOffsets())
                    .as("what comes twice changes nothing\n" + patient)
                    .isEqualTo(once);
        }
    }

    /** How far the answers have been read may move; nothing else may. */
    private Map<String, Ladder> withoutOffsets() {
        Map<String, Ladder> ladders = new LinkedHashMap<>();
        patient.ladders.forEach((id, ladder) -> ladders.put(
                id,
                ladder.with(new Answers(
                        -1,
                        ladder.answers().risenAt(),
                        ladder.answers().taken(),
                        ladder.answers().declinedBy()))));
        return ladders;
    }

    @Override
    public String toString() {
        return patient.toString();
    }
}

package org.blockwatch.streams.escalation;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;
import org.blockwatch.streams.escalation.LadderEvent.Answered;
import org.blockwatch.streams.escalation.LadderEvent.Due;
import org.blockwatch.streams.escalation.LadderEvent.Judged;
import org.blockwatch.streams.escalation.LadderEvent.Reported;
import org.blockwatch.streams.site.PolicyFile;

/** One patient's ladders, led as the processor leads them, on a clock that stops at every instant at which one is due. */
final class LadderPatient {

    /** A decision or a page. */
    record Told(Instant at, String alertId, String words) {}

    final Map<String, Ladder> ladders = new LinkedHashMap<>();
    final List<PageRequest> pages = new ArrayList<>();
    final List<PageEvent> trail = new ArrayList<>();
    /** From which phase to which ladders have gone. */
    final Set<List<Class<?>>> passages = new HashSet<>();

    final List<String> diary = new ArrayList<>();
    Instant now = AlertExamples.FOUR_HOURS_LATER;
    Optional<Instant> assessed = Optional.empty();

    private final LadderRules rules;
    private final LadderCodec codec;
    private final List<Told> told = new ArrayList<>();
    private long offset;

    LadderPatient(Policy policy) {
        this(policy, wall -> wall);
    }

    LadderPatient(Policy policy, UnaryOperator<Duration> engineTime) {
        this.rules = new LadderRules(new Policies(policy, PolicyFile.canary()), engineTime);
        this.codec = new LadderCodec(new Policies(policy, PolicyFile.canary()));
    }

    void judged(List<Alert> alerts) {
        take(
                "judged "
                        + alerts.stream()
                                .map(alert -> alert.getAlertId() + " " + alert.getPhase() + " " + alert.getPriority())
                                .toList(),
                rules.decide(new Judged(alerts), this::kept, now));
    }

    void answered(AlertResponse answer) {
        answered(answer, now);
    }

    void answered(AlertResponse answer, Instant arrivedAt) {
        take(
                answer.getAlertId() + " " + answer.getKind() + " by " + answer.getBy(),
                rules.decide(new Answered(answer, offset++, arrivedAt), this::kept, now));
    }

    void heard(PageEvent event) {
        take(
                "heard " + event.getKind() + " of " + event.getPageId() + " over " + event.getChannel() + "#"
                        + event.getAttempt(),
                rules.decide(new Reported(event), this::kept, now));
    }

    /** Time goes by; what is due at the instant itself is done. */
    void passUntil(Instant until) {
        for (Optional<Instant> due = next();
                due.filter(at -> !at.isAfter(until)).isPresent();
                due = next()) {
            now = due.get();
            List<Ladder> before = List.copyOf(ladders.values());
            wake();
            assertThat(List.copyOf(ladders.values()))
                    .as(() -> "who is woken in time moves on\n" + this)
                    .isNotEqualTo(before);
        }
        now = until;
    }

    /** May come too early. */
    void wake() {
        take(
                "woken",
                rules.decide(
                        new Due(
                                List.copyOf(ladders.keySet()),
                                from -> assessed.filter(at -> !at.isBefore(from))
                                        .isPresent()),
                        this::kept,
                        now));
    }

    Optional<Instant> next() {
        return ladders.values().stream()
                .flatMap(ladder -> ladder.nextWake().stream())
                .min(Instant::compareTo);
    }

    /** Decisions and pages since the last call, decisions of a ladder before its pages. */
    List<Told> told() {
        List<Told> since = List.copyOf(told);
        told.clear();
        return since;
    }

    private Optional<Ladder> kept(String alertId) {
        return Optional.ofNullable(ladders.get(alertId));
    }

    /** As it is after a row has been written and read: nothing may be lost on the way. */
    private Ladder stored(Ladder ladder) {
        Ladder read = codec.ladder(codec.row(ladder), now);
        assertThat(read.phase()).isEqualTo(ladder.phase());
        return read;
    }

    private void take(String what, List<LadderDecision> steps) {
        diary.add(now + " " + what);
        for (LadderDecision step : steps) {
            Ladder before = ladders.get(step.alertId());
            if (before != null) {
                Class<?> after = step.ladder()
                        .<Class<?>>map(ladder -> ladder.phase().getClass())
                        .orElse(LadderPhase.Ended.class); // forgotten
                passages.add(List.of(before.phase().getClass(), after));
            }
            step.ladder()
                    .ifPresentOrElse(
                            ladder -> ladders.put(step.alertId(), stored(ladder)),
                            () -> ladders.remove(step.alertId()));
            pages.addAll(step.pages());
            trail.addAll(step.trail());
            step.trail().stream()
                    .filter(event -> event.getKind() != PageEventKind.REQUESTED)
                    .forEach(event -> told.add(new Told(now, step.alertId(), words(event))));
            step.pages().forEach(page -> told.add(new Told(now, step.alertId(), words(page))));
            diary.add("    " + step.alertId() + " "
                    + step.trail().stream().map(LadderPatient::words).toList() + " "
                    + step.pages().stream().map(LadderPatient::words).toList() + " next " + step.next());
        }
    }

    private static String words(PageEvent event) {
        return event.getOutcome() == PageOutcome.OK
                ? event.getKind().name()
                : event.getKind() + ":" + event.getOutcome();
    }

    private static String words(PageRequest page) {
        String words = page.getTier() + "/" + page.getStep() + " " + page.getReason();
        if (page.getAttempt() > 1) {
            words += " " + page.getRecipient() + " " + page.getChannel()
                    + (page.getAttemptId() == null ? "" : "@" + page.getAttemptId()) + "#" + page.getAttempt();
        }
        return words
                + page.getAlso().stream().map(also -> " +" + also.getAlertId()).collect(joining());
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), diary);
    }
}

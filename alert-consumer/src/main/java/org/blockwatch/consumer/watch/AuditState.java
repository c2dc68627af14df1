package org.blockwatch.consumer.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.blockwatch.consumer.page.AlertKey;
import org.blockwatch.consumer.page.PageKey;
import org.blockwatch.consumer.watch.LadderPromise.Rest;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.Priority;
import org.blockwatch.schemas.Canary;
import org.blockwatch.service.collect.BoundedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the topics say of alerts, ladders, pages and answers, and which promises are not kept: the auditor's whole
 * knowledge, independent of what streams-app remembers. What one topic says may be heard before what another does; within
 * one topic a patient's records come in order. Synthetic patients are passed over. Thread-safe.
 */
final class AuditState {

    private static final int MOST = 100_000;

    private final Map<AlertKey, Open> open = new HashMap<>();
    private final Map<AlertKey, LadderPromise> ladders = new HashMap<>();
    private final Map<PageKey, Set<Asked>> pages = new HashMap<>();
    private final Map<AlertKey, Instant> heldBack = new HashMap<>();
    private final Map<String, Answered> answers = new LinkedHashMap<>();
    private final Map<AlertKey, Boolean> ended = BoundedMap.ofLatest(MOST);
    private final Map<String, Boolean> recorded = BoundedMap.ofLatest(MOST);

    /**
     * An alert that stands.
     *
     * @param roseAt when it started, or last rose: since then its ladder must have decided; null: before anything that
     *     has been read
     */
    private record Open(Priority priority, @Nullable Instant roseAt) {

        /** An unknown priority is one that a newer release knows: it counts as HIGH. */
        boolean pages() {
            return priority != Priority.LOW;
        }

        boolean mayRest(Rest rest) {
            return switch (rest) {
                case UNKNOWN, SETTLED -> true;
                case ACKNOWLEDGED -> priority == Priority.MEDIUM;
                case NONE -> false;
            };
        }
    }

    /** A page, or another try of it, that was asked for. */
    private record Asked(
            AlertKey alert,
            int attempt,
            @Nullable String recipient,
            @Nullable String channel,
            Instant at) {

        boolean isEndedBy(PageEvent event) {
            boolean sameWay = channel == null
                    || event.getChannel() == null
                    || channel.equals(event.getChannel())
                            && (recipient == null || recipient.equals(event.getRecipient()));
            return sameWay && event.getAttempt() >= attempt;
        }
    }

    /** An answer that must reach the ladder. */
    private record Answered(AlertKey alert, Instant heardAt) {}

    /** Takes in a transition of an alert. */
    synchronized void heard(Alert alert) {
        AlertKey id = AlertKey.of(alert);
        if (Canary.is(alert.getPatientId()) || ended.containsKey(id)) {
            return;
        }
        if (alert.getPhase() == AlertPhase.END) {
            ended.put(id, true);
            open.remove(id);
            ladders.remove(id);
            heldBack.remove(id);
            answers.values().removeIf(answer -> answer.alert().equals(id));
            return;
        }
        Open before = open.get(id);
        boolean rose = alert.getPhase() == AlertPhase.START || alert.getPhase() == AlertPhase.ESCALATE;
        Instant known = before == null ? null : before.roseAt();
        open.put(id, new Open(alert.getPriority(), rose ? alert.getAt() : known));
    }

    /** Takes in an answer, heard at this instant of the engine's clock. Closing notes stop nothing, so none can be missed. */
    synchronized void heard(AlertResponse answer, Instant now) {
        boolean counts =
                answer.getKind() == AlertResponseKind.ACKNOWLEDGED || answer.getKind() == AlertResponseKind.DECLINED;
        boolean known = recorded.containsKey(answer.getEventId()) || ended.containsKey(AlertKey.of(answer));
        if (counts && !known && !Canary.is(answer.getPatientId())) {
            answers.putIfAbsent(answer.getEventId(), new Answered(AlertKey.of(answer), now));
        }
    }

    /** Takes in an event of the trail. */
    synchronized void heard(PageEvent event) {
        if (Canary.is(event.getPatientId())) {
            return;
        }
        if (!LadderPromise.isDecision(event)) {
            pages.computeIfPresent(PageKey.of(event), (page, asked) -> {
                asked.removeIf(ask -> ask.isEndedBy(event));
                return asked.isEmpty() ? null : asked;
            });
            noteHeldBack(event);
            return;
        }
        AlertKey id = AlertKey.of(event);
        if (event.getKind() == PageEventKind.REQUESTED) {
            pages.computeIfAbsent(PageKey.of(event), page -> new HashSet<>())
                    .add(new Asked(id, event.getAttempt(), event.getRecipient(), event.getChannel(), event.getAt()));
        }
        if (event.getAnswerId() != null) {
            recorded.put(event.getAnswerId(), true);
            answers.remove(event.getAnswerId());
        } else if (event.getKind() == PageEventKind.ACKNOWLEDGED) { // release 0.1.0 did not say which answer
            answers.values().removeIf(answer -> answer.alert().equals(id));
        }
        if (!ended.containsKey(id)) {
            LadderPromise promises = LadderPromise.with(ladders.get(id), event);
            ladders.put(id, promises);
            if (promises.rest() != Rest.NONE) {
                heldBack.remove(id);
            }
        }
    }

    /** Pages are held back for an acknowledgement: as long as the ladder knows of none, and no other page goes out. */
    private void noteHeldBack(PageEvent event) {
        LadderPromise promises = ladders.get(AlertKey.of(event));
        boolean paging = promises == null || promises.rest() == Rest.NONE;
        if (event.getKind() != PageEventKind.SUPPRESSED) {
            heldBack.remove(AlertKey.of(event));
        } else if (event.getOutcome() == PageOutcome.ALREADY_ACKNOWLEDGED && paging) {
            heldBack.putIfAbsent(AlertKey.of(event), event.getAt());
        }
    }

    /**
     * Returns every promise that is not kept at an instant by which all that was written has been heard.
     *
     * @param grace how late a ladder or an answer may be
     * @param pageGrace how long it may take until it is known what became of a page
     */
    synchronized List<Violation> violations(Instant now, Duration grace, Duration pageGrace) {
        List<Violation> violations = new ArrayList<>();
        open.forEach((id, alert) -> {
            LadderPromise promises = ladders.get(id);
            Instant roseAt = alert.roseAt();
            if (alert.pages()
                    && roseAt != null
                    && (promises == null || promises.at().isBefore(roseAt))) {
                late(violations, Violation.Kind.NO_LADDER, id, id.alertId(), roseAt, now, grace);
            } else if (alert.pages()
                    && promises != null
                    && promises.nextAt() == null
                    && !alert.mayRest(promises.rest())) {
                late(violations, Violation.Kind.LADDER_STALLED, id, id.alertId(), promises.at(), now, grace);
            }
        });
        ladders.forEach((id, promises) -> {
            if (promises.nextAt() != null) {
                late(violations, Violation.Kind.LADDER_LATE, id, id.alertId(), promises.nextAt(), now, grace);
            }
        });
        pages.forEach((page, asked) -> asked.forEach(ask ->
                late(violations, Violation.Kind.PAGE_LOST, ask.alert(), page.pageId(), ask.at(), now, pageGrace)));
        heldBack.forEach((id, since) -> {
            if (open.containsKey(id)) {
                late(violations, Violation.Kind.ALL_HELD_BACK, id, id.alertId(), since, now, grace);
            }
        });
        answers.forEach((answer, heard) ->
                late(violations, Violation.Kind.ANSWER_LOST, heard.alert(), answer, heard.heardAt(), now, grace));
        return violations;
    }

    private static void late(
            List<Violation> violations,
            Violation.Kind kind,
            AlertKey alert,
            String subject,
            Instant due,
            Instant now,
            Duration grace) {
        if (now.isAfter(due.plus(grace))) {
            violations.add(new Violation(kind, alert, subject, due));
        }
    }
}

package org.blockwatch.streams.escalation;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.blockwatch.event.Alert;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.state.LadderState;
import org.blockwatch.streams.escalation.LadderUpdate.Untold;

/**
 * What one event, or one instant, does to the ladders of one patient. All that take a step in it share one page: that of
 * the worst tells of the others too. Each keeps its own times. If the page reaches nobody before its own alert leaves the
 * step, the others are told of anew at once.
 */
final class LadderBatch {

    /** By priority, then what shows a red flag, then in the order of the rules. */
    private static final Comparator<LadderState> WORST_FIRST = Comparator.<LadderState>comparingInt(
                    ladder -> -Ladder.urgency(ladder.getAlert().getPriority()))
            .thenComparing(ladder -> ladder.getAlert().getFlags().isEmpty())
            .thenComparing(ladder -> ladder.getAlert().getCode())
            .thenComparing(ladder -> ladder.getAlert().getAlertId());

    private final Ladder ladder;
    private final Function<String, Optional<LadderState>> kept;
    private final Instant now;
    private final Map<String, LadderUpdate> moves = new LinkedHashMap<>();

    /** @param kept the ladder of each of the patient's alerts, as it stands */
    LadderBatch(Ladder ladder, Function<String, Optional<LadderState>> kept, Instant now) {
        this.ladder = ladder;
        this.kept = kept;
        this.now = now;
    }

    /** The ladder of an alert, to be moved; empty: it has none. */
    Optional<LadderUpdate> move(String alertId) {
        if (!moves.containsKey(alertId)) {
            kept.apply(alertId).ifPresent(standing -> moves.put(alertId, ladder.standing(standing, now)));
        }
        return Optional.ofNullable(moves.get(alertId));
    }

    void transition(Alert alert) {
        move(alert.getAlertId())
                .ifPresentOrElse(
                        move -> ladder.transition(move, alert),
                        () -> ladder.begun(alert, now).ifPresent(move -> moves.put(alert.getAlertId(), move)));
    }

    void heard(PageEvent result) {
        Optional<LadderUpdate> move = move(result.getAlertId());
        move.ifPresent(of -> ladder.heard(of, result));
        boolean reachedNobody = result.getKind() == PageEventKind.UNDELIVERABLE && result.getChannel() == null;
        if (move.isPresent()
                && reachedNobody
                && result.getPageId().equals(move.get().pageId())) {
            emptied(move.get(), result.getOutcome());
        }
    }

    /** The roles of all that the page told of were asked for: nobody is there for any of them. */
    private void emptied(LadderUpdate move, PageOutcome why) {
        String pageId = move.pageId();
        List<LadderUpdate> carried = told(move.ladder()).stream()
                .flatMap(other -> move(other.getAlert().getAlertId()).stream())
                .filter(other -> other.pageId().equals(pageId))
                .toList();
        TierRules.emptied(move, why);
        carried.forEach(other -> TierRules.emptied(other, why));
    }

    /** What comes of it all, for each ladder that anything came of. */
    List<LadderDecision> done() {
        tellAnew();
        tellTogether();
        return moves.values().stream()
                .filter(move -> !move.isEmpty())
                .map(move -> move.done(told(move.ladder())))
                .toList();
    }

    private void tellAnew() {
        for (LadderUpdate left : List.copyOf(moves.values())) {
            for (Untold untold : left.untold()) {
                untold.alertIds().stream()
                        .flatMap(alertId -> move(alertId).stream())
                        .filter(move -> untold.pageId().equals(move.ladder().getPageId()))
                        .forEach(TierRules::untold);
            }
        }
    }

    private void tellTogether() {
        List<LadderUpdate> together = moves.values().stream()
                .filter(move -> move.wanted().isPresent())
                .sorted(Comparator.comparing(LadderUpdate::ladder, WORST_FIRST))
                .toList();
        if (!together.isEmpty()) {
            LadderUpdate worst = together.get(0);
            List<LadderUpdate> others = together.subList(1, together.size());
            worst.carry(others.stream()
                    .map(move -> move.ladder().getAlert().getAlertId())
                    .toList());
            others.forEach(move -> move.carriedBy(worst.stepId()));
        }
    }

    /** The others that the page of a ladder's present step still has to tell of, worst first. */
    private List<LadderState> told(LadderState by) {
        String pageId = LadderUpdate.stepId(by);
        return by.getAlso().stream()
                .flatMap(alertId -> standing(alertId).stream())
                .filter(other ->
                        pageId.equals(other.getPageId()) && !other.getEnded() && other.getAcknowledgedBy() == null)
                .sorted(WORST_FIRST)
                .toList();
    }

    private Optional<LadderState> standing(String alertId) {
        return moves.containsKey(alertId) ? Optional.of(moves.get(alertId).ladder()) : kept.apply(alertId);
    }
}

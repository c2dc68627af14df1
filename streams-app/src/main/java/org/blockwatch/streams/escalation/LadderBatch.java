package org.blockwatch.streams.escalation;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.blockwatch.clinical.rule.LeadingOrder;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.streams.escalation.LadderUpdate.Untold;

/**
 * What one event, or one instant, does to the ladders of one patient. All that take a step in it share one page: that of
 * the worst tells of the others too. Each keeps its own times. If the page reaches nobody before its own alert leaves the
 * step, the others are told of again at once.
 */
final class LadderBatch {

    /** By priority, then in the order of clinical-rules.md. */
    private static final Comparator<Ladder> WORST_FIRST = Comparator.<Ladder>comparingInt(
                    ladder -> -Ladder.urgency(ladder.priority()))
            .thenComparing(ladder -> ladder.alert().getCode(), LeadingOrder.COMPARATOR)
            .thenComparing(Ladder::alertId);

    private final Function<String, Optional<Ladder>> standing;
    private final Instant now;
    private final Map<String, LadderUpdate> updates = new LinkedHashMap<>();

    /** @param standing the ladder of each of the patient's alerts, as it stands */
    LadderBatch(Function<String, Optional<Ladder>> standing, Instant now) {
        this.standing = standing;
        this.now = now;
    }

    /** Returns the ladder of an alert, to be moved on; empty: it has none. */
    Optional<LadderUpdate> update(String alertId) {
        if (!updates.containsKey(alertId)) {
            standing.apply(alertId).ifPresent(ladder -> updates.put(alertId, LadderUpdate.of(ladder, now)));
        }
        return Optional.ofNullable(updates.get(alertId));
    }

    /** Begins a ladder. */
    LadderUpdate begin(Ladder first) {
        LadderUpdate update = LadderUpdate.ofNew(first, now);
        updates.put(first.alertId(), update);
        return update;
    }

    /** Skips the tier that a page was for, of all that it told of: nobody is there for any of their roles. */
    void skipEmptyTier(LadderUpdate update, PageOutcome why) {
        String pageId = update.ladder().pageId();
        List<LadderUpdate> carried = told(update.ladder()).stream()
                .flatMap(other -> update(other.alertId()).stream())
                .filter(other -> other.ladder().pageId().equals(pageId))
                .toList();
        TierRules.skipEmptyTier(update, why);
        carried.forEach(other -> TierRules.skipEmptyTier(other, why));
    }

    /** Returns what comes of it all, for each ladder that anything came of. */
    List<LadderDecision> done() {
        tellAgain();
        tellTogether();
        return updates.values().stream()
                .filter(update -> !update.isEmpty())
                .map(update -> update.done(told(update.ladder())))
                .toList();
    }

    private void tellAgain() {
        for (LadderUpdate left : List.copyOf(updates.values())) {
            for (Untold untold : left.untold()) {
                untold.alertIds().stream()
                        .flatMap(alertId -> update(alertId).stream())
                        .filter(update -> untold.pageId()
                                .equals(update.ladder().step().sharing().carrier()))
                        .forEach(TierRules::tellAgain);
            }
        }
    }

    private void tellTogether() {
        List<LadderUpdate> together = updates.values().stream()
                .filter(update -> update.wanted().isPresent())
                .sorted(Comparator.comparing(LadderUpdate::ladder, WORST_FIRST))
                .toList();
        if (!together.isEmpty()) {
            LadderUpdate worst = together.get(0);
            List<LadderUpdate> others = together.subList(1, together.size());
            worst.carry(others.stream().map(update -> update.ladder().alertId()).toList());
            others.forEach(update -> update.carryBy(worst.ladder().stepId()));
        }
    }

    /** Returns the others that the page of a ladder's present step still has to tell of, worst first. */
    private List<Ladder> told(Ladder by) {
        return by.step().sharing().also().stream()
                .flatMap(alertId -> now(alertId).stream())
                .filter(other -> by.stepId().equals(other.step().sharing().carrier())
                        && !other.isEnded()
                        && !other.isAcknowledged())
                .sorted(WORST_FIRST)
                .toList();
    }

    private Optional<Ladder> now(String alertId) {
        return updates.containsKey(alertId) ? Optional.of(updates.get(alertId).ladder()) : standing.apply(alertId);
    }
}

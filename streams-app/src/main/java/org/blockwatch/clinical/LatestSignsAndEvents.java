package org.blockwatch.clinical;

import static org.blockwatch.clinical.news2.News2Parameter.PULSE;
import static org.blockwatch.clinical.news2.News2Parameter.SYSTOLIC;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The vital signs and care events since S0, as far as a rule can still ask for them.
 *
 * @param signs the vital signs
 * @param events of each group the event that a rule asks for; of seizures the latest in the window of systemic toxicity
 */
public record LatestSignsAndEvents(LatestSigns signs, Map<CareGroup, Care> events) {

    /** Nothing yet. */
    public static final LatestSignsAndEvents NONE = new LatestSignsAndEvents(LatestSigns.NONE, Map.of());

    public LatestSignsAndEvents {
        events = SortedCopies.map(events);
    }

    /** Returns the event of a group, or null where there was none. */
    public @Nullable Care latest(CareGroup group) {
        return events.get(group);
    }

    /** Tells whether the latest event of a group is unsafe for a patient who has not recovered. */
    public boolean unsafe(CareGroup group) {
        Care event = latest(group);
        return event != null && group.unsafe(event);
    }

    /** Returns the signs of local anaesthetic systemic toxicity that were measured while it is to be thought of. */
    public List<Vitals> earlyToxic(Instant t0, Protocol protocol) {
        Instant until = t0.plus(protocol.limits().systemicToxicity().until());
        return signs.toxic(protocol).stream()
                .filter(vitals -> !vitals.occurredAt().isAfter(until))
                .toList();
    }

    /**
     * Returns the seizure that still counts: until pressure and heart rate have both been measured later, and neither
     * they nor consciousness are signs of systemic toxicity.
     */
    public @Nullable Care seizure(Protocol protocol) {
        Care seizure = latest(CareGroup.SEIZURE);
        boolean over = seizure != null
                && signs.measuredAfter(seizure.occurredAt(), SYSTOLIC)
                && signs.measuredAfter(seizure.occurredAt(), PULSE)
                && signs.toxic(protocol).isEmpty();
        return over ? null : seizure;
    }

    LatestSignsAndEvents after(Vitals charted, Instant t0, Protocol protocol) {
        return new LatestSignsAndEvents(signs.after(charted, t0, protocol), events);
    }

    LatestSignsAndEvents after(Care event, Instant t0, Protocol protocol) {
        CareGroup group = CareGroup.of(event.kind());
        boolean counts = group != null
                && (group != CareGroup.SEIZURE
                        || !event.occurredAt()
                                .isAfter(t0.plus(
                                        protocol.limits().systemicToxicity().until())));
        if (group == null || !counts) {
            return this;
        }
        Map<CareGroup, Care> now = new EnumMap<>(CareGroup.class);
        now.putAll(events);
        now.merge(group, event, group::counting);
        return new LatestSignsAndEvents(signs, now);
    }

    /** Returns these events with other vital signs of the same block. */
    LatestSignsAndEvents measuredAs(LatestSignsAndEvents other) {
        return new LatestSignsAndEvents(other.signs, events);
    }
}

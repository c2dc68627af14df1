package org.blockwatch.clinical.rule;

import static org.blockwatch.clinical.rule.RuleContext.earlier;
import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.HIGH;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.blockwatch.clinical.Care;
import org.blockwatch.clinical.LatestSignsAndEvents;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Vitals;
import org.blockwatch.clinical.Words;
import org.blockwatch.event.AlertCode;
import org.jspecify.annotations.Nullable;

/**
 * R18: the latest VitalSigns since S0 has occurredAt ≤ T0 + 60 min and systolic ≤ 90, heart rate ≤ 50 or
 * consciousness other than A (it holds until newer vitals); or a SEIZURE in [S0, T0 + 60 min] with no VitalSigns
 * after it that is free of all three.
 *
 * <p>Priority: HIGH.
 */
public final class LastSuspected implements Rule {

    @Override
    public String id() {
        return "R18";
    }

    @Override
    public AlertCode code() {
        return AlertCode.LAST_SUSPECTED;
    }

    @Override
    public Verdict judge(RuleContext bedside) {
        Set<String> evidence = new HashSet<>();
        Instant dueAt = Instant.MAX;
        Vitals vitals = bedside.course().vitals();
        if (vitals != null && suspicious(vitals, bedside)) {
            evidence.add(vitals.eventId());
            dueAt = vitals.occurredAt();
        }
        Care seizure = bedside.course().seizure();
        if (seizure != null) {
            evidence.add(seizure.eventId());
            dueAt = earlier(dueAt, seizure.occurredAt());
        }
        return evidence.isEmpty() ? Verdict.NONE : Verdict.holds(condition(HIGH, dueAt, evidence));
    }

    @Override
    public boolean readsVitalSigns() {
        return true;
    }

    @Override
    public String because(RuleContext bedside) {
        Vitals vitals = bedside.course().vitals();
        Care seizure = bedside.course().seizure();
        String until =
                Words.at(bedside.t0Plus(bedside.protocol().systemicToxicity().until()));
        return all(
                bedside.facts().vitals(),
                vitals == null
                        ? ""
                        : "systolic %s, heart rate %s, consciousness %s; such signs count until %s"
                                .formatted(
                                        measured(vitals.observed().systolic()),
                                        measured(vitals.observed().heartRate()),
                                        measured(vitals.observed().consciousness()),
                                        until),
                seizure == null
                        ? "no seizure that stands"
                        : "seizure " + Words.at(seizure.occurredAt()) + ", no normal vital signs since");
    }

    private static String measured(@Nullable Object value) {
        return value == null ? "not measured" : value.toString();
    }

    private static boolean suspicious(Vitals vitals, RuleContext bedside) {
        Protocol.SystemicToxicity toxicity = bedside.protocol().systemicToxicity();
        return !vitals.occurredAt().isAfter(bedside.t0Plus(toxicity.until()))
                && LatestSignsAndEvents.suggestsSystemicToxicity(vitals.observed(), toxicity);
    }
}

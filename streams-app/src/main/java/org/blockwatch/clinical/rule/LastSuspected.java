package org.blockwatch.clinical.rule;

import static java.util.stream.Collectors.joining;
import static org.blockwatch.clinical.rule.RuleReasons.all;
import static org.blockwatch.event.Priority.HIGH;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.blockwatch.clinical.Care;
import org.blockwatch.clinical.Run;
import org.blockwatch.clinical.Vitals;
import org.blockwatch.clinical.Words;
import org.blockwatch.clinical.news2.Observations;
import org.blockwatch.event.AlertCode;
import org.jspecify.annotations.Nullable;

/**
 * R18: the latest value since S0 of systolic is ≤ 90, of heart rate ≤ 50 or of consciousness other than A, and that value
 * was measured at or before T0 + 60 min (it holds until that parameter is measured again); or a SEIZURE in [S0, T0 + 60
 * min], until systolic and heart rate have both been measured later than it and no latest value of the three is bad.
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
    public Verdict judge(RuleContext context) {
        if (!context.runs(Run.LAST_SUSPECTED)) {
            return Verdict.NONE;
        }
        Set<String> evidence = new TreeSet<>();
        toxic(context).forEach(vitals -> evidence.add(vitals.eventId()));
        Care seizure = context.latest().seizure(context.protocol());
        if (seizure != null) {
            evidence.add(seizure.eventId());
        }
        return Verdict.holds(condition(HIGH, context.since(Run.LAST_SUSPECTED), evidence));
    }

    @Override
    public boolean readsVitalSigns() {
        return true;
    }

    @Override
    public String because(RuleContext context) {
        Care seizure = context.latest().seizure(context.protocol());
        String until = Words.at(
                context.t0Plus(context.protocol().limits().systemicToxicity().until()));
        String signs = toxic(context).stream().map(LastSuspected::told).collect(joining(", "));
        return all(
                context.reasons().vitals(),
                (signs.isEmpty() ? "no sign of systemic toxicity that counts" : signs) + "; such signs count until "
                        + until,
                seizure == null
                        ? "no seizure that stands"
                        : "seizure " + Words.at(seizure.occurredAt())
                                + ", pressure and heart rate not measured and normal since");
    }

    private static List<Vitals> toxic(RuleContext context) {
        return context.latest().earlyToxic(context.block().t0(), context.protocol());
    }

    private static String told(Vitals toxic) {
        Observations observed = toxic.observed();
        return Stream.of(
                                named("systolic", observed.systolic()),
                                named("heart rate", observed.heartRate()),
                                named("consciousness", observed.consciousness()))
                        .filter(Objects::nonNull)
                        .collect(joining(", "))
                + " " + Words.at(toxic.occurredAt()) + " (" + toxic.eventId() + ")";
    }

    private static @Nullable String named(String name, @Nullable Object value) {
        return value == null ? null : name + " " + value;
    }
}

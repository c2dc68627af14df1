package org.blockwatch.clinical.rule;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.blockwatch.clinical.Care;
import org.blockwatch.clinical.CareGroup;
import org.blockwatch.clinical.Deficits;
import org.blockwatch.clinical.ExamItem;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Run;
import org.blockwatch.clinical.Seen;
import org.blockwatch.clinical.SensorySite;
import org.blockwatch.clinical.Stay;
import org.blockwatch.clinical.Words;
import org.blockwatch.event.Side;
import org.blockwatch.event.StraightLegRaiseResult;
import org.jspecify.annotations.Nullable;

/** The facts that the conditions of rules ask for, in words: {@link Rule#because} is made of them. */
record RuleReasons(RuleContext context) {

    /** Several facts as one sentence; those that say nothing are left out. */
    static String all(String... facts) {
        return Stream.of(facts).filter(fact -> !fact.isEmpty()).collect(joining("; "));
    }

    /** {@code e = 3:12, before 4 h (1 Mar 13:00)}: where the block's age lies against a rule's window. */
    String age(Duration from, @Nullable Duration until) {
        String age = "e = " + Words.elapsed(Duration.between(context.block().t0(), context.now()));
        if (!context.reached(context.t0Plus(from))) {
            return "%s, before %s (%s)".formatted(age, Words.limit(from), Words.at(context.t0Plus(from)));
        }
        if (until == null) {
            return "%s, at least %s".formatted(age, Words.limit(from));
        }
        boolean over = context.reached(context.t0Plus(until));
        String window = from.isZero() ? "" : "at least " + Words.limit(from) + " and ";
        return over
                ? "%s, no longer before %s".formatted(age, Words.limit(until))
                : "%s, %sbefore %s".formatted(age, window, Words.limit(until));
    }

    String deficit() {
        Deficits deficits = context.deficits();
        if (!deficits.any()) {
            return "no deficit";
        }
        String kind = deficits.motor() ? deficits.sensory() ? "motor and sensory" : "motor" : "sensory";
        return "%s deficit since %s".formatted(kind, Words.at(context.since(Run.DEFICIT)));
    }

    /** Where the patient is, and what that makes of the deficit; nothing of one who has been in house all the time. */
    String setting() {
        Stay stay = context.picture().home().stay();
        if (stay.homeSince() == null) {
            return stay.returnedAt() == null ? "" : "back in house since " + Words.at(stay.returnedAt());
        }
        String home = "at home since " + Words.at(stay.homeSince());
        if (!context.deficit()) {
            return home;
        }
        Instant seenAt = context.picture().home().seenAt();
        return home
                + (context.deficits().grave() ? ", deficit grave" : ", deficit not grave")
                + (seenAt == null ? ", not known to persist" : ", known to persist since " + Words.at(seenAt));
    }

    String straightLegRaise() {
        String unknown = context.deficits().unable().contains(Side.UNKNOWN) ? ", one side not stated unable" : "";
        return Stream.of(Side.LEFT, Side.RIGHT).map(this::raise).collect(joining(", ", "straight-leg raise ", unknown));
    }

    private String raise(Side side) {
        Seen<StraightLegRaiseResult> seen =
                context.picture().findings().straightLegRaise().get(side);
        return term(side) + " " + (seen == null ? "not examined" : term(seen.value()));
    }

    String power() {
        if (context.picture().motorRecovered()) {
            return "motor recovered";
        }
        String weak = context.deficits().weak().stream()
                .map(site -> term(site.side()) + " " + term(site.movement()))
                .collect(joining(", "));
        return "motor not recovered (%s%s)".formatted(straightLegRaise(), weak.isEmpty() ? "" : ", weak: " + weak);
    }

    String anticoagulation() {
        return switch (context.picture().anticoagulation()) {
            case YES -> "anticoagulated";
            case NO -> "not anticoagulated";
            case NOT_STATED -> "anticoagulation not stated";
        };
    }

    String radicular() {
        Picture picture = context.picture();
        if (picture.findings().radicular() == null) {
            return "radicular symptoms not examined";
        }
        Set<Side> sides = picture.findings().radicularSides();
        return sides.isEmpty() ? "no radicular symptoms" : "radicular symptoms " + terms(sides);
    }

    String numbBeyondTheBack() {
        String sites = sites(context.deficits().numb(), site -> site.located() && !site.back());
        return sites.isEmpty() ? "no numbness beyond the back" : "numbness beyond the back: " + sites;
    }

    String lightTouch() {
        String lagging = sites(context.picture().lightTouchLagging(), site -> true);
        return lagging.isEmpty()
                ? "light touch not behind pinprick or temperature"
                : "pinprick or temperature back before light touch: " + lagging;
    }

    /** The latest event of a kind, as the course has it. */
    String latest(String kind, @Nullable Care care) {
        return care == null
                ? "no " + kind + " since S0"
                : "latest %s: %s, %s (%s)"
                        .formatted(kind, term(care.kind()), Words.at(care.occurredAt()), care.eventId());
    }

    /** What of the complete examination has not been examined since it began to count. */
    String missing(Set<ExamItem> items) {
        String since = " since T0 + " + Words.limit(context.times().expectedEnd());
        Map<ExamItem.Test, String> sides = items.stream()
                .sorted()
                .collect(
                        groupingBy(ExamItem::test, TreeMap::new, mapping(item -> term(item.side()), joining(" and "))));
        return sides.isEmpty()
                ? "complete" + since
                : sides.entrySet().stream()
                        .map(item -> term(item.getKey()) + " " + item.getValue())
                        .collect(joining(", ", "not examined" + since + ": ", ""));
    }

    String mri() {
        Care mri = context.latest().latest(CareGroup.MRI);
        return mri == null
                ? "no MRI performed since S0"
                : "MRI performed %s (%s)".formatted(Words.at(mri.occurredAt()), mri.eventId());
    }

    String vitals() {
        Instant at = context.latest().signs().at();
        return at == null ? "no vital signs since S0" : "latest vital signs " + Words.at(at);
    }

    /** Vital signs are judged once for a patient. */
    String latestBlock() {
        return context.latestBlock() ? "" : "vital signs are judged on the patient's latest block, not on this one";
    }

    String terms(Collection<? extends Enum<?>> terms) {
        return terms.stream().map(this::term).collect(joining(", "));
    }

    String term(Enum<?> term) {
        return context.protocol().wording().term(term);
    }

    private String sites(Set<SensorySite> sites, Predicate<SensorySite> which) {
        return sites.stream()
                .filter(which)
                .map(site -> term(site.side()) + " " + term(site.region()) + " " + term(site.modality()))
                .collect(joining(", "));
    }
}

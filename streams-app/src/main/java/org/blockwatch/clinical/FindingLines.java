package org.blockwatch.clinical;

import static java.util.stream.Collectors.joining;
import static org.blockwatch.clinical.Exam.FULL_POWER;
import static org.blockwatch.clinical.Wording.Phrase.ANTICOAGULATED;
import static org.blockwatch.clinical.Wording.Phrase.ANTICOAGULATION_NOT_STATED;
import static org.blockwatch.clinical.Wording.Phrase.BILATERAL;
import static org.blockwatch.clinical.Wording.Phrase.CANNOT_RAISE_LEG;
import static org.blockwatch.clinical.Wording.Phrase.CANNOT_RAISE_UNKNOWN_LEG;
import static org.blockwatch.clinical.Wording.Phrase.CONSCIOUSNESS;
import static org.blockwatch.clinical.Wording.Phrase.CONTRADICTION;
import static org.blockwatch.clinical.Wording.Phrase.HEART_RATE;
import static org.blockwatch.clinical.Wording.Phrase.NEWS2;
import static org.blockwatch.clinical.Wording.Phrase.NEWS2_PARTIAL;
import static org.blockwatch.clinical.Wording.Phrase.NEWS2_REPORTED;
import static org.blockwatch.clinical.Wording.Phrase.NUMB;
import static org.blockwatch.clinical.Wording.Phrase.NUMB_UNKNOWN_SITE;
import static org.blockwatch.clinical.Wording.Phrase.PATIENT_SAYS;
import static org.blockwatch.clinical.Wording.Phrase.PROGRESSIVE;
import static org.blockwatch.clinical.Wording.Phrase.RADICULAR;
import static org.blockwatch.clinical.Wording.Phrase.RADICULAR_UNKNOWN_SIDE;
import static org.blockwatch.clinical.Wording.Phrase.RECURRED;
import static org.blockwatch.clinical.Wording.Phrase.REFLEX;
import static org.blockwatch.clinical.Wording.Phrase.SEIZURE;
import static org.blockwatch.clinical.Wording.Phrase.STRAIGHT_LEG_RAISE_NOT_DEMONSTRATED;
import static org.blockwatch.clinical.Wording.Phrase.SYSTOLIC;
import static org.blockwatch.clinical.Wording.Phrase.TOXIC_SIGNS;
import static org.blockwatch.clinical.Wording.Phrase.WEAK;
import static org.blockwatch.clinical.Wording.Phrase.WEAK_UNKNOWN_SITE;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.blockwatch.clinical.news2.News2Score;
import org.blockwatch.clinical.news2.Observations;
import org.blockwatch.event.ReflexResult;
import org.blockwatch.event.Region;
import org.blockwatch.event.Side;
import org.jspecify.annotations.Nullable;

/** Tells a picture in lines of plain English, gravest kind first; what is normal is not told. */
final class FindingLines {

    private final Picture picture;
    private final Picture byStaff;
    private final Protocol protocol;
    private final Wording wording;
    private final ZoneId zone;
    private final List<String> lines = new ArrayList<>();

    FindingLines(Picture picture, Protocol protocol, ZoneId zone) {
        this.zone = zone;
        this.picture = picture;
        this.byStaff = picture.byStaff();
        this.protocol = protocol;
        this.wording = protocol.wording();
    }

    List<String> lines() {
        power();
        sensation();
        signs();
        comparison();
        vitals();
        return List.copyOf(lines);
    }

    /** Returns those that tell of vital signs. */
    List<String> ofVitals() {
        vitals();
        return List.copyOf(lines);
    }

    private void power() {
        Deficits deficits = picture.deficits();
        for (Side side : deficits.unable()) {
            tell(
                    isSaid(Findings::straightLegRaise, side),
                    side == Side.UNKNOWN ? CANNOT_RAISE_UNKNOWN_LEG : CANNOT_RAISE_LEG,
                    "Side",
                    capital(side));
        }
        for (MotorSite site : deficits.weak()) {
            weak(
                    site,
                    Objects.requireNonNull(picture.findings().motor().get(site)).value());
        }
        if (deficits.unable().isEmpty() && !picture.straightLegRaiseDemonstrated()) {
            tell(STRAIGHT_LEG_RAISE_NOT_DEMONSTRATED);
        }
        for (Side side : picture.progress().contradictions()) {
            tell(CONTRADICTION, "Side", capital(side));
        }
    }

    private void weak(MotorSite site, int grade) {
        if (!site.located()) {
            tell(WEAK_UNKNOWN_SITE, "movement", wording.term(site.movement()), "grade", "" + grade);
            return;
        }
        int before = picture.block().baseline().motor().getOrDefault(site, FULL_POWER);
        tell(
                WEAK,
                "Side",
                capital(site.side()),
                "movement",
                wording.term(site.movement()),
                "roots",
                roots(protocol.roots().of(site.movement())),
                "grade",
                "" + grade,
                "baseline",
                "" + before);
    }

    private void sensation() {
        for (SensorySite site : picture.deficits().numb()) {
            tell(
                    isSaid(Findings::sensation, site),
                    site.located() ? NUMB : NUMB_UNKNOWN_SITE,
                    "Side",
                    capital(site.side()),
                    "region",
                    wording.term(site.region()),
                    "modality",
                    wording.term(site.modality()),
                    "result",
                    wording.term(Objects.requireNonNull(
                                    picture.findings().sensation().get(site))
                            .value()));
        }
        picture.findings().reflexes().forEach((site, seen) -> {
            if (seen.value() != ReflexResult.NORMAL) {
                tell(
                        REFLEX,
                        "Side",
                        capital(site.side()),
                        "reflex",
                        wording.term(site.reflex()),
                        "roots",
                        roots(protocol.roots().of(site.reflex())),
                        "result",
                        wording.term(seen.value()));
            }
        });
    }

    private void signs() {
        for (Sign sign : Sign.values()) {
            if (picture.findings().present(sign)) {
                tell(isSaid(Findings::signs, sign), Wording.Phrase.valueOf(sign.name()));
            }
        }
        for (Side side : picture.findings().radicularSides()) {
            boolean said = !byStaff.findings().radicularSides().contains(side);
            tell(said, side == Side.UNKNOWN ? RADICULAR_UNKNOWN_SIDE : RADICULAR, "Side", capital(side));
        }
    }

    private void comparison() {
        compare(Picture::bilateral, BILATERAL);
        compare(Picture::progressive, PROGRESSIVE);
        compare(Picture::recurred, RECURRED);
        tellIf(picture.anticoagulated(), ANTICOAGULATED);
        tellIf(picture.anticoagulation() == Anticoagulation.NOT_STATED, ANTICOAGULATION_NOT_STATED);
    }

    private void vitals() {
        LatestSignsAndEvents latest = picture.latest();
        tellIf(latest.seizure(protocol) != null, SEIZURE);
        for (Vitals toxic : latest.earlyToxic(picture.block().t0(), protocol)) {
            tell(TOXIC_SIGNS, "signs", signs(toxic.observed()), "at", Words.clock(toxic.occurredAt(), zone));
        }
        LatestSigns signs = latest.signs();
        if (signs.at() != null) {
            News2Score score = signs.score(protocol);
            tell(score.complete() ? NEWS2 : NEWS2_PARTIAL, "points", "" + score.points());
            LatestSigns.ReportedScore reported = signs.reported();
            News2Score asReported = signs.asReported(protocol);
            if (reported != null && asReported != null && asReported.points() != reported.points()) {
                tell(NEWS2_REPORTED, "points", "" + reported.points());
            }
        }
    }

    /** Names the values: "systolic 80, heart rate 45". */
    private String signs(Observations toxic) {
        List<String> named = new ArrayList<>();
        name(SYSTOLIC, toxic.systolic(), named);
        name(HEART_RATE, toxic.heartRate(), named);
        name(CONSCIOUSNESS, toxic.consciousness(), named);
        return String.join(", ", named);
    }

    private void name(Wording.Phrase sign, @Nullable Object value, List<String> named) {
        if (value != null) {
            named.add(wording.line(sign, "value", value instanceof Enum<?> term ? wording.term(term) : "" + value));
        }
    }

    private void tell(Wording.Phrase phrase, String... filled) {
        lines.add(wording.line(phrase, filled));
    }

    /** Tells a line that rests on the patient's own word where it does. */
    private void tell(boolean saidByPatient, Wording.Phrase phrase, String... filled) {
        String line = wording.line(phrase, filled);
        lines.add(saidByPatient ? wording.line(PATIENT_SAYS, "line", line) : line);
    }

    /** Tells whether a finding is the patient's own word: staff have not found it. */
    private <K> boolean isSaid(Function<Findings, ? extends Map<K, ?>> of, K component) {
        return !Objects.equals(
                of.apply(picture.findings()).get(component),
                of.apply(byStaff.findings()).get(component));
    }

    private void compare(Predicate<Picture> what, Wording.Phrase phrase) {
        if (what.test(picture)) {
            tell(!what.test(byStaff), phrase);
        }
    }

    private void tellIf(boolean holds, Wording.Phrase phrase) {
        if (holds) {
            tell(phrase);
        }
    }

    private String capital(Side side) {
        return wording.capital(side);
    }

    private String roots(List<Region> roots) {
        return roots.stream().map(wording::term).collect(joining("–"));
    }
}

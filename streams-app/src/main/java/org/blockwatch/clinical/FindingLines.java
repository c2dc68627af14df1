package org.blockwatch.clinical;

import static java.util.stream.Collectors.joining;
import static org.blockwatch.clinical.Findings.FULL_POWER;
import static org.blockwatch.clinical.Wording.Phrase.ANTICOAGULATED;
import static org.blockwatch.clinical.Wording.Phrase.BILATERAL;
import static org.blockwatch.clinical.Wording.Phrase.CANNOT_RAISE_LEG;
import static org.blockwatch.clinical.Wording.Phrase.CONTRADICTION;
import static org.blockwatch.clinical.Wording.Phrase.NEWS2;
import static org.blockwatch.clinical.Wording.Phrase.NEWS2_PARTIAL;
import static org.blockwatch.clinical.Wording.Phrase.NEWS2_REPORTED;
import static org.blockwatch.clinical.Wording.Phrase.NUMB;
import static org.blockwatch.clinical.Wording.Phrase.PROGRESSIVE;
import static org.blockwatch.clinical.Wording.Phrase.RADICULAR;
import static org.blockwatch.clinical.Wording.Phrase.RECURRED;
import static org.blockwatch.clinical.Wording.Phrase.REFLEX;
import static org.blockwatch.clinical.Wording.Phrase.SEIZURE;
import static org.blockwatch.clinical.Wording.Phrase.STRAIGHT_LEG_RAISE_NOT_DEMONSTRATED;
import static org.blockwatch.clinical.Wording.Phrase.WEAK;

import java.util.ArrayList;
import java.util.List;
import org.blockwatch.clinical.news2.News2Score;
import org.blockwatch.event.ReflexResult;
import org.blockwatch.event.Region;
import org.blockwatch.event.Side;

/** Tells a picture in lines of plain English, gravest kind first; what is normal is not told. */
final class FindingLines {

    private final Picture picture;
    private final Protocol protocol;
    private final Wording wording;
    private final List<String> lines = new ArrayList<>();

    FindingLines(Picture picture, Protocol protocol) {
        this.picture = picture;
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

    /** Those that tell of vital signs. */
    List<String> ofVitals() {
        vitals();
        return List.copyOf(lines);
    }

    private void power() {
        Deficits deficits = picture.deficits();
        for (Side side : deficits.unable()) {
            tell(CANNOT_RAISE_LEG, "Side", capital(side));
        }
        for (MotorSite site : deficits.weak()) {
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
                    "" + picture.findings().motor().get(site).value(),
                    "baseline",
                    "" + before);
        }
        if (deficits.unable().isEmpty() && !picture.straightLegRaiseDemonstrated()) {
            tell(STRAIGHT_LEG_RAISE_NOT_DEMONSTRATED);
        }
        for (Side side : picture.contradictions()) {
            tell(CONTRADICTION, "Side", capital(side));
        }
    }

    private void sensation() {
        for (SensorySite site : picture.deficits().numb()) {
            tell(
                    NUMB,
                    "Side",
                    capital(site.side()),
                    "region",
                    wording.term(site.region()),
                    "modality",
                    wording.term(site.modality()),
                    "result",
                    wording.term(picture.findings().sensation().get(site).value()));
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
                tell(Wording.Phrase.valueOf(sign.name()));
            }
        }
        for (Side side : picture.findings().radicularSides()) {
            tell(RADICULAR, "Side", capital(side));
        }
    }

    private void comparison() {
        tellIf(picture.bilateral(), BILATERAL);
        tellIf(picture.progressive(), PROGRESSIVE);
        tellIf(picture.recurred(), RECURRED);
        tellIf(picture.anticoagulated(), ANTICOAGULATED);
    }

    private void vitals() {
        tellIf(picture.course().seizure() != null, SEIZURE);
        Vitals vitals = picture.course().vitals();
        if (vitals != null) {
            News2Score score = News2Score.of(vitals.observed());
            tell(score.complete() ? NEWS2 : NEWS2_PARTIAL, "points", "" + score.points());
            if (vitals.reportedNews2() != null && vitals.reportedNews2() != score.points()) {
                tell(NEWS2_REPORTED, "points", "" + vitals.reportedNews2());
            }
        }
    }

    private void tell(Wording.Phrase phrase, String... filled) {
        lines.add(wording.line(phrase, filled));
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

package org.blockwatch.clinical;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.blockwatch.event.RedFlag;
import org.jspecify.annotations.Nullable;

/** Names the assessments that a picture's findings rest on, by {@code eventId} in sorted order. */
public final class Evidence {

    private final Picture picture;
    private final Findings findings;
    private final Deficits deficits;

    private Evidence(Picture picture) {
        this.picture = picture;
        this.findings = picture.findings();
        this.deficits = picture.deficits();
    }

    public static Evidence of(Picture picture) {
        return new Evidence(picture);
    }

    /** Returns the assessments that show a deficit. */
    public Set<String> deficits() {
        Set<String> ids = new TreeSet<>(motorDeficits());
        ids.addAll(numbness(site -> true));
        return ids;
    }

    /** Returns the assessments that show a motor deficit. */
    public Set<String> motorDeficits() {
        Set<String> ids = ids(findings.motor(), deficits.weak()::contains);
        ids.addAll(unable());
        return ids;
    }

    /** Returns the assessments that found a side UNABLE. */
    public Set<String> unable() {
        return ids(findings.straightLegRaise(), deficits.unable()::contains);
    }

    /** Returns what the state of power rests on: motor deficits and the latest straight-leg raises. */
    public Set<String> motorState() {
        Set<String> ids = motorDeficits();
        ids.addAll(straightLegRaise());
        return ids;
    }

    /** Returns the latest straight-leg raises, whatever they showed. */
    public Set<String> straightLegRaise() {
        return ids(findings.straightLegRaise(), side -> true);
    }

    /** Returns the assessments that show numbness outside the back, or asked for radicular symptoms. */
    public Set<String> distribution() {
        Set<String> ids = numbness(site -> site.located() && !site.back());
        ids.addAll(radicular());
        return ids;
    }

    /** Returns the assessments that show numbness at such sites. */
    public Set<String> numbness(Predicate<SensorySite> where) {
        return ids(findings.sensation(), where.and(deficits.numb()::contains));
    }

    /** Returns the assessments behind the flags. */
    public Set<String> flags(Set<RedFlag> flags) {
        Set<String> ids = new TreeSet<>();
        for (RedFlag flag : flags) {
            switch (flag) {
                case SADDLE -> {
                    ids.addAll(sign(Sign.SADDLE_ANAESTHESIA));
                    ids.addAll(numbness(SensorySite::saddle));
                }
                case BLADDER -> ids.addAll(sign(Sign.BLADDER_DYSFUNCTION));
                case BOWEL -> ids.addAll(sign(Sign.BOWEL_DYSFUNCTION));
                case PROGRESSIVE -> ids.addAll(progress());
                case BILATERAL -> ids.addAll(bilateral());
                case UNKNOWN -> {}
            }
        }
        return ids;
    }

    private Set<String> bilateral() {
        Set<String> ids = motorDeficits();
        ids.addAll(distribution());
        return ids;
    }

    private Set<String> progress() {
        Set<String> ids = ids(findings.motor(), picture.declined()::contains);
        ids.addAll(ids(
                findings.straightLegRaise(),
                side -> deficits.unable().contains(side)
                        && picture.sinceOnset().best().able().contains(side)));
        return ids;
    }

    private Set<String> radicular() {
        return findings.radicularSides().isEmpty() ? Set.of() : one(findings.radicular());
    }

    private Set<String> sign(Sign sign) {
        return findings.present(sign) ? one(findings.signs().get(sign)) : Set.of();
    }

    private static Set<String> one(@Nullable Seen<?> seen) {
        return seen == null ? Set.of() : Set.of(seen.eventId());
    }

    private static <K, V> Set<String> ids(Map<K, Seen<V>> findings, Predicate<? super K> which) {
        Set<String> ids = new TreeSet<>();
        findings.forEach((component, seen) -> {
            if (which.test(component)) {
                ids.add(seen.eventId());
            }
        });
        return ids;
    }
}

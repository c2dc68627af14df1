package org.blockwatch.clinical;

import static org.blockwatch.event.Modality.LIGHT_TOUCH;
import static org.blockwatch.event.Modality.PINPRICK;
import static org.blockwatch.event.Modality.TEMPERATURE;
import static org.blockwatch.event.Side.LEFT;
import static org.blockwatch.event.Side.RIGHT;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.blockwatch.event.RiskTag;
import org.blockwatch.event.Side;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one block's recovery: the findings since S0, folded instant by instant.
 *
 * @param findings the latest value of every component
 * @param deficits what of it is worse than the baseline: derived, and kept because nearly every rule asks for it
 * @param sinceOnset what earlier pictures leave behind
 * @param latest vital signs and care events
 * @param progress the runs, the latest assessment, the red-flag episode, the take-over
 */
public record Picture(
        Block block,
        Findings findings,
        Deficits deficits,
        SinceOnset sinceOnset,
        LatestSignsAndEvents latest,
        Progress progress) {

    private static final Set<Run> OF_FINDINGS_AND_EVENTS = EnumSet.complementOf(EnumSet.copyOf(Run.OF_VITAL_SIGNS));

    /** Makes a picture whose deficits are derived. */
    public Picture(
            Block block, Findings findings, SinceOnset sinceOnset, LatestSignsAndEvents latest, Progress progress) {
        this(block, findings, findings.against(block.baseline()), sinceOnset, latest, progress);
    }

    /** Returns the picture of a block after which nothing has been charted yet. */
    static Picture blank(Block block, Protocol protocol) {
        Picture blank = new Picture(block, Findings.NONE, SinceOnset.NONE, LatestSignsAndEvents.NONE, Progress.NONE);
        return blank.running(block.s0(), EnumSet.allOf(Run.class), protocol);
    }

    /** Returns this picture after the next instant at which something is stated, or after vital signs of any time. */
    Picture after(Moment moment, Protocol protocol) {
        // Vital signs may be late: what time alone has begun by then they cannot change.
        Picture before = moment.onlyVitals() ? this : at(moment.at().minusMillis(1), protocol); // whole milliseconds
        LatestSignsAndEvents now = before.latest;
        for (Vitals vitals : moment.vitals()) {
            now = now.after(vitals, block.t0(), protocol);
        }
        for (Care event : moment.care()) {
            now = now.after(event, block.t0(), protocol);
        }
        Picture told = before.with(now);
        if (moment.onlyVitals()) {
            return told.running(moment.at(), Run.OF_VITAL_SIGNS, protocol);
        }
        boolean examined = !moment.assessments().isEmpty();
        Picture seen = examined ? told.examined(moment.assessments(), protocol) : told;
        Picture running = seen.running(moment.at(), EnumSet.allOf(Run.class), protocol);
        return running.with(RedFlags.episodeAfter(running, moment.at(), examined, protocol));
    }

    /**
     * Tells whether vital signs lead to what a fold in order leads to, though they are not later than all others: where no
     * run of vital signs holds before or after them, and {@linkplain LatestSigns#takes their score is not late}.
     */
    boolean takes(Vitals vitals, Picture after) {
        Instant last = latest.signs().at();
        boolean inOrder = last == null || vitals.occurredAt().isAfter(last);
        return inOrder || (latest.signs().takes(vitals) && quiet() && after.quiet());
    }

    private boolean quiet() {
        return Run.OF_VITAL_SIGNS.stream().noneMatch(progress.since()::containsKey);
    }

    /** Tells whether vital signs leave behind here what they leave behind there: that depends on the block and on seizures. */
    boolean isMeasuredLike(Picture other) {
        return block.equals(other.block)
                && latest.latest(CareGroup.SEIZURE) == null
                && other.latest.latest(CareGroup.SEIZURE) == null;
    }

    /** Returns this picture with the vital signs of another of the same block. */
    Picture measuredAs(Picture other) {
        Map<Run, Instant> runs = new EnumMap<>(Run.class);
        progress.since().forEach((run, at) -> {
            if (OF_FINDINGS_AND_EVENTS.contains(run)) {
                runs.put(run, at);
            }
        });
        other.progress.since().forEach((run, at) -> {
            if (Run.OF_VITAL_SIGNS.contains(run)) {
                runs.put(run, at);
            }
        });
        return with(latest.measuredAs(other.latest)).with(progress.with(runs));
    }

    /** Returns this picture at an instant up to which nothing more was charted: time alone can begin a red-flag episode. */
    public Picture at(Instant instant, Protocol protocol) {
        return with(RedFlags.episodeAt(this, instant, protocol));
    }

    /** Tells whether the block is open at an instant, as far as statements up to now tell. */
    public boolean open(Instant instant, Protocol protocol) {
        return !takenOverBy(instant)
                && (instant.isBefore(watchEnds(protocol))
                        || at(instant, protocol).outlastsWatch(protocol));
    }

    /** Tells whether a later block has taken over at an instant. */
    boolean takenOverBy(Instant instant) {
        return progress.takenOverAt() != null && !instant.isBefore(progress.takenOverAt());
    }

    /** Returns the next instant at which the block may close with nothing charted; null where there is none. */
    public @Nullable Instant mayCloseAfter(Instant instant, Protocol protocol) {
        return Stream.concat(Stream.ofNullable(progress.takenOverAt()), Stream.of(watchEnds(protocol)))
                .filter(instant::isBefore)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Returns when the block closes unless it {@linkplain #outlastsWatch outlasts its watch}. */
    public Instant watchEnds(Protocol protocol) {
        return block.t0().plus(protocol.times().watch());
    }

    /** Tells whether a run of deficit or a red-flag episode began in time: it keeps the block open for as long as it lasts. */
    private boolean outlastsWatch(Protocol protocol) {
        Instant end = watchEnds(protocol);
        Instant deficitSince = progress.since().get(Run.DEFICIT);
        Episode episode = progress.episode();
        return (deficitSince != null && deficitSince.isBefore(end))
                || (episode != null && episode.beganAt().isBefore(end));
    }

    /** Returns this picture when a later block begins: closed from its S0, unless a deficit or a red-flag episode stands. */
    Picture handingOverTo(Block later, Protocol protocol) {
        boolean isLater = later.t0().isAfter(block.t0()) && !later.s0().isBefore(block.s0());
        boolean keeps = deficits.any() || at(later.s0(), protocol).progress.episode() != null;
        return progress.takenOverAt() != null || !isLater || keeps ? this : with(progress.takenOver(later.s0()));
    }

    // What the page calls "derived".

    public boolean straightLegRaiseDemonstrated() {
        return findings.straightLegRaiseDemonstrated();
    }

    public boolean motorRecovered() {
        return straightLegRaiseDemonstrated() && !deficits.motor();
    }

    public boolean recovered() {
        return motorRecovered() && !deficits.sensory();
    }

    /** Tells whether both sides have a deficit (numbness of the back not counted) or radicular symptoms. */
    public boolean bilateral() {
        return affects(LEFT) && affects(RIGHT);
    }

    private boolean affects(Side side) {
        return deficits.beyondTheBack(side) || findings.radicularSides().contains(side);
    }

    public boolean saddle() {
        return findings.present(Sign.SADDLE_ANAESTHESIA) || deficits.saddle();
    }

    /** Tells whether a movement is weaker than its best since the onset, or a side UNABLE after having been ABLE since. */
    public boolean progressive() {
        return sinceOnset.best().grades().entrySet().stream().anyMatch(this::hasDeclined)
                || deficits.unable().stream().anyMatch(sinceOnset.best().able()::contains);
    }

    /** Returns the movements that are weaker than their best since the onset. */
    Set<MotorSite> declined() {
        return SortedCopies.set(sinceOnset.best().grades().entrySet().stream()
                .filter(this::hasDeclined)
                .map(Map.Entry::getKey)
                .toList());
    }

    private boolean hasDeclined(Map.Entry<MotorSite, Integer> best) {
        Seen<Integer> now = findings.motor().get(best.getKey());
        return now != null && now.value() < best.getValue();
    }

    /** Tells whether there is a deficit now, after a picture since the onset that was recovered. */
    public boolean recurred() {
        return deficits.any() && sinceOnset.recoveredAfterOnset() != null;
    }

    /** Tells whether there are radicular symptoms, or numbness anywhere but in the back. */
    public boolean unexpectedlyDistributed() {
        return !findings.radicularSides().isEmpty() || deficits.dermatomal();
    }

    /** Tells whether sensation came back before power, or pinprick or temperature before light touch. */
    public boolean recoversAtypically() {
        return (deficits.motor() && !deficits.sensory() && sinceOnset.numbnessSeen())
                || !lightTouchLagging().isEmpty();
    }

    /** Returns where light touch is in deficit while pinprick or temperature was and no longer is. */
    public Set<SensorySite> lightTouchLagging() {
        Set<SensorySite> numb = deficits.numb();
        return SortedCopies.set(numb.stream()
                .filter(site -> site.modality() == LIGHT_TOUCH)
                .filter(site -> Stream.of(PINPRICK, TEMPERATURE)
                        .map(site::with)
                        .anyMatch(
                                other -> sinceOnset.painAndTemperatureLost().contains(other) && !numb.contains(other)))
                .toList());
    }

    /** Returns whether the patient is under an anticoagulant: one given since the block says so, whatever was stated. */
    public Anticoagulation anticoagulation() {
        return latest.latest(CareGroup.ANTICOAGULANT) == null
                ? block.performed().anticoagulation()
                : Anticoagulation.YES;
    }

    /** Tells whether the patient is known to be under an anticoagulant. */
    public boolean anticoagulated() {
        return anticoagulation() == Anticoagulation.YES;
    }

    /** Returns the risks of the injection, and that of an anticoagulation which nobody has stated. */
    public Set<RiskTag> riskTags() {
        Set<RiskTag> tags = block.performed().riskTags();
        if (anticoagulation() != Anticoagulation.NOT_STATED) {
            return tags;
        }
        Set<RiskTag> all = new TreeSet<>(tags);
        all.add(RiskTag.ANTICOAGULATION_NOT_STATED);
        return SortedCopies.set(all);
    }

    /** Tells whether local anaesthetic systemic toxicity is to be thought of (R18). */
    public boolean lastSuspected(Protocol protocol) {
        return latest.seizure(protocol) != null
                || !latest.earlyToxic(block.t0(), protocol).isEmpty();
    }

    private Picture examined(List<Assessment> assessments, Protocol protocol) {
        int tooWeakToLift = protocol.limits().tooWeakToLift();
        Findings found = Findings.together(assessments, tooWeakToLift);
        Set<Side> contradicted = new TreeSet<>();
        Position last = null;
        for (Assessment assessment : assessments) {
            if (assessment.byStaff()) {
                last = assessment.position();
                contradicted.addAll(assessment.exam().contradictions(tooWeakToLift));
            }
        }
        Picture seen = new Picture(
                block,
                findings.after(found, block.baseline()),
                sinceOnset.examining(found, assessments, block, protocol),
                latest,
                last == null ? progress : progress.assessed(last, contradicted));
        Assessment first = assessments.get(0);
        return seen.with(seen.sinceOnset.showing(seen, first.eventId(), first.occurredAt(), protocol));
    }

    private Picture running(Instant from, Set<Run> runs, Protocol protocol) {
        Map<Run, Instant> now = new EnumMap<>(Run.class);
        now.putAll(progress.since());
        for (Run run : runs) {
            if (run.holds(this, protocol)) {
                now.putIfAbsent(run, from);
            } else {
                now.remove(run);
            }
        }
        return with(progress.with(now));
    }

    private Picture with(SinceOnset now) {
        return new Picture(block, findings, deficits, now, latest, progress);
    }

    private Picture with(LatestSignsAndEvents now) {
        return new Picture(block, findings, deficits, sinceOnset, now, progress);
    }

    private Picture with(Progress now) {
        return now == progress ? this : new Picture(block, findings, deficits, sinceOnset, latest, now);
    }

    private Picture with(@Nullable Episode now) {
        return Objects.equals(now, progress.episode()) ? this : with(progress.with(now));
    }
}

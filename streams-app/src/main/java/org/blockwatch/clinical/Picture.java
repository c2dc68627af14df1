package org.blockwatch.clinical;

import static org.blockwatch.event.Modality.LIGHT_TOUCH;
import static org.blockwatch.event.Modality.PINPRICK;
import static org.blockwatch.event.Modality.TEMPERATURE;
import static org.blockwatch.event.Side.LEFT;
import static org.blockwatch.event.Side.RIGHT;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.RiskTag;
import org.blockwatch.event.Setting;
import org.blockwatch.event.Side;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one block's recovery: the findings since S0, folded instant by instant.
 *
 * @param findings the latest value of every component
 * @param deficits what of it is worse than the baseline: derived, and kept because nearly every rule asks for it
 * @param sinceOnset what earlier pictures leave behind
 * @param latest vital signs and care events
 * @param progress the runs, the latest assessment, the red-flag episode, the take-over, the course at home
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
    static Picture blank(Block block, Stay stay, Protocol protocol) {
        Progress progress = Progress.NONE.with(HomeCourse.NONE.with(stay));
        Picture blank = new Picture(block, Findings.NONE, SinceOnset.NONE, LatestSignsAndEvents.NONE, progress);
        return blank.running(block.s0(), EnumSet.allOf(Run.class), protocol);
    }

    /** Returns this picture after the next instant at which something is stated, or after vital signs of any time. */
    Picture after(Moment moment, Protocol protocol) {
        // Vital signs may be late: what time alone has begun by then they cannot change.
        Picture before = moment.onlyVitals() ? this : until(moment.at(), protocol);
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
        Picture running = seen.with(seen.home().with(stay(moment)))
                .heard(moment, protocol)
                .running(moment.at(), EnumSet.allOf(Run.class), protocol);
        return running.with(RedFlags.episodeAfter(running, moment.at(), examined, protocol))
                .closingAtHome(moment.at(), protocol)
                .followed(moment.at(), protocol);
    }

    private Picture followed(Instant instant, Protocol protocol) {
        return home().stay().home() && !recovered() && open(instant, protocol) ? with(home().followed()) : this;
    }

    /** Tells whether the patient is at home without having recovered, and may still write: also when the block has closed. */
    public boolean mayWrite(Instant instant, Protocol protocol) {
        Instant until = block.t0().plus(protocol.timing().atHome().invitation().openUntil());
        return home().followedSince() != null
                && home().stay().home()
                && !recovered()
                && !takenOverBy(instant)
                && instant.isBefore(until);
    }

    private Stay stay(Moment moment) {
        return home().stay().after(moment);
    }

    /** Returns this picture up to an instant at which something is stated: what time alone has begun or ended by then. */
    private Picture until(Instant instant, Protocol protocol) {
        Picture before = at(instant.minusMillis(1), protocol); // whole milliseconds
        Instant end = watchEnds(protocol);
        return instant.isAfter(end) ? before.closingAtHome(end, protocol) : before;
    }

    /** Returns this picture with the block closed where it closes at home at an instant: from then on for good. */
    private Picture closingAtHome(Instant instant, Protocol protocol) {
        boolean closes = home().stay().home()
                && home().closedAt() == null
                && !instant.isBefore(watchEnds(protocol))
                && !outlastsWatch(protocol);
        return closes ? with(home().closed(instant)) : this;
    }

    /** Returns this picture with what a moment tells of slots, and of a deficit that is known to persist. */
    private Picture heard(Moment moment, Protocol protocol) {
        Protocol.AtHome atHome = protocol.timing().atHome();
        Instant at = moment.at();
        HomeCourse now = home();
        boolean stated = !at.isBefore(block.t0().plus(atHome.seenFrom()))
                && moment.assessments().stream().anyMatch(assessment -> showsDeficit(assessment, protocol));
        boolean left = !at.isBefore(block.t0().plus(protocol.times().expectedEnd()))
                && moment.states(CareEventKind.DISCHARGED)
                && deficits.any();
        if (stated || left) {
            now = now.seen(at);
        }
        if (!moment.assessments().isEmpty()) {
            List<Instant> answers = new ArrayList<>(now.answers());
            while (answers.size() < atHome.slots().size()
                    && !at.isBefore(atHome.answerableFrom(block.t0(), answers.size()))) {
                answers.add(at);
            }
            now = now.answered(answers);
        }
        return with(now);
    }

    private boolean showsDeficit(Assessment assessment, Protocol protocol) {
        return Findings.together(List.of(assessment), protocol.limits().tooWeakToLift())
                .against(block.baseline())
                .any();
    }

    /**
     * Tells whether vital signs lead to what a fold in order leads to, though they are not later than all others: where no
     * run of vital signs holds before or after them, and {@linkplain LatestSigns#takes their score is not late}. A seizure
     * that is charted already begins such a run too.
     */
    boolean takes(Vitals vitals, Picture after) {
        Instant last = latest.signs().at();
        Care seizure = latest.latest(CareGroup.SEIZURE);
        boolean beforeSeizure = seizure != null && !seizure.occurredAt().isBefore(vitals.occurredAt());
        boolean inOrder = (last == null || vitals.occurredAt().isAfter(last)) && !beforeSeizure;
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
        return !closedBy(instant)
                && (instant.isBefore(watchEnds(protocol))
                        || at(instant, protocol).outlastsWatch(protocol));
    }

    /** Tells whether the block is closed for good at an instant. */
    public boolean closedBy(Instant instant) {
        return takenOverBy(instant) || has(home().closedAt(), instant);
    }

    private boolean takenOverBy(Instant instant) {
        return has(progress.takenOverAt(), instant);
    }

    private static boolean has(@Nullable Instant come, Instant instant) {
        return come != null && !instant.isBefore(come);
    }

    /** Returns the next instant at which the block may close with nothing charted; null where there is none. */
    public @Nullable Instant mayCloseAfter(Instant instant, Protocol protocol) {
        return Stream.of(progress.takenOverAt(), home().closedAt(), watchEnds(protocol))
                .filter(Objects::nonNull)
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
        return (deficitSince != null && deficitSince.isBefore(end) && deficitCounts())
                || (episode != null && episode.beganAt().isBefore(end));
    }

    /** Returns this picture when a later block begins: closed from its S0, unless a deficit or a red-flag episode stands. */
    Picture handingOverTo(Block later, Protocol protocol) {
        boolean keeps = deficits.any() || at(later.s0(), protocol).progress.episode() != null;
        return progress.takenOverAt() != null || !block.isBefore(later) || keeps
                ? this
                : with(progress.takenOver(later.s0()));
    }

    // What the page calls "derived".

    /** Returns what matters once the patient is at home. */
    public HomeCourse home() {
        return progress.home();
    }

    /** Returns where the patient is. */
    public Setting setting() {
        return home().stay().home() ? Setting.HOME : Setting.IN_HOUSE;
    }

    /** Tells whether there is a deficit that is not left to the follow-up: at home one that is grave or seen. */
    public boolean deficitCounts() {
        return deficits.any() && (!home().stay().home() || deficits.grave() || home().seenAt() != null);
    }

    /** Returns the follow-up slot that is due first and not answered; null in house, and where none is left. */
    public @Nullable Instant nextSlot(Protocol protocol) {
        Instant homeSince = home().stay().homeSince();
        List<Duration> slots = protocol.timing().atHome().slots();
        return homeSince == null
                ? null
                : slots.stream()
                        .skip(home().answers().size())
                        .map(block.t0()::plus)
                        .filter(slot -> !slot.isBefore(homeSince))
                        .findFirst()
                        .orElse(null);
    }

    /** Tells whether the latest event of a group is unsafe, and has happened since the patient came back. */
    public boolean unsafeSinceReturn(CareGroup group) {
        Care event = latest.latest(group);
        Instant returnedAt = home().stay().returnedAt();
        return event != null
                && group.unsafe(event)
                && (returnedAt == null || !event.occurredAt().isBefore(returnedAt));
    }

    /** Returns the deficits without the patient's own word. */
    public Deficits deficitsByStaff() {
        Findings byStaff = home().byStaff();
        return byStaff == null ? deficits : byStaff.against(block.baseline());
    }

    /** Returns this picture without the patient's own word. */
    Picture byStaff() {
        Findings byStaff = home().byStaff();
        return byStaff == null ? this : new Picture(block, byStaff, sinceOnset, latest, progress);
    }

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

    /** Tells whether staff saw sensation come back before power, or pinprick or temperature before light touch. */
    public boolean recoversAtypically() {
        Deficits found = deficitsByStaff();
        return (found.motor() && !found.sensory() && sinceOnset.numbnessSeen())
                || !lightTouchLagging().isEmpty();
    }

    /** Returns where staff found light touch in deficit while pinprick or temperature was and no longer is. */
    public Set<SensorySite> lightTouchLagging() {
        Set<SensorySite> numb = deficitsByStaff().numb();
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
        List<Assessment> byStaff =
                assessments.stream().filter(Assessment::byStaff).toList();
        List<Assessment> byPatient =
                assessments.stream().filter(assessment -> !assessment.byStaff()).toList();
        Findings found = Findings.together(byStaff, tooWeakToLift);
        Findings staffBefore = home().byStaff() == null ? findings : home().byStaff();
        Findings staffNow = staffBefore.after(found, block.baseline());
        Findings all = findings.after(found, block.baseline())
                .hearing(Findings.together(byPatient, tooWeakToLift), found, staffNow);
        Set<Side> contradicted = new TreeSet<>();
        Position last = null;
        for (Assessment assessment : byStaff) {
            last = assessment.position();
            contradicted.addAll(assessment.exam().contradictions(tooWeakToLift));
        }
        Progress assessed = last == null ? progress : progress.assessed(last, contradicted);
        Picture seen = new Picture(
                block,
                all,
                sinceOnset.examining(Findings.together(assessments, tooWeakToLift), assessments, block, protocol),
                latest,
                assessed.with(assessed.home().foundByStaff(all.equals(staffNow) ? null : staffNow)));
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

    private Picture with(HomeCourse now) {
        return with(progress.with(now));
    }

    private Picture with(@Nullable Episode now) {
        return Objects.equals(now, progress.episode()) ? this : with(progress.with(now));
    }
}

package org.blockwatch.clinical;

import static org.blockwatch.event.Modality.LIGHT_TOUCH;
import static org.blockwatch.event.Modality.PINPRICK;
import static org.blockwatch.event.Modality.TEMPERATURE;
import static org.blockwatch.event.Side.LEFT;
import static org.blockwatch.event.Side.RIGHT;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.blockwatch.event.Side;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one block's recovery: the findings since S0, folded statement by statement.
 *
 * @param findings the latest value of every component
 * @param deficits what of it is worse than the baseline: derived, and kept because nearly every rule asks for it
 * @param past what earlier pictures leave behind
 * @param course vital signs and care events
 * @param since since when each run that holds has held without a break
 * @param lastAssessment the latest assessment, or null where there is none since S0
 * @param contradictions sides on which the latest assessment contradicts itself
 * @param episode the red-flag episode that is open, or null
 * @param place where the patient lies, as last stated
 * @param takenOverAt the S0 at which a later block takes over, from which this one is closed for good, or null
 */
public record Picture(
        Block block,
        Findings findings,
        Deficits deficits,
        SinceOnset past,
        LatestSignsAndEvents course,
        Map<Run, Instant> since,
        @Nullable Position lastAssessment,
        Set<Side> contradictions,
        @Nullable Episode episode,
        @Nullable Place place,
        @Nullable Instant takenOverAt) {

    public Picture {
        since = SortedCopies.map(since);
        contradictions = SortedCopies.set(contradictions);
    }

    /** A picture whose deficits are derived. */
    public Picture(
            Block block,
            Findings findings,
            SinceOnset past,
            LatestSignsAndEvents course,
            Map<Run, Instant> since,
            @Nullable Position lastAssessment,
            Set<Side> contradictions,
            @Nullable Episode episode,
            @Nullable Place place,
            @Nullable Instant takenOverAt) {
        this(
                block,
                findings,
                findings.against(block.baseline()),
                past,
                course,
                since,
                lastAssessment,
                contradictions,
                episode,
                place,
                takenOverAt);
    }

    /** The picture of a block after which nothing has been charted yet. */
    static Picture blank(Block block, @Nullable Place place) {
        Picture blank = new Picture(
                block,
                Findings.NONE,
                SinceOnset.NONE,
                LatestSignsAndEvents.NONE,
                Map.of(),
                null,
                Set.of(),
                null,
                place,
                null);
        return blank.running(block.s0());
    }

    /** This picture after the next statement in order, or after vital signs of any time; it belongs to the block. */
    Picture after(Statement statement, Protocol protocol) {
        if (statement instanceof Vitals vitals) {
            return with(course.after(vitals, block.t0(), protocol)); // of any time: what time began they cannot change
        }
        Picture before = at(statement.occurredAt().minusMillis(1), protocol); // instants are whole milliseconds
        if (statement instanceof Assessment assessment) {
            return before.examined(assessment, protocol);
        }
        if (statement instanceof Care care) {
            Picture after = before.with(before.course.after(care, block.t0(), protocol));
            return after.with(RedFlags.episodeAfterCare(after, care.occurredAt(), protocol));
        }
        return before;
    }

    /** Whether what vital signs leave behind here can be that of another picture: it depends on the block and on seizures. */
    boolean isMeasuredLike(Picture other) {
        return block.equals(other.block) && course.seizure() == null && other.course.seizure() == null;
    }

    /** This picture with the vital signs of another of the same block. */
    Picture measuredAs(Picture other) {
        return with(course.measuredAs(other.course));
    }

    /** This picture at an instant up to which nothing more was charted: time alone can begin a red-flag episode. */
    public Picture at(Instant instant, Protocol protocol) {
        return with(RedFlags.episodeAt(this, instant, protocol));
    }

    /** Whether the block is open at an instant, as far as statements up to now tell. */
    public boolean open(Instant instant, Protocol protocol) {
        return !takenOverBy(instant)
                && (instant.isBefore(watchEnds(protocol))
                        || at(instant, protocol).outlastsWatch(protocol));
    }

    /** Whether a later block has taken over at an instant. */
    boolean takenOverBy(Instant instant) {
        return takenOverAt != null && !instant.isBefore(takenOverAt);
    }

    /** The next instant at which the block may close with nothing charted; null where there is none. */
    public @Nullable Instant mayCloseAfter(Instant instant, Protocol protocol) {
        return Stream.concat(Stream.ofNullable(takenOverAt), Stream.of(watchEnds(protocol)))
                .filter(instant::isBefore)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** When the block closes unless it {@linkplain #outlastsWatch outlasts its watch}. */
    public Instant watchEnds(Protocol protocol) {
        return block.t0().plus(protocol.times().watch());
    }

    /** A run of deficit or a red-flag episode that began in time keeps the block open for as long as it lasts. */
    private boolean outlastsWatch(Protocol protocol) {
        Instant end = watchEnds(protocol);
        Instant deficitSince = since.get(Run.DEFICIT);
        return (deficitSince != null && deficitSince.isBefore(end))
                || (episode != null && episode.beganAt().isBefore(end));
    }

    /** This picture when a later block begins: closed from its S0, unless it shows a deficit or a red-flag episode is open. */
    Picture handingOverTo(Block later, Protocol protocol) {
        boolean isLater = later.t0().isAfter(block.t0()) && !later.s0().isBefore(block.s0());
        boolean keeps = deficits.any() || at(later.s0(), protocol).episode != null;
        return takenOverAt != null || !isLater || keeps
                ? this
                : new Picture(
                        block,
                        findings,
                        deficits,
                        past,
                        course,
                        since,
                        lastAssessment,
                        contradictions,
                        episode,
                        place,
                        later.s0());
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

    /** A deficit (numbness of the back not counted) or radicular symptoms on both sides. */
    public boolean bilateral() {
        return affects(LEFT) && affects(RIGHT);
    }

    private boolean affects(Side side) {
        return deficits.beyondTheBack(side) || findings.radicularSides().contains(side);
    }

    public boolean saddle() {
        return findings.present(Sign.SADDLE_ANAESTHESIA) || deficits.saddle();
    }

    /** A movement weaker than its best since the onset, or a side UNABLE after having been ABLE since. */
    public boolean progressive() {
        return past.best().entrySet().stream().anyMatch(this::hasDeclined)
                || deficits.unable().stream().anyMatch(past.able()::contains);
    }

    /** Movements weaker than their best since the onset. */
    Set<MotorSite> declined() {
        return SortedCopies.set(past.best().entrySet().stream()
                .filter(this::hasDeclined)
                .map(Map.Entry::getKey)
                .toList());
    }

    private boolean hasDeclined(Map.Entry<MotorSite, Integer> best) {
        return findings.motor().get(best.getKey()).value() < best.getValue();
    }

    /** A deficit now, after a picture since the onset that was recovered. */
    public boolean recurred() {
        return deficits.any() && past.recoveredAfterOnset() != null;
    }

    /** Radicular symptoms, or numbness anywhere but in the back. */
    public boolean unexpectedlyDistributed() {
        return !findings.radicularSides().isEmpty() || deficits.dermatomal();
    }

    /** Sensation came back before power, or pinprick or temperature before light touch. */
    public boolean recoversAtypically() {
        return (deficits.motor() && !deficits.sensory() && past.numbnessSeen())
                || !lightTouchLagging().isEmpty();
    }

    /** Where light touch is in deficit while pinprick or temperature was and no longer is. */
    public Set<SensorySite> lightTouchLagging() {
        Set<SensorySite> numb = deficits.numb();
        return SortedCopies.set(numb.stream()
                .filter(site -> site.modality() == LIGHT_TOUCH)
                .filter(site -> Stream.of(PINPRICK, TEMPERATURE)
                        .map(site::with)
                        .anyMatch(other -> past.painAndTemperatureLost().contains(other) && !numb.contains(other)))
                .toList());
    }

    /** Given an anticoagulant: under one at the block, or since. */
    public boolean anticoagulated() {
        return block.anticoagulated() || course.anticoagulant() != null;
    }

    private Picture examined(Assessment assessment, Protocol protocol) {
        Instant at = assessment.occurredAt();
        Set<Side> contradicted = assessment.exam().contradictions(protocol.tooWeakToLift());
        Exam exam = assessment.exam().takenAsUnable(contradicted);
        Picture seen = new Picture(
                block,
                findings.after(exam, assessment.eventId()),
                past.examining(exam, at, block.t0(), protocol),
                course,
                since,
                assessment.position(),
                contradicted,
                episode,
                assessment.place() == null ? place : assessment.place(),
                takenOverAt);
        Picture running = seen.running(at);
        Picture remembered = running.with(running.past.showing(running, assessment.eventId(), at, protocol));
        return remembered.with(RedFlags.episodeAfterExam(remembered, at, protocol));
    }

    private Picture running(Instant from) {
        Map<Run, Instant> now = new EnumMap<>(Run.class);
        for (Run run : Run.values()) {
            if (run.holds(this)) {
                now.put(run, since.getOrDefault(run, from));
            }
        }
        return new Picture(
                block,
                findings,
                deficits,
                past,
                course,
                now,
                lastAssessment,
                contradictions,
                episode,
                place,
                takenOverAt);
    }

    private Picture with(SinceOnset now) {
        return new Picture(
                block,
                findings,
                deficits,
                now,
                course,
                since,
                lastAssessment,
                contradictions,
                episode,
                place,
                takenOverAt);
    }

    private Picture with(LatestSignsAndEvents now) {
        return new Picture(
                block,
                findings,
                deficits,
                past,
                now,
                since,
                lastAssessment,
                contradictions,
                episode,
                place,
                takenOverAt);
    }

    private Picture with(@Nullable Episode now) {
        return Objects.equals(now, episode)
                ? this
                : new Picture(
                        block,
                        findings,
                        deficits,
                        past,
                        course,
                        since,
                        lastAssessment,
                        contradictions,
                        now,
                        place,
                        takenOverAt);
    }
}

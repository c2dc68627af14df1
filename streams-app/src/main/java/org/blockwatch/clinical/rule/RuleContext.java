package org.blockwatch.clinical.rule;

import java.time.Duration;
import java.time.Instant;
import org.blockwatch.clinical.Block;
import org.blockwatch.clinical.Deficits;
import org.blockwatch.clinical.Evidence;
import org.blockwatch.clinical.HomeCourse;
import org.blockwatch.clinical.LatestSignsAndEvents;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Run;

/**
 * What a rule looks at: the picture of one block, now, under a protocol.
 *
 * @param picture as it is now
 * @param latestBlock whether no other open block of the patient has a greater (T0, blockId)
 */
public record RuleContext(Picture picture, boolean latestBlock, Instant now, Protocol protocol) {

    Block block() {
        return picture.block();
    }

    LatestSignsAndEvents latest() {
        return picture.latest();
    }

    Deficits deficits() {
        return picture.deficits();
    }

    Evidence evidence() {
        return Evidence.of(picture);
    }

    Protocol.Times times() {
        return protocol.times();
    }

    boolean deficit() {
        return picture.deficits().any();
    }

    /** Tells whether there is a deficit that is not left to the follow-up of a patient at home. */
    boolean deficitCounts() {
        return picture.deficitCounts();
    }

    /** Tells whether a deficit is left to the follow-up: it would count in house. */
    boolean leftToFollowUp() {
        return deficit() && !deficitCounts();
    }

    boolean home() {
        return picture.home().stay().home();
    }

    /**
     * Returns since when a deficit that counts has persisted, at the earliest from an instant on: not before the return,
     * and at home, unless it is grave, not before it was known to persist.
     */
    Instant persistsSince(Instant from) {
        HomeCourse course = picture.home();
        Instant since = later(from, since(Run.DEFICIT));
        Instant returnedAt = course.stay().returnedAt();
        Instant seenAt = home() && !deficits().grave() ? course.seenAt() : null;
        since = returnedAt == null ? since : later(since, returnedAt);
        return seenAt == null ? since : later(since, seenAt);
    }

    Protocol.Within within() {
        return protocol.within();
    }

    /** Returns an instant of the block's clock: T0 and so much time. */
    Instant t0Plus(Duration duration) {
        return picture.block().t0().plus(duration);
    }

    /** Tells whether an instant has come. All limits are inclusive. */
    boolean reached(Instant instant) {
        return !now.isBefore(instant);
    }

    /** Returns what it looks like, in words. */
    RuleReasons reasons() {
        return new RuleReasons(this);
    }

    /** Tells whether a run holds. */
    boolean runs(Run run) {
        return picture.progress().since().containsKey(run);
    }

    /** Returns since when a run holds, or S0 where it does not. */
    Instant since(Run run) {
        return picture.progress().since().getOrDefault(run, picture.block().s0());
    }

    /** Returns the later of two instants. */
    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Returns the earlier of two instants. */
    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

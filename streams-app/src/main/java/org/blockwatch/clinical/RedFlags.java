package org.blockwatch.clinical;

import static org.blockwatch.event.Laterality.BILATERAL;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.RedFlag;
import org.jspecify.annotations.Nullable;

/**
 * When a red flag shows, and when an episode begins and ends (R4). An episode begins when a flag shows and none is open;
 * it ends once no flag shows and an MRI has been performed strictly after its beginning.
 */
public final class RedFlags {

    private RedFlags() {}

    /** Flags that a picture shows at an instant; none where the protocol does not judge them. */
    public static Set<RedFlag> showing(Picture picture, Instant instant, Protocol protocol) {
        Set<RedFlag> flags = EnumSet.noneOf(RedFlag.class);
        if (!protocol.judges(AlertCode.RED_FLAG_MRI)) {
            return flags;
        }
        if (picture.saddle()) {
            flags.add(RedFlag.SADDLE);
        }
        if (picture.findings().present(Sign.BLADDER_DYSFUNCTION)) {
            flags.add(RedFlag.BLADDER);
        }
        if (picture.findings().present(Sign.BOWEL_DYSFUNCTION)) {
            flags.add(RedFlag.BOWEL);
        }
        if (picture.progressive()) {
            flags.add(RedFlag.PROGRESSIVE);
        }
        if (picture.bilateral() && !instant.isBefore(bilateralCountsFrom(picture.block(), protocol))) {
            flags.add(RedFlag.BILATERAL);
        }
        return flags;
    }

    /** From when on a bilateral picture is a flag: for a block on both sides from T0 + 4 h, for others at any time. */
    public static Instant bilateralCountsFrom(Block block, Protocol protocol) {
        return block.laterality() == BILATERAL
                ? block.t0().plus(protocol.times().expectedEnd())
                : Instant.MIN;
    }

    /** The episode at an instant up to which nothing more was charted: a bilateral picture may have begun to count. */
    static @Nullable Episode episodeAt(Picture picture, Instant instant, Protocol protocol) {
        Instant counts = bilateralCountsFrom(picture.block(), protocol);
        boolean mayBegin = picture.episode() == null && picture.block().laterality() == BILATERAL;
        return mayBegin && !counts.isAfter(instant) ? begun(picture, counts, protocol) : picture.episode();
    }

    /** The episode after an assessment. */
    static @Nullable Episode episodeAfterExam(Picture picture, Instant at, Protocol protocol) {
        return picture.episode() == null ? begun(picture, at, protocol) : episodeAfterCare(picture, at, protocol);
    }

    /** The episode after a care event, which may have been an MRI. */
    static @Nullable Episode episodeAfterCare(Picture picture, Instant at, Protocol protocol) {
        Episode episode = picture.episode();
        Care mri = picture.course().mri();
        boolean ends = episode != null
                && mri != null
                && mri.occurredAt().isAfter(episode.beganAt())
                && showing(picture, at, protocol).isEmpty();
        return ends ? null : episode;
    }

    private static @Nullable Episode begun(Picture picture, Instant at, Protocol protocol) {
        Set<RedFlag> flags = showing(picture, at, protocol);
        return flags.isEmpty() ? null : new Episode(at, Evidence.of(picture).flags(flags));
    }
}

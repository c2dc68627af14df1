package org.blockwatch.clinical;

import static org.blockwatch.event.Laterality.BILATERAL;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.RedFlag;
import org.jspecify.annotations.Nullable;

/**
 * Says when a red flag shows, and when an episode begins and ends (R4). An episode begins when a flag shows and none is
 * open; it ends once no flag shows and an MRI has been performed strictly after its beginning.
 */
public final class RedFlags {

    private RedFlags() {}

    /** Returns the flags that a picture shows at an instant; none where the protocol does not judge them. */
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

    /** Returns from when on a bilateral picture is a flag: of a block on both sides from T0 + 4 h, of others always. */
    public static Instant bilateralCountsFrom(Block block, Protocol protocol) {
        return block.laterality() == BILATERAL
                ? block.t0().plus(protocol.times().expectedEnd())
                : Instant.MIN;
    }

    /** Returns the episode at an instant up to which nothing more was charted: a bilateral picture may have begun to count. */
    static @Nullable Episode episodeAt(Picture picture, Instant instant, Protocol protocol) {
        Episode episode = picture.progress().episode();
        Instant counts = bilateralCountsFrom(picture.block(), protocol);
        boolean mayBegin = episode == null && picture.block().laterality() == BILATERAL;
        return mayBegin && !counts.isAfter(instant) ? begun(picture, counts, protocol) : episode;
    }

    /**
     * Returns the episode after what was stated for one instant.
     *
     * @param examined whether there was an assessment among it: nothing else begins an episode
     */
    static @Nullable Episode episodeAfter(Picture picture, Instant at, boolean examined, Protocol protocol) {
        Episode episode = picture.progress().episode();
        if (episode == null) {
            return examined ? begun(picture, at, protocol) : null;
        }
        Care mri = picture.latest().latest(CareGroup.MRI);
        boolean ends = mri != null
                && mri.occurredAt().isAfter(episode.beganAt())
                && showing(picture, at, protocol).isEmpty();
        return ends ? null : episode;
    }

    private static @Nullable Episode begun(Picture picture, Instant at, Protocol protocol) {
        Set<RedFlag> flags = showing(picture, at, protocol);
        return flags.isEmpty() ? null : new Episode(at, Evidence.of(picture).flags(flags));
    }
}

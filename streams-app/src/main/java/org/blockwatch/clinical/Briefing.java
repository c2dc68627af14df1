package org.blockwatch.clinical;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.blockwatch.event.Cause;
import org.jspecify.annotations.Nullable;

/**
 * What people are told beside the bare fact that a rule holds.
 *
 * @param findings what was found, a line an entry, with roots
 * @param differential causes to think of, supported ones first
 * @param mriBy when the MRI must have been performed, or null
 * @param decompressSoft when a haematoma should have been decompressed, or null
 * @param decompressHard when it must have been, or null
 */
public record Briefing(
        List<String> findings,
        List<Cause> differential,
        @Nullable Instant mriBy,
        @Nullable Instant decompressSoft,
        @Nullable Instant decompressHard) {

    /** Tells whether two pictures of a block tell the same of vital signs. */
    public static boolean vitalSignsReadAlike(Picture one, Picture other, Protocol protocol) {
        return one == other
                || new FindingLines(one, protocol, ZoneOffset.UTC)
                        .ofVitals()
                        .equals(new FindingLines(other, protocol, ZoneOffset.UTC).ofVitals());
    }

    /**
     * Returns the briefing on a block at an instant.
     *
     * @param zone in which findings tell times
     */
    public static Briefing on(Picture picture, Instant now, Protocol protocol, ZoneId zone) {
        List<Cause> differential = new Differential(picture, now, protocol).causes();
        Episode episode = picture.progress().episode();
        Instant deficitSince = differential.contains(Cause.EPIDURAL_HAEMATOMA)
                ? picture.progress().since().get(Run.DEFICIT)
                : null;
        Protocol.Decompression decompression = protocol.timing().decompression();
        return new Briefing(
                new FindingLines(picture, protocol, zone).lines(),
                differential,
                episode == null
                        ? null
                        : episode.beganAt().plus(protocol.within().mri()),
                deficitSince == null ? null : deficitSince.plus(decompression.soft()),
                deficitSince == null ? null : deficitSince.plus(decompression.hard()));
    }
}

package org.blockwatch.streams.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.blockwatch.clinical.LatestSigns;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Vitals;
import org.blockwatch.clinical.news2.News2Score;
import org.blockwatch.clinical.news2.Observations;
import org.blockwatch.event.VitalSignsView;
import org.jspecify.annotations.Nullable;

/** Writes the latest vital signs as boards show them, and says when they are worth telling again: most sets change nothing. */
final class SignsView {
    /** So often a board hears of vital signs that score as before. */
    private static final long EVERY_MILLIS = Duration.ofMinutes(15).toMillis();

    private SignsView() {}

    /** Tells whether a board need not hear of the difference. */
    static boolean alike(Picture was, Picture is, Protocol protocol) {
        LatestSigns before = was.latest().signs();
        LatestSigns after = is.latest().signs();
        return before.equals(after)
                || (Objects.equals(slot(before.at()), slot(after.at()))
                        && before.score(protocol).equals(after.score(protocol)));
    }

    private static @Nullable Long slot(@Nullable Instant at) {
        return at == null ? null : Math.floorDiv(at.toEpochMilli(), EVERY_MILLIS);
    }

    /** Returns what was measured since a block; null where nothing was. */
    static @Nullable VitalSignsView of(Picture picture, Protocols protocols) {
        LatestSigns signs = picture.latest().signs();
        Instant at = signs.at();
        if (at == null) {
            return null;
        }
        News2Score score = signs.score(protocols.of(picture.block()));
        VitalSignsView view = new VitalSignsView(
                at, score.points(), !score.complete(), score.worst(), null, null, null, null, null, null, null);
        for (Vitals vitals : signs.values()) {
            show(vitals.observed(), view);
        }
        return view;
    }

    private static void show(Observations observed, VitalSignsView view) {
        if (observed.respiratoryRate() != null) {
            view.setRespiratoryRate(observed.respiratoryRate());
        }
        if (observed.spo2() != null) {
            view.setSpo2(observed.spo2());
        }
        if (observed.oxygen() != null) {
            view.setSupplementalOxygen(observed.oxygen());
        }
        if (observed.systolic() != null) {
            view.setSystolic(observed.systolic());
        }
        if (observed.heartRate() != null) {
            view.setHeartRate(observed.heartRate());
        }
        if (observed.consciousness() != null) {
            view.setConsciousness(observed.consciousness());
        }
        if (observed.temperature() != null) {
            view.setTemperature(observed.temperature());
        }
    }
}

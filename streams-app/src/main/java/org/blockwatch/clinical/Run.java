package org.blockwatch.clinical;

import java.util.function.Predicate;

/** A statement about a picture that is true or not; the picture remembers since when it has been true without a break. */
public enum Run {
    DEFICIT(picture -> picture.deficits().any()),
    MOTOR_DEFICIT(picture -> picture.deficits().motor()),
    UNABLE(picture -> !picture.deficits().unable().isEmpty()),
    RECURRED(Picture::recurred),
    UNEXPECTED_DISTRIBUTION(Picture::unexpectedlyDistributed),
    ATYPICAL_SEQUENCE(Picture::recoversAtypically),
    STRAIGHT_LEG_RAISE_NOT_DEMONSTRATED(picture -> !picture.straightLegRaiseDemonstrated()),
    MOTOR_NOT_RECOVERED(picture -> !picture.motorRecovered()),
    RECOVERY_NOT_DEMONSTRATED(picture -> !picture.deficits().any() && !picture.straightLegRaiseDemonstrated());

    private final Predicate<Picture> holds;

    Run(Predicate<Picture> holds) {
        this.holds = holds;
    }

    boolean holds(Picture picture) {
        return holds.test(picture);
    }
}

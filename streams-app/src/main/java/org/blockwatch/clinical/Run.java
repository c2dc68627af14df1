package org.blockwatch.clinical;

import java.util.EnumSet;
import java.util.Set;

/** What may be true of a picture; the picture remembers since when it has been true without a break. */
public enum Run {
    DEFICIT,
    /** A deficit that is not left to the follow-up: in house any, at home one that is grave or seen. */
    COUNTED_DEFICIT,
    MOTOR_DEFICIT,
    UNABLE,
    RECURRED,
    UNEXPECTED_DISTRIBUTION,
    ATYPICAL_SEQUENCE,
    STRAIGHT_LEG_RAISE_NOT_DEMONSTRATED,
    MOTOR_NOT_RECOVERED,
    RECOVERY_NOT_DEMONSTRATED,
    CONTRADICTION,
    UNSAFE_MOBILISATION,
    UNSAFE_DISCHARGE,
    UNSAFE_TRANSFER,
    LAST_SUSPECTED,
    NEWS2_DETERIORATION,
    NEWS2_DISAGREES;

    /** Those that vital signs alone can begin or end. */
    static final Set<Run> OF_VITAL_SIGNS = EnumSet.of(LAST_SUSPECTED, NEWS2_DETERIORATION, NEWS2_DISAGREES);

    boolean holds(Picture picture, Protocol protocol) {
        LatestSignsAndEvents latest = picture.latest();
        boolean home = picture.home().stay().home();
        return switch (this) {
            case DEFICIT -> picture.deficits().any();
            case COUNTED_DEFICIT -> picture.deficitCounts();
            case MOTOR_DEFICIT -> picture.deficits().motor();
            case UNABLE -> !picture.deficits().unable().isEmpty();
            case RECURRED -> picture.recurred() && picture.deficitCounts();
            case UNEXPECTED_DISTRIBUTION -> picture.unexpectedlyDistributed();
            case ATYPICAL_SEQUENCE -> picture.recoversAtypically();
            case STRAIGHT_LEG_RAISE_NOT_DEMONSTRATED -> !picture.straightLegRaiseDemonstrated();
            case MOTOR_NOT_RECOVERED -> !picture.motorRecovered();
            case RECOVERY_NOT_DEMONSTRATED ->
                !home && !picture.deficits().any() && !picture.straightLegRaiseDemonstrated();
            case CONTRADICTION -> !picture.progress().contradictions().isEmpty();
            case UNSAFE_MOBILISATION ->
                !home && picture.unsafeSinceReturn(CareGroup.MOBILISATION) && !picture.motorRecovered();
            case UNSAFE_DISCHARGE -> latest.unsafe(CareGroup.DISCHARGE) && !picture.motorRecovered();
            case UNSAFE_TRANSFER ->
                !home && picture.unsafeSinceReturn(CareGroup.TRANSFER) && !picture.straightLegRaiseDemonstrated();
            case LAST_SUSPECTED -> picture.lastSuspected(protocol);
            case NEWS2_DETERIORATION -> latest.signs().deteriorated(protocol);
            case NEWS2_DISAGREES -> latest.signs().disagrees(protocol);
        };
    }
}

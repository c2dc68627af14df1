package org.blockwatch.streams.detection;

import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Run;

/** How far an open block has come, for those who count; the worst that holds. */
enum BlockStage {
    /** A red-flag episode is open. */
    RED_FLAG,
    /** The latest findings show a deficit. */
    DEFICIT,
    /** Nobody has examined the patient since the block. */
    UNASSESSED,
    /** Examined, no deficit shown, and recovery not demonstrated. */
    RECOVERING,
    /** Recovery is demonstrated; watched until the block closes. */
    RECOVERED;

    static BlockStage of(Picture picture) {
        if (picture.progress().episode() != null) {
            return RED_FLAG;
        }
        if (picture.progress().since().containsKey(Run.DEFICIT)) {
            return DEFICIT;
        }
        if (picture.progress().lastAssessment() == null) {
            return UNASSESSED;
        }
        return picture.straightLegRaiseDemonstrated() ? RECOVERED : RECOVERING;
    }
}

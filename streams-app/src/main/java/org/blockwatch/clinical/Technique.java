package org.blockwatch.clinical;

import java.util.EnumSet;
import java.util.Set;
import org.blockwatch.event.Aspiration;
import org.blockwatch.event.Guidance;
import org.blockwatch.event.RiskTag;
import org.jspecify.annotations.Nullable;

/**
 * What makes an injection risky.
 *
 * @param strongAgent the agent for which a high concentration is a risk of its own, upper case
 * @param strongFromPercent its concentration from which it is
 * @param concentrationAbovePercent any agent's concentration above which it is a risk
 * @param spreadFromMl volume at a level from which spread is possible
 * @param excessAboveMl volume at a level above which it is excessive
 */
public record Technique(
        String strongAgent,
        double strongFromPercent,
        double concentrationAbovePercent,
        double spreadFromMl,
        double excessAboveMl) {

    /** Returns the risk tags of a procedure; what is not stated about guidance and aspiration is a risk. */
    public Set<RiskTag> riskTags(Procedure.Injected injected) {
        Set<RiskTag> tags = EnumSet.noneOf(RiskTag.class);
        for (Procedure.Injection injection : injected.injections()) {
            Double percent = injection.concentrationPercent();
            Double ml = injection.volumeMl();
            add(
                    tags,
                    RiskTag.MEPIVACAINE_HIGH_CONCENTRATION,
                    isStrongAgent(injection.agent()) && percent != null && percent >= strongFromPercent);
            add(tags, RiskTag.VOLUME_EXCESS, ml != null && ml > excessAboveMl);
            add(tags, RiskTag.SPREAD_POSSIBLE, ml != null && ml >= spreadFromMl);
            add(tags, RiskTag.CONCENTRATION_ABOVE_ONE_PERCENT, percent != null && percent > concentrationAbovePercent);
        }
        add(tags, RiskTag.NO_CONTRAST_FLUOROSCOPY, injected.guidance() != Guidance.FLUOROSCOPY_WITH_CONTRAST);
        add(
                tags,
                RiskTag.NO_ASPIRATION,
                injected.aspiration() == Aspiration.NOT_DONE || injected.aspiration() == Aspiration.UNKNOWN);
        add(tags, RiskTag.POSITIVE_ASPIRATION, injected.aspiration() == Aspiration.POSITIVE);
        return tags;
    }

    private boolean isStrongAgent(@Nullable String agent) {
        return agent != null && agent.trim().equalsIgnoreCase(strongAgent);
    }

    private static void add(Set<RiskTag> tags, RiskTag tag, boolean applies) {
        if (applies) {
            tags.add(tag);
        }
    }
}

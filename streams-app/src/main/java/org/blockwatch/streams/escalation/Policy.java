package org.blockwatch.streams.escalation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Priority;
import org.blockwatch.state.LadderPolicy;
import org.blockwatch.state.LadderTier;

/**
 * Whom an alert pages, in which order, and after how long. Data of the site: see {@code policy/default.yaml}.
 *
 * @param name what the site calls it
 * @param version counted up at every change
 * @param maxPageAge how old the latest START or ESCALATE of an alert may be for a ladder to begin
 * @param ackWithoutAction how long after the acknowledgement of a HIGH alert the patient must have been assessed
 * @param retry how often a channel that fails is tried again
 * @param tiers the tiers of each priority, from the first; none: the alert stands on the ward board
 * @param codes alerts that page more than their priority does
 */
public record Policy(
        String name,
        int version,
        Duration maxPageAge,
        Duration ackWithoutAction,
        Retry retry,
        Map<Priority, List<Tier>> tiers,
        Map<AlertCode, Extra> codes) {

    /**
     * One rung of the ladder.
     *
     * @param roles who is paged
     * @param after how long the tier before has to answer; zero for the first
     * @param channels their order; empty: the recipient's own
     * @param repeat how often the last tier is paged again
     */
    public record Tier(List<String> roles, Duration after, List<String> channels, Optional<Duration> repeat) {

        private LadderTier kept(List<String> first, List<String> also) {
            return LadderTier.newBuilder()
                    .setRoles(Stream.of(first, roles, also)
                            .flatMap(List::stream)
                            .distinct()
                            .toList())
                    .setAfterMs(after.toMillis())
                    .setChannels(channels)
                    .setRepeatMs(repeat.map(Duration::toMillis).orElse(null))
                    .build();
        }
    }

    /**
     * What one code adds.
     *
     * @param first roles before the first tier's own
     * @param also roles in every tier
     */
    public record Extra(List<String> first, List<String> also) {
        static final Extra NONE = new Extra(List.of(), List.of());
    }

    /**
     * Waits between attempts at a channel that fails, by the wall: a network takes its time whatever clock the engine has.
     *
     * @param first after the first failure; each further one waits twice as long
     * @param longest the most of these
     * @param longestAsked the most that is waited because the channel asks for it
     */
    public record Retry(Duration first, Duration longest, Duration longestAsked) {}

    /** Name and version, as pages and the audit trail carry them: {@code default/1}. */
    public String id() {
        return name + "/" + version;
    }

    /** What a ladder for this kind of alert keeps of it: the tiers with the roles that the alert's code adds. */
    public LadderPolicy keptFor(AlertCode code) {
        Extra extra = codes.getOrDefault(code, Extra.NONE);
        return LadderPolicy.newBuilder()
                .setVersion(id())
                .setMaxPageAgeMs(maxPageAge.toMillis())
                .setAckWithoutActionMs(ackWithoutAction.toMillis())
                .setRetryFirstMs(retry.first().toMillis())
                .setRetryLongestMs(retry.longest().toMillis())
                .setRetryLongestAskedMs(retry.longestAsked().toMillis())
                .setHigh(kept(Priority.HIGH, extra))
                .setMedium(kept(Priority.MEDIUM, extra))
                .setLow(kept(Priority.LOW, extra))
                .build();
    }

    private List<LadderTier> kept(Priority priority, Extra extra) {
        List<Tier> own = tiers.getOrDefault(priority, List.of());
        return IntStream.range(0, own.size())
                .mapToObj(i -> own.get(i).kept(i == 0 ? extra.first() : List.of(), extra.also()))
                .toList();
    }
}

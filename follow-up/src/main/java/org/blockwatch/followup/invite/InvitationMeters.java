package org.blockwatch.followup.invite;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.blockwatch.service.meter.Audience;
import org.blockwatch.service.meter.Measure;

/** What is counted of asking patients. */
public final class InvitationMeters {

    private static final String TAKEN = "taken";
    private static final String LATER = "later";
    private static final String REFUSED = "refused";

    private static final Measure INVITED = Measure.counter(
                    "blockwatch.followup.invited",
                    "messages",
                    "Messages to patients that the messaging gateway has taken, by slot and by what they are for",
                    Audience.WARD)
            .byConfigured("slot", "the protocol's follow-up slots, and anytime")
            .by("kind", List.of("asks", "reminds", "offers"));
    private static final Measure NOT_REACHED = Measure.counter(
                    "blockwatch.followup.not.reached",
                    "slots",
                    "Slots that have closed without an answer, by slot",
                    Audience.WARD)
            .byConfigured("slot", "the protocol's follow-up slots");
    private static final Measure POSTS = Measure.counter(
                    "blockwatch.followup.posts",
                    "requests",
                    "Requests to the messaging gateway by what became of them",
                    Audience.CHANNELS)
            .by("outcome", List.of(TAKEN, LATER, REFUSED));
    private static final Measure WAITING = Measure.age(
            "blockwatch.followup.messages.oldest",
            "How long the oldest due message to a patient has waited for the messaging gateway; 0: none",
            Audience.CHANNELS);
    private static final Measure LEFT_ALONE = Measure.gauge(
            "blockwatch.followup.gateway.left.alone",
            "0 or 1",
            "1 while the messaging gateway has failed so often that its circuit breaker keeps messages from it",
            Audience.CHANNELS);

    /** Every measure of this package. */
    public static final List<Measure> MEASURES = List.of(INVITED, NOT_REACHED, POSTS, WAITING, LEFT_ALONE);

    private final MeterRegistry metrics;

    /** Registers the meters that are there from the start. */
    public InvitationMeters(MeterRegistry metrics) {
        this.metrics = metrics;
        POSTS.atZero(metrics);
    }

    /** Where meters are registered. */
    MeterRegistry registry() {
        return metrics;
    }

    /** Shows how it stands with the gateway. */
    void watch(Supplier<Duration> oldest, Supplier<Boolean> leftAlone) {
        WAITING.gauge(metrics, () -> oldest.get().toMillis() / 1000.0);
        LEFT_ALONE.gauge(metrics, () -> leftAlone.get() ? 1 : 0);
    }

    void posted(MessageOutcome outcome) {
        String word = outcome instanceof MessageOutcome.Taken
                ? TAKEN
                : outcome instanceof MessageOutcome.Later ? LATER : REFUSED;
        POSTS.counter(metrics, word).increment();
    }

    void invited(String slotId, MessageKind kind) {
        INVITED.counter(metrics, slotId, kind.word()).increment();
    }

    void notReached(String slotId) {
        NOT_REACHED.counter(metrics, slotId).increment();
    }
}

package org.blockwatch.streams.escalation;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.state.LadderChannel;
import org.blockwatch.state.LadderState;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the page of the present step, on each channel of each recipient. One that fails is asked again, ever
 * more slowly, whatever the others say (paging.md, promise 7), for as long as the step lasts and the page is not too old.
 * A later lower state never overwrites a higher one (promise 12).
 */
final class RetryRules {

    /** In the place of recipient and channel: the page as a whole. */
    private static final String WHOLE = "";

    private final UnaryOperator<Duration> engineTime;

    /** @param engineTime how much engine time passes in a wall duration */
    RetryRules(UnaryOperator<Duration> engineTime) {
        this.engineTime = engineTime;
    }

    /** What the consumer tells of an attempt at the present step. */
    void heard(LadderUpdate move, PageEvent result) {
        if (!result.getPageId().equals(move.stepId())) {
            return;
        }
        switch (result.getKind()) {
            case ACCEPTED, DELIVERED, READ -> accepted(channel(move, result));
            case UNDELIVERABLE -> settled(channel(move, result));
            case FAILED -> failed(move, result);
            case SUPPRESSED -> heldBack(move, result);
            default -> {} // the ladder's own, or nothing that ends an attempt
        }
    }

    /** Time alone: attempts that are to be made again. */
    void due(LadderUpdate move) {
        for (LadderChannel channel : move.ladder().getChannels()) {
            if (channel.getRetryAt() == null || channel.getRetryAt().isAfter(move.now())) {
                continue;
            }
            if (move.now().isAfter(move.ladder().getExpiresAt())) {
                settled(channel);
                PageEvent given = move.decided(PageEventKind.SUPPRESSED, PageOutcome.TOO_OLD);
                given.setRecipient(named(channel.getRecipient()));
                given.setChannel(named(channel.getChannel()));
                given.setAttempt(channel.getAttempt());
            } else {
                channel.setRetryAt(null);
                channel.setAttempt(channel.getAttempt() + 1);
                move.ask(new PageDraft(
                        PageReason.RETRY,
                        move.stepId(),
                        move.ladder().getTier(),
                        move.ladder().getStep(),
                        named(channel.getRecipient()),
                        named(channel.getChannel()),
                        channel.getAttempt(),
                        null));
            }
        }
    }

    /** Nothing more is tried at the present step. */
    static void giveUp(LadderState ladder) {
        ladder.getChannels().forEach(channel -> channel.setRetryAt(null));
    }

    /** Whether the page of the present step could reach nobody. */
    static boolean reachedNobody(LadderState ladder) {
        return find(ladder, WHOLE, WHOLE).filter(LadderChannel::getSettled).isPresent();
    }

    static void noteNobodyReached(LadderState ladder) {
        settled(find(ladder, WHOLE, WHOLE).orElseGet(() -> added(ladder, WHOLE, WHOLE, 1)));
    }

    private void failed(LadderUpdate move, PageEvent result) {
        LadderChannel channel = channel(move, result);
        boolean heardBefore =
                channel.getSettled() || channel.getRetryAt() != null || result.getAttempt() < channel.getAttempt();
        if (!heardBefore && move.isRunning() && !move.isAcknowledged()) {
            long asked = Optional.ofNullable(result.getRetryAfterMs()).orElse(0L);
            Duration wait = move.policy().retryAfter(channel.getAttempt(), asked);
            channel.setRetryAt(move.now().plus(engineTime.apply(wait)));
        }
    }

    /**
     * A page held back because of an acknowledgement that this ladder does not know, or has passed over, is asked for
     * again: if it does count, it will be here before the retry is due.
     */
    private void heldBack(LadderUpdate move, PageEvent result) {
        if (result.getOutcome() == PageOutcome.ALREADY_ACKNOWLEDGED) {
            failed(move, result);
        } else if (result.getChannel() != null) {
            settled(channel(move, result));
        }
    }

    private static void accepted(LadderChannel channel) {
        channel.setAccepted(true);
        settled(channel);
    }

    private static void settled(LadderChannel channel) {
        channel.setSettled(true);
        channel.setRetryAt(null);
    }

    private static LadderChannel channel(LadderUpdate move, PageEvent result) {
        return find(move.ladder(), recipient(result), channel(result))
                .orElseGet(() -> added(move.ladder(), recipient(result), channel(result), result.getAttempt()));
    }

    private static String recipient(PageEvent result) {
        return result.getRecipient() == null ? WHOLE : result.getRecipient();
    }

    private static String channel(PageEvent result) {
        return result.getChannel() == null ? WHOLE : result.getChannel();
    }

    private static Optional<LadderChannel> find(LadderState ladder, String recipient, String channel) {
        return ladder.getChannels().stream()
                .filter(known -> known.getRecipient().equals(recipient)
                        && known.getChannel().equals(channel))
                .findFirst();
    }

    private static LadderChannel added(LadderState ladder, String recipient, String channel, int attempt) {
        LadderChannel known = LadderChannel.newBuilder()
                .setRecipient(recipient)
                .setChannel(channel)
                .setAttempt(attempt)
                .build();
        ladder.getChannels().add(known);
        return known;
    }

    private static @Nullable String named(String name) {
        return name.equals(WHOLE) ? null : name;
    }
}

package org.blockwatch.audit;

import java.time.Duration;
import java.time.Instant;
import org.blockwatch.channel.Delivery;
import org.blockwatch.channel.Passage;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageRequest;
import org.blockwatch.page.OutgoingPage;
import org.blockwatch.page.PageIds;
import org.jspecify.annotations.Nullable;

/** Puts into the trail what became of an attempt. */
public final class PageTrail {

    private static final int LONGEST_DETAIL = 300;

    private PageTrail() {}

    /**
     * The one event that ends an attempt.
     *
     * @param at the engine's clock when the end was known
     */
    public static PageEvent ended(PageRequest request, OutgoingPage page, String channel, Passage passage, Instant at) {
        PageEvent.Builder event = PageEvent.newBuilder()
                .setPageId(request.getPageId())
                .setAttemptId(page.attemptId())
                .setAlertId(request.getAlertId())
                .setPatientId(request.getPatientId())
                .setTier(request.getTier())
                .setStep(request.getStep())
                .setAttempt(request.getAttempt())
                .setRecipient(PageIds.recipients(request))
                .setChannel(channel)
                .setAt(at)
                .setOutcome(passage.delivery().outcome())
                .setPolicyVersion(request.getPolicyVersion());
        if (passage.delivery() instanceof Delivery.Accepted accepted) {
            event.setKind(PageEventKind.ACCEPTED).setProviderId(accepted.providerId());
        } else if (passage.delivery() instanceof Delivery.Failed failed) {
            event.setKind(PageEventKind.FAILED)
                    .setDetail(shortened(failed.detail()))
                    .setRetryAfterMs(millis(failed.retryAfter()));
        } else if (passage.delivery() instanceof Delivery.Undeliverable undeliverable) {
            event.setKind(PageEventKind.UNDELIVERABLE).setDetail(shortened(undeliverable.detail()));
        } else {
            event.setKind(PageEventKind.SUPPRESSED);
        }
        if (!passage.took().isZero()) {
            event.setLatencyMs(passage.took().toMillis());
        }
        return event.build();
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private static String shortened(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL - 1) + "…";
    }
}

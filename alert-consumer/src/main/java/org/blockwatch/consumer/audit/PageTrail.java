package org.blockwatch.consumer.audit;

import java.time.Duration;
import java.time.Instant;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.TaskResult;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;
import org.jspecify.annotations.Nullable;

/** Puts into the trail what became of a page. */
public final class PageTrail {

    private static final int LONGEST_DETAIL = 300;

    private PageTrail() {}

    /**
     * One attempt to reach somebody.
     *
     * @param id its idempotency key
     * @param recipient as the roster identifies them
     * @param rosterVersion the roster by which they were found
     * @param bundle the one message in which the page went out with others; null: it had one of its own
     */
    public record Attempt(
            String id,
            String recipient,
            String channel,
            String rosterVersion,
            @Nullable String bundle) {}

    /**
     * The one event that ends an attempt.
     *
     * @param at the engine's clock when the end was known
     */
    public static PageEvent ended(PageRequest request, Attempt attempt, TaskResult passage, Instant at) {
        PageEvent.Builder event = about(request, at)
                .setAttemptId(attempt.id())
                .setRecipient(attempt.recipient())
                .setChannel(attempt.channel())
                .setRosterVersion(attempt.rosterVersion())
                .setBundle(attempt.bundle())
                .setKind(passage.delivery().kind())
                .setOutcome(passage.delivery().outcome());
        if (passage.delivery() instanceof Delivery.Accepted accepted) {
            event.setProviderId(accepted.providerId()).setIncident(accepted.incident());
        } else if (passage.delivery() instanceof Delivery.Failed failed) {
            event.setDetail(shortened(failed.detail())).setRetryAfterMs(millis(failed.retryAfter()));
        } else if (passage.delivery() instanceof Delivery.Undeliverable undeliverable) {
            event.setDetail(shortened(undeliverable.detail()));
        }
        if (!passage.took().isZero()) {
            event.setLatencyMs(passage.took().toMillis());
        }
        return event.build();
    }

    /**
     * The event that says that a page as a whole reaches nobody.
     *
     * @param why nobody holds its roles, or no way to those who do is of any use
     */
    public static PageEvent hopeless(
            PageRequest request, PageOutcome why, String detail, String rosterVersion, Instant at) {
        return about(request, at)
                .setKind(PageEventKind.UNDELIVERABLE)
                .setOutcome(why)
                .setDetail(shortened(detail))
                .setRosterVersion(rosterVersion)
                .build();
    }

    private static PageEvent.Builder about(PageRequest request, Instant at) {
        return PageEvent.newBuilder()
                .setPageId(request.getPageId())
                .setAlertId(request.getAlertId())
                .setPatientId(request.getPatientId())
                .setTier(request.getTier())
                .setStep(request.getStep())
                .setAttempt(request.getAttempt())
                .setAt(at)
                .setPolicyVersion(request.getPolicyVersion());
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private static String shortened(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL - 1) + "…";
    }
}

package org.blockwatch.consumer.delivery;

import java.time.Duration;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;
import org.blockwatch.service.clock.EngineClock;
import org.jspecify.annotations.Nullable;

/** Records what became of a page, as the one event of the trail that ends it. */
final class AttemptRecorder {

    private static final int LONGEST_DETAIL = 300;

    private final EngineClock clock;

    AttemptRecorder(EngineClock clock) {
        this.clock = clock;
    }

    /**
     * One attempt to reach somebody.
     *
     * @param id its idempotency key
     * @param recipient as the roster identifies them
     * @param rosterVersion the roster by which they were found
     * @param bundle the one message in which the page went out with others; null: it had one of its own
     * @param took how long the channel took to answer; zero where it was not asked
     */
    record Attempt(
            String id,
            String recipient,
            String channel,
            String rosterVersion,
            @Nullable String bundle,
            Duration took) {}

    /** Returns the event that ends an attempt. */
    PageEvent record(PageRequest request, Attempt attempt, Delivery delivery) {
        PageEvent.Builder event = about(request)
                .setAttemptId(attempt.id())
                .setRecipient(attempt.recipient())
                .setChannel(attempt.channel())
                .setRosterVersion(attempt.rosterVersion())
                .setBundle(attempt.bundle())
                .setKind(delivery.kind())
                .setOutcome(delivery.outcome());
        if (delivery instanceof Delivery.Accepted accepted) {
            event.setProviderId(accepted.providerId()).setIncident(accepted.incident());
        } else if (delivery instanceof Delivery.Failed failed) {
            event.setDetail(shortened(failed.detail())).setRetryAfterMs(millis(failed.retryAfter()));
        } else if (delivery instanceof Delivery.Undeliverable undeliverable) {
            event.setDetail(shortened(undeliverable.detail()));
        }
        if (!attempt.took().isZero()) {
            event.setLatencyMs(attempt.took().toMillis());
        }
        return event.build();
    }

    /**
     * Returns the event that says that a page as a whole reaches nobody.
     *
     * @param why nobody holds its roles, or no way to those who do is of any use
     */
    PageEvent recordNobody(PageRequest request, PageOutcome why, String detail, String rosterVersion) {
        return about(request)
                .setKind(PageEventKind.UNDELIVERABLE)
                .setOutcome(why)
                .setDetail(shortened(detail))
                .setRosterVersion(rosterVersion)
                .build();
    }

    private PageEvent.Builder about(PageRequest request) {
        return PageEvent.newBuilder()
                .setPageId(request.getPageId())
                .setAlertId(request.getAlertId())
                .setPatientId(request.getPatientId())
                .setTier(request.getTier())
                .setStep(request.getStep())
                .setAttempt(request.getAttempt())
                .setAt(clock.now())
                .setPolicyVersion(request.getPolicyVersion());
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private static String shortened(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL - 1) + "…";
    }
}

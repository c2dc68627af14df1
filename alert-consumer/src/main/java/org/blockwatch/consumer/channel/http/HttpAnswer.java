package org.blockwatch.consumer.channel.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.event.PageOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The head of an answer, as far as it says what became of a page. The body does not count.
 *
 * @param retryAfter the header of this name; empty: there is none
 */
record HttpAnswer(int status, String retryAfter) {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    static HttpAnswer of(HttpResponse response) {
        Header retryAfter = response.getFirstHeader("retry-after");
        return new HttpAnswer(response.getCode(), retryAfter == null ? "" : retryAfter.getValue());
    }

    /** Returns the meaning of the status. Redirects are not followed: the address in the settings is to be mended. */
    Delivery meaning(Instant now, Delivery.Accepted accepted) {
        if (status < 300) {
            return accepted;
        }
        String detail = "HTTP " + status;
        if (status == TOO_MANY_REQUESTS) {
            return new Delivery.Failed(PageOutcome.RATE_LIMITED, detail, wait(now));
        }
        if (status == REQUEST_TIMEOUT) {
            return new Delivery.Failed(PageOutcome.TIMEOUT, detail, wait(now));
        }
        if (status >= 500) {
            return new Delivery.Failed(PageOutcome.SERVER_ERROR, detail, wait(now));
        }
        return new Delivery.Undeliverable(PageOutcome.REJECTED, detail);
    }

    /** Retry-After in either form, seconds or an HTTP date; null where there is none that can be read. */
    private @Nullable Duration wait(Instant now) {
        if (retryAfter.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(retryAfter));
        }
        try {
            Duration wait = Duration.between(
                    now,
                    DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).parse(retryAfter, Instant::from));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }
}

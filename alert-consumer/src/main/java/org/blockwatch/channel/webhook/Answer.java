package org.blockwatch.channel.webhook;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.blockwatch.channel.Delivery;
import org.blockwatch.event.PageOutcome;
import org.jspecify.annotations.Nullable;

/** What a receiver's answer, or the lack of one, means for the page. Looks at the status, never at the body. */
final class Answer {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private Answer() {}

    /** The meaning of an HTTP status. Redirects are not followed: the address in the settings is to be mended. */
    static Delivery to(int status, HttpHeaders headers, Instant now) {
        if (status >= 200 && status < 300) {
            return new Delivery.Accepted(null);
        }
        String detail = "HTTP " + status;
        if (status == TOO_MANY_REQUESTS) {
            return new Delivery.Failed(PageOutcome.RATE_LIMITED, detail, retryAfter(headers, now));
        }
        if (status == REQUEST_TIMEOUT) {
            return new Delivery.Failed(PageOutcome.TIMEOUT, detail, retryAfter(headers, now));
        }
        if (status >= 500) {
            return new Delivery.Failed(PageOutcome.SERVER_ERROR, detail, retryAfter(headers, now));
        }
        return new Delivery.Undeliverable(PageOutcome.REJECTED, detail);
    }

    /** The meaning of an exchange that ended without a status. */
    static Delivery without(Throwable failure) {
        PageOutcome outcome = PageOutcome.CONNECTION_LOST;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                outcome = PageOutcome.TLS_FAILED;
                break;
            }
            if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
                outcome = PageOutcome.CONNECT_FAILED;
                break;
            }
            if (cause instanceof HttpTimeoutException) {
                outcome = PageOutcome.TIMEOUT;
                break;
            }
            if (cause instanceof ProtocolException) {
                outcome = PageOutcome.SERVER_ERROR;
                break;
            }
        }
        return new Delivery.Failed(outcome, words(failure));
    }

    /** Retry-After in either form, seconds or an HTTP date; null where there is none that can be read. */
    private static @Nullable Duration retryAfter(HttpHeaders headers, Instant now) {
        String value = headers.firstValue("retry-after").map(String::strip).orElse("");
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Duration wait = Duration.between(
                    now,
                    DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).parse(value, Instant::from));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        String kind = failure instanceof IOException ? "" : failure.getClass().getSimpleName() + " ";
        return message == null ? failure.getClass().getSimpleName() : kind + message;
    }
}

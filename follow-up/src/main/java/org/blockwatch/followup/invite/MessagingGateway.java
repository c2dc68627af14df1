package org.blockwatch.followup.invite;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.blockwatch.service.webhook.WebhookSecret;
import org.blockwatch.service.webhook.WebhookSigner;
import org.jspecify.annotations.Nullable;

/**
 * Posts messages to the hospital's messaging gateway, signed as Standard Webhooks 1.0.0 has it. One time limit is for all
 * of a request; redirects are not followed; a gateway that fails is left alone for a while.
 */
public final class MessagingGateway implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration OPEN = Duration.ofSeconds(5);
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REDIRECT = 300;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(5)
            .failureRateThreshold(80)
            .waitDurationInOpenState(OPEN)
            .automaticTransitionFromOpenToHalfOpenEnabled(true)
            .permittedNumberOfCallsInHalfOpenState(1)
            .recordResult(result -> result instanceof MessageOutcome.Later)
            .build();

    private final URI url;
    private final WebhookSigner signer;
    private final Duration limit;
    private final InstantSource wall;
    private final HttpClient http;
    private final CircuitBreaker breaker = CircuitBreaker.of("messaging", BREAKER);

    /**
     * A gateway at an address.
     *
     * @param limit limit for all of a request
     * @param wall the wall clock: receivers refuse a timestamp that is five minutes off theirs
     */
    public MessagingGateway(URI url, List<WebhookSecret> secrets, Duration limit, InstantSource wall) {
        this.url = url;
        this.signer = new WebhookSigner(secrets);
        this.limit = limit;
        this.wall = wall;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT.compareTo(limit) < 0 ? CONNECT : limit)
                .followRedirects(HttpClient.Redirect.NEVER);
        ProxySelector proxies = ProxySelector.getDefault();
        http = (proxies == null ? builder : builder.proxy(proxies)).build();
    }

    /** Returns whether the gateway has failed so often that it is left alone for a while. */
    public boolean isLeftAlone() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** Posts a message. Never blocks; completes, never exceptionally, with what became of it. */
    CompletableFuture<MessageOutcome> post(PatientMessage message) {
        if (!breaker.tryAcquirePermission()) {
            return CompletableFuture.completedFuture(
                    new MessageOutcome.Later("the gateway has failed too often; it is tried again soon", OPEN));
        }
        byte[] body = message.body();
        long sentAt = wall.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(limit)
                .header("content-type", "application/json")
                .header("user-agent", "Blockwatch")
                .header("webhook-id", message.id())
                .header("webhook-timestamp", Long.toString(sentAt))
                .header("webhook-signature", signer.sign(message.id(), sentAt, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        long began = System.nanoTime();
        CompletableFuture<HttpResponse<Void>> exchange = http.sendAsync(request, BodyHandlers.discarding());
        return exchange.copy()
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, e) -> {
                    exchange.cancel(true); // an answer without end is not waited for
                    MessageOutcome outcome = e == null ? meaning(answer) : new MessageOutcome.Later(words(e), null);
                    breaker.onResult(System.nanoTime() - began, TimeUnit.NANOSECONDS, outcome);
                    return outcome;
                });
    }

    private static MessageOutcome meaning(HttpResponse<Void> answer) {
        int status = answer.statusCode();
        if (status < REDIRECT) {
            return new MessageOutcome.Taken();
        }
        if (status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
            return new MessageOutcome.Later(
                    "HTTP " + status,
                    wait(answer.headers().firstValue("retry-after").orElse("")));
        }
        return new MessageOutcome.Refused(
                "HTTP " + status + (status < CLIENT_ERROR ? ": messaging.url is to be mended" : ""));
    }

    private static @Nullable Duration wait(String retryAfter) {
        return retryAfter.matches("\\d{1,5}") ? Duration.ofSeconds(Long.parseLong(retryAfter)) : null;
    }

    private static String words(Throwable e) {
        Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public void close() {
        // the client's threads end with it
    }
}

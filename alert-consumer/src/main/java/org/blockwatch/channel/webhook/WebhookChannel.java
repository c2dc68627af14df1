package org.blockwatch.channel.webhook;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.blockwatch.channel.Channel;
import org.blockwatch.channel.Delivery;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.page.OutgoingPage;

/**
 * Pages by HTTP POST, signed as Standard Webhooks 1.0.0 has it. A page is accepted once a 2xx status has come; the body
 * of an answer is not waited for, so a receiver that drips it cannot delay anything.
 */
public final class WebhookChannel implements Channel {

    /** A body that has come by then leaves its connection fit for the next page; a longer one is cut off. */
    private static final Duration BODY_LIMIT = Duration.ofMillis(100);

    private final URI url;
    private final Signer signer;
    private final InstantSource wall;
    private final Duration timeout;
    private final HttpClient client;

    /**
     * A channel to one receiver.
     *
     * @param secrets one, or several while receivers change over
     * @param wall the wall clock: receivers refuse a timestamp that is five minutes off theirs, so engine time, which may
     *     run faster, does not serve
     * @param connectTimeout limit for the connection
     * @param timeout limit for all until the status has come
     * @param tls whom to trust
     */
    public WebhookChannel(
            URI url,
            List<WebhookSecret> secrets,
            InstantSource wall,
            Duration connectTimeout,
            Duration timeout,
            SSLContext tls) {
        this.url = url;
        this.signer = new Signer(secrets);
        this.wall = wall;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(
                        HttpClient.Version.HTTP_1_1) // an offer of HTTP/2 on a plain connection confuses some receivers
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .sslContext(tls)
                .build();
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public Delivery send(OutgoingPage page) throws InterruptedException {
        CompletableFuture<ResponseInfo> head = new CompletableFuture<>();
        CompletableFuture<HttpResponse<Void>> exchange = client.sendAsync(request(page), info -> {
            head.complete(info);
            return BodySubscribers.discarding();
        });
        exchange.whenComplete((response, failure) -> {
            if (failure != null) {
                head.completeExceptionally(failure);
            }
        });
        try {
            ResponseInfo answer = head.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return Answer.to(answer.statusCode(), answer.headers(), wall.instant());
        } catch (TimeoutException e) {
            return new Delivery.Failed(PageOutcome.TIMEOUT, "no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            return Answer.without(e.getCause());
        } finally {
            finish(exchange, head.isDone());
        }
    }

    private HttpRequest request(OutgoingPage page) {
        byte[] body = WebhookBody.of(page);
        long sentAt = wall.instant().getEpochSecond();
        return HttpRequest.newBuilder(url)
                .POST(BodyPublishers.ofByteArray(body))
                .header("content-type", "application/json")
                .header("user-agent", "Blockwatch")
                .header("webhook-id", page.attemptId())
                .header("webhook-timestamp", Long.toString(sentAt))
                .header("webhook-signature", signer.sign(page.attemptId(), sentAt, body))
                .build();
    }

    private static void finish(CompletableFuture<?> exchange, boolean answered) {
        try {
            if (answered) {
                exchange.get(BODY_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (TimeoutException | ExecutionException e) {
            // the answer is known already: what follows it does not matter
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.cancel(true); // closes the connection of an exchange that is not over
        }
    }
}

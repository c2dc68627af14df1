package org.blockwatch.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the registry's addresses in turn, beginning with the one that answered last, until one gives an answer about the
 * schema. Never blocks.
 */
final class RegistryHttp {
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final JsonMapper JSON = new JsonMapper();

    private final List<RegistryAddress> addresses;
    private final HttpClient http;
    private final Duration readTimeout;
    private final Duration wholeTimeout;
    private volatile int lastGood;

    private record Question(
            String method, String path, @Nullable JsonNode body) {}

    RegistryHttp(RegistryConfig config) {
        addresses = config.addresses();
        readTimeout = config.readTimeout();
        wholeTimeout = readTimeout.plus(config.connectTimeout());
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(config.connectTimeout())
                .version(HttpClient.Version.HTTP_1_1) // an offer of HTTP/2 in clear text confuses some proxies
                // Never: our credentials would go wherever an answer points to.
                .followRedirects(HttpClient.Redirect.NEVER);
        SSLContext tls = config.tls();
        http = tls == null ? builder.build() : builder.sslContext(tls).build();
    }

    /**
     * Asks one question.
     *
     * @return the answer; fails with {@link RegistryRefusal} if the registry's answer is no, and with
     *     {@link RegistryUnavailableException} if no address gave an answer
     */
    CompletableFuture<JsonNode> ask(String method, String path, @Nullable JsonNode body) {
        return askInTurn(new Question(method, path, body), lastGood, addresses.size(), "");
    }

    /**
     * Asks something that not every registry answers.
     *
     * @return the answer; empty if the registry has none to that; fails as {@link #ask} does if no address can be reached
     */
    CompletableFuture<Optional<JsonNode>> askIfAnswered(String path) {
        return ask("GET", path, null).thenApply(Optional::of).exceptionallyCompose(failure -> {
            Throwable cause = cause(failure);
            boolean silent = cause instanceof RegistryRefusal
                    || cause instanceof SerializationException && !(cause instanceof RegistryUnavailableException)
                    || cause instanceof RegistryUnavailableException unavailable
                            && isUnknownQuestion(unavailable.status());
            return silent ? CompletableFuture.completedFuture(Optional.empty()) : CompletableFuture.failedFuture(cause);
        });
    }

    /** Returns what went wrong, without the wrapping that a future puts around it. */
    static Throwable cause(Throwable failure) {
        boolean wrapper = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapper && failure.getCause() != null ? cause(failure.getCause()) : failure;
    }

    private CompletableFuture<JsonNode> askInTurn(Question question, int index, int left, String problems) {
        return askOne(question, index).exceptionallyCompose(failure -> {
            if (!(cause(failure) instanceof RegistryUnavailableException unavailable)) {
                lastGood = index;
                return CompletableFuture.failedFuture(cause(failure)); // a refusal is an answer
            }
            String soFar = problems + unavailable.getMessage();
            return left > 1
                    ? askInTurn(question, (index + 1) % addresses.size(), left - 1, soFar + "; ")
                    : CompletableFuture.failedFuture(
                            unavailable.status() == 0
                                    ? new RegistryUnavailableException(soFar, unavailable.getCause())
                                    : new RegistryUnavailableException(soFar, unavailable.status()));
        });
    }

    private CompletableFuture<JsonNode> askOne(Question question, int index) {
        RegistryAddress address = addresses.get(index);
        CompletableFuture<HttpResponse<Optional<String>>> sent =
                http.sendAsync(request(address, question), head -> new BoundedBody());
        return sent.copy()
                // HttpRequest's own timeout ends with the headers; a body that stalls or dribbles must end too.
                .orTimeout(wholeTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> {
                    if (failure != null) {
                        sent.cancel(true); // which closes the connection
                    }
                })
                .handle((response, failure) -> {
                    if (failure != null) {
                        throw unreachable(address, cause(failure));
                    }
                    JsonNode answer = answer(address, response);
                    lastGood = index;
                    return answer;
                });
    }

    private HttpRequest request(RegistryAddress address, Question question) {
        BodyPublisher body = question.body() == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(question.body().toString());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address.base() + question.path()))
                .timeout(readTimeout)
                .header("Accept", MEDIA_TYPE + ", application/json")
                .header("Content-Type", MEDIA_TYPE)
                .method(question.method(), body);
        if (address.authorization() != null) {
            request.header("Authorization", address.authorization());
        }
        return request.build();
    }

    private static RegistryUnavailableException unreachable(RegistryAddress address, Throwable cause) {
        String problem;
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            problem = "did not answer in time";
        } else if (cause instanceof SSLException) {
            problem = "no TLS connection (" + cause.getMessage()
                    + "): check schema.registry.ssl.truststore.* and, if it asks for a certificate, keystore.*";
        } else if (cause instanceof ConnectException) {
            problem = "cannot be reached: check schema.registry.url, and that it runs";
        } else {
            problem = "connection failed (" + cause + ")";
        }
        return new RegistryUnavailableException("schema registry " + address + ": " + problem, cause);
    }

    private static JsonNode answer(RegistryAddress address, HttpResponse<Optional<String>> response) {
        int status = response.statusCode();
        if (response.body().isEmpty() && status >= 200 && status < 300) {
            // About what was asked, and not an outage: a schema that long would otherwise hold its topic up for good.
            throw new SerializationException(
                    "schema registry %s: answered with more than %s bytes".formatted(address, BoundedBody.MOST_BYTES));
        }
        JsonNode body = response.body().map(RegistryHttp::json).orElse(null);
        if (status >= 200 && status < 300 && body != null) {
            return body;
        }
        if (status >= 400 && status < 500 && !isAboutUs(status) && body != null && body.has("error_code")) {
            throw new RegistryRefusal(
                    status,
                    body.path("error_code").asInt(),
                    body.path("message").asText());
        }
        throw new RegistryUnavailableException(
                "schema registry %s: answered %s, %s"
                        .formatted(
                                address,
                                status,
                                switch (status) {
                                    case 401, 403 -> "our credentials are refused: check basic.auth.*";
                                    case 408, 429 -> "it is busy";
                                    case 301, 302, 303, 307, 308 ->
                                        "a redirect, which is not followed: give schema.registry.url the address that it leads to";
                                    default ->
                                        status >= 500
                                                ? "it has trouble of its own"
                                                : "which is not the registry protocol: check the path in schema.registry.url";
                                }),
                status);
    }

    /** Answers of a registry that does not know a question, or does not let us ask it, though it lets us in. */
    private static boolean isUnknownQuestion(int status) {
        return status == 501 || status == 403 || status >= 200 && status < 500 && !isAboutUs(status);
    }

    /** Answers about who asks or how often, and not about what is asked. */
    private static boolean isAboutUs(int status) {
        return status == 401 || status == 403 || status == 408 || status == 429;
    }

    private static @Nullable JsonNode json(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node.isContainerNode() ? node : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}

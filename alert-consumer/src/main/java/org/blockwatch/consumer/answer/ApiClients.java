package org.blockwatch.consumer.answer;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.blockwatch.service.crypto.Hmac;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may use the JSON interface. Whoever shows many wrong tokens is told to wait, and fills no log; a right one always
 * gets in, so that nobody can keep the ward out by guessing.
 */
final class ApiClients {

    private static final Logger LOG = LoggerFactory.getLogger(ApiClients.class);
    private static final String SCHEME = "Bearer ";
    private static final String ATTRIBUTE = "blockwatch.client";
    private static final int MOST_FAILURES = 10;
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final List<Known> clients;
    private final RateLimiter failures = RateLimiter.of(
            "api-failures",
            RateLimiterConfig.custom()
                    .limitForPeriod(MOST_FAILURES)
                    .limitRefreshPeriod(WITHIN)
                    .timeoutDuration(Duration.ZERO)
                    .build());

    /** A client that is let in. */
    record Client(String name, boolean mayAnswer) {}

    private record Known(byte[] token, Client client) {}

    ApiClients(List<ApiToken> mayAnswer, List<ApiToken> mayRead) {
        clients = Stream.concat(
                        mayAnswer.stream().map(token -> known(token, true)),
                        mayRead.stream().map(token -> known(token, false)))
                .toList();
    }

    /**
     * Lets the client of this request in.
     *
     * @throws ProblemDetails if it shows no token, or none that is known
     */
    void admit(Context ctx) {
        String shown = Optional.ofNullable(ctx.header("Authorization")).orElse("");
        if (shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            Optional<Client> client = client(shown.substring(SCHEME.length()).strip());
            if (client.isPresent()) {
                ctx.attribute(ATTRIBUTE, client.get());
                return;
            }
        }
        if (!failures.acquirePermission()) {
            throw new ProblemDetails(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too-many-failures",
                    "Too many wrong tokens",
                    "Wait a little, and show a token of api.tokens.");
        }
        LOG.warn("Refused a request to the JSON interface without a known token, from {}", ctx.ip());
        throw new ProblemDetails(
                HttpStatus.UNAUTHORIZED,
                "no-token",
                "Who are you?",
                "Show a token of api.tokens in the header Authorization: Bearer <token>.");
    }

    /**
     * Returns the client of a request that has been let in.
     *
     * @throws IllegalStateException if a request has come past {@link #admit}, which would be a defect
     */
    static Client of(Context ctx) {
        Client client = ctx.attribute(ATTRIBUTE);
        if (client == null) {
            throw new IllegalStateException("nobody has been let in");
        }
        return client;
    }

    /** Compares with all of them, so that the time tells nothing. */
    private Optional<Client> client(String token) {
        byte[] shown = token.getBytes(StandardCharsets.UTF_8);
        Optional<Client> found = Optional.empty();
        for (Known known : clients) {
            if (Hmac.same(known.token(), shown)) {
                found = Optional.of(known.client());
            }
        }
        return found;
    }

    private static Known known(ApiToken token, boolean mayAnswer) {
        return new Known(token.token(), new Client(token.name(), mayAnswer));
    }
}

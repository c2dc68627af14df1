package org.blockwatch.board.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.blockwatch.event.AlertResponseKind;
import org.jspecify.annotations.Nullable;

/**
 * Gives answers at the door of alert-consumer, which has them committed before it says so. The board itself writes none: it can neither page
 * nor answer for anybody whom that door does not believe.
 */
public final class AnswerClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CREATED = 201;
    private static final int OK = 200;

    private final @Nullable URI base;
    private final String token;
    private final Duration within;
    private final HttpClient http;

    /**
     * What became of an answer.
     *
     * @param text what to tell the person; empty where it is recorded
     */
    public record Given(boolean recorded, String text) {}

    /**
     * A client of that door.
     *
     * @param base null: there is none, and nobody can answer here
     * @param within how long an answer may take
     */
    public AnswerClient(@Nullable URI base, Optional<String> token, Duration within) {
        this.base = base;
        this.token = token.orElse("");
        this.within = within;
        this.http = HttpClient.newBuilder().connectTimeout(within).build();
    }

    /** Returns whether answers can be given at all. */
    public boolean isSetUp() {
        return base != null;
    }

    /**
     * Gives an answer, and waits until it is recorded or known not to be.
     *
     * @param by who answers
     * @param note null: none
     * @param eventId the same for the same answer given again
     */
    public Given give(
            String patientId,
            String alertId,
            AlertResponseKind kind,
            String by,
            @Nullable String note,
            String eventId) {
        if (base == null) {
            return new Given(false, "Answers cannot be given here: answers.url is not set.");
        }
        ObjectNode body =
                JSON.createObjectNode().put("kind", kind.name()).put("by", by).put("eventId", eventId);
        if (note != null) {
            body.put("note", note);
        }
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(base + "/api/v1/alerts/" + name(patientId, alertId) + "/answers"))
                .timeout(within)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == CREATED || response.statusCode() == OK
                    ? new Given(true, "")
                    : new Given(false, "Not recorded. " + detail(response));
        } catch (IOException e) {
            return new Given(
                    false, "Not recorded: paging does not answer. Try again, or answer by the link in the page.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Given(false, "Not recorded: the board is stopping. Try again.");
        }
    }

    /** Names an alert by its ids where the door's own name for it is not known. */
    private static String name(String patientId, String alertId) {
        return "id." + part(patientId) + "." + part(alertId);
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String detail(HttpResponse<String> response) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            return problem.path("detail").asText("alert-consumer answered " + response.statusCode() + ".");
        } catch (JsonProcessingException e) {
            return "alert-consumer answered " + response.statusCode() + ".";
        }
    }

    /** Returns what alert-consumer says of itself; empty where it does not answer. */
    public Optional<JsonNode> health() {
        if (base == null) {
            return Optional.empty();
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/health/ready"))
                    .timeout(within)
                    .build();
            return Optional.of(JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

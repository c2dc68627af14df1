package org.blockwatch.consumer.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.crypto.Hmac;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes PagerDuty's webhooks (v3): what a person does to an incident there is an answer to the alert here. What we tell
 * PagerDuty ourselves comes back too, from an agent that is no user, and is passed over. PagerDuty sends again what it
 * gets no 2xx for, so whatever is none of our business gets one.
 */
final class PagerDutyEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(PagerDutyEndpoint.class);
    private static final String PATH = "/pagerduty";
    private static final String VERSION = "v1=";

    /** What counts as taking an alert on, and what is noted with it. A resolved incident does not end an alert. */
    private static final Map<String, String> TAKEN_ON = Map.of(
            "incident.acknowledged",
            "Acknowledged in PagerDuty",
            "incident.resolved",
            "Resolved in PagerDuty, which does not end the alert");

    private final List<byte[]> secrets;
    private final KnownAlerts alerts;
    private final SentPages pages;
    private final AnswerRecorder recorder;
    private final EngineClock clock;
    private final BooleanSupplier ready;

    PagerDutyEndpoint(
            List<String> secrets,
            KnownAlerts alerts,
            SentPages pages,
            AnswerRecorder recorder,
            EngineClock clock,
            BooleanSupplier ready) {
        this.secrets = secrets.stream()
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.alerts = alerts;
        this.pages = pages;
        this.recorder = recorder;
        this.clock = clock;
        this.ready = ready;
    }

    void routes(RoutesConfig routes) {
        routes.post(PATH, this::receive);
    }

    private void receive(Context ctx) {
        byte[] body = JsonBodies.bytes(ctx);
        if (!isSigned(
                body, Optional.ofNullable(ctx.header("X-PagerDuty-Signature")).orElse(""))) {
            throw new ProblemDetails(
                    HttpStatus.UNAUTHORIZED,
                    "signature",
                    "The signature does not fit",
                    "Give the webhook subscription's signing secret in pagerduty.webhook.secret.");
        }
        if (!ready.getAsBoolean()) {
            throw ProblemDetails.unavailable("Alerts and answers are still being read. Send it again in a moment.");
        }
        JsonNode event = JsonBodies.tree(body).path("event");
        String type = event.path("event_type").asText();
        JsonNode agent = event.path("agent");
        if (event.path("id").asText().isEmpty()) {
            passOver(ctx, event, "it has no id");
        } else if (!TAKEN_ON.containsKey(type)) {
            passOver(ctx, event, "a " + type + " is no answer");
        } else if (!agent.path("type").asText().startsWith("user")) {
            passOver(ctx, event, "no person did it");
        } else {
            take(ctx, event, agent, TAKEN_ON.get(type));
        }
    }

    private void take(Context ctx, JsonNode event, JsonNode agent, String note) {
        List<AlertResponse> answers = pages
                .under(event.path("data").path("incident_key").asText())
                .stream()
                .flatMap(page -> page.alertIds().stream()
                        .filter(alertId -> alerts.of(page.alert(alertId))
                                .filter(KnownAlert::hasEnded)
                                .isEmpty())
                        .map(alertId -> answer(event, page, alertId, by(agent), note)))
                .toList();
        if (answers.isEmpty()) {
            passOver(ctx, event, "its incident_key is of no page to an open alert");
            return;
        }
        ctx.future(() -> recorder.take(answers).handle((taken, e) -> {
            if (e == null) {
                JsonBodies.answer(ctx, "application/json", Map.of("answers", taken.size()));
            } else {
                ProblemDetails.unavailable("Not recorded. Send it again.").answer(ctx);
            }
            return null;
        }));
    }

    private AlertResponse answer(JsonNode event, AnsweredPage page, String alertId, String by, String note) {
        return AlertResponse.newBuilder()
                .setEventId("pagerduty:" + event.path("id").asText() + ":" + alerts.name(page.alert(alertId)))
                .setPatientId(page.patientId())
                .setAlertId(alertId)
                .setKind(AlertResponseKind.ACKNOWLEDGED)
                .setBy(by)
                .setOccurredAt(occurredAt(event))
                .setNote(note)
                .setPageId(page.pageId())
                .setVia(AnswerSource.PAGERDUTY.word())
                .build();
    }

    /**
     * Returns when the person did it: a webhook may come late, and the alert may have risen since. Never in the future.
     */
    private Instant occurredAt(JsonNode event) {
        Instant now = clock.now();
        try {
            Instant given =
                    OffsetDateTime.parse(event.path("occurred_at").asText()).toInstant();
            Instant at = clock.at(given.toEpochMilli());
            return at.isBefore(now) ? at : now;
        } catch (DateTimeParseException | ArithmeticException e) {
            return now;
        }
    }

    private static String by(JsonNode agent) {
        String id = PlainText.line(agent.path("id").asText());
        String name = PlainText.line(agent.path("summary").asText());
        return name.isEmpty() ? "PagerDuty " + id : name + " (PagerDuty " + id + ")";
    }

    private static void passOver(Context ctx, JsonNode event, String why) {
        LOG.info("Passed over PagerDuty's event {}: {}", event.path("id").asText(), why);
        JsonBodies.answer(ctx, "application/json", Map.of("answers", 0, "reason", why));
    }

    /** While a secret is changed over PagerDuty signs with both; one fitting signature under one of our secrets is enough. */
    private boolean isSigned(byte[] body, String header) {
        return Stream.of(header.split(","))
                .map(String::strip)
                .filter(signature -> signature.startsWith(VERSION))
                .map(signature -> signature.substring(VERSION.length()).getBytes(StandardCharsets.US_ASCII))
                .anyMatch(shown -> secrets.stream().anyMatch(secret -> Hmac.same(hex(secret, body), shown)));
    }

    private static byte[] hex(byte[] secret, byte[] body) {
        return HexFormat.of().formatHex(Hmac.sha256(secret, body)).getBytes(StandardCharsets.US_ASCII);
    }
}

package org.blockwatch.consumer.answer;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.schemas.RefusedCause;
import org.blockwatch.service.clock.EngineClock;
import org.jspecify.annotations.Nullable;

/** The JSON interface: what is open, and answers to it, for programs of the house. */
final class ApiEndpoint {

    private static final String PATH = "/api/v1/alerts";
    private static final String JSON = "application/json";

    private static final Comparator<KnownAlert> WORST_FIRST = Comparator.comparing(
                    (KnownAlert known) -> known.alert().getPriority())
            .reversed()
            .thenComparing(known -> known.alert().getDueAt());

    private final ApiClients clients;
    private final KnownAlerts alerts;
    private final SentPages pages;
    private final AnswerRecorder recorder;
    private final EngineClock clock;
    private final BooleanSupplier ready;

    ApiEndpoint(
            ApiClients clients,
            KnownAlerts alerts,
            SentPages pages,
            AnswerRecorder recorder,
            EngineClock clock,
            BooleanSupplier ready) {
        this.clients = clients;
        this.alerts = alerts;
        this.pages = pages;
        this.recorder = recorder;
        this.clock = clock;
        this.ready = ready;
    }

    void routes(RoutesConfig routes) {
        routes.before("/api/*", this::admit);
        routes.get(PATH, this::list);
        routes.get(PATH + "/{alert}", this::show);
        routes.post(PATH + "/{alert}/answers", this::answer);
    }

    private void admit(Context ctx) {
        clients.admit(ctx);
        if (!ready.getAsBoolean()) {
            throw ProblemDetails.unavailable("Alerts and answers are still being read. Try again in a moment.");
        }
    }

    private void list(Context ctx) {
        ApiClients.of(ctx);
        List<Map<String, Object>> open =
                alerts.open().stream().sorted(WORST_FIRST).map(AlertJson::brief).toList();
        JsonBodies.answer(ctx, JSON, Map.of("alerts", open));
    }

    private void show(Context ctx) {
        ApiClients.of(ctx);
        JsonBodies.answer(ctx, JSON, AlertJson.full(alert(ctx)));
    }

    private void answer(Context ctx) {
        ApiClients.Client client = ApiClients.of(ctx);
        if (!client.mayAnswer()) {
            throw new ProblemDetails(
                    HttpStatus.FORBIDDEN,
                    "may-not-answer",
                    "This token may only read",
                    "Use a token of api.tokens instead of one of api.read.tokens.");
        }
        KnownAlert known = alert(ctx);
        AnswerBody body = AnswerBody.read(JsonBodies.tree(JsonBodies.bytes(ctx)));
        refuse(known, body);
        AlertResponse answer = AlertResponse.newBuilder()
                .setEventId("api:" + client.name() + ":"
                        + Optional.ofNullable(body.eventId())
                                .orElseGet(() -> UUID.randomUUID().toString()))
                .setPatientId(known.alert().getPatientId())
                .setAlertId(known.alert().getAlertId())
                .setKind(body.kind())
                .setBy(body.by())
                .setOccurredAt(clock.now())
                .setCause(body.cause())
                .setNote(body.note())
                .setPageId(pageId(body.page(), known))
                .setVia(AnswerSource.API.word())
                .build();
        ctx.future(() -> recorder.take(List.of(answer)).handle((taken, e) -> {
            if (e == null) {
                tell(ctx, answer, taken.get(0));
            } else {
                ProblemDetails.unavailable(
                                "Not recorded. Try again with the same eventId; it does no harm if it is sent twice.")
                        .answer(ctx);
            }
            return null;
        }));
    }

    private static void tell(Context ctx, AlertResponse given, AnswerRecorder.Taken taken) {
        AlertResponse first = taken.answer();
        if (!taken.now() && !isSaidAgain(given, first)) {
            new ProblemDetails(
                            HttpStatus.CONFLICT,
                            "event-id-taken",
                            "Another answer has this eventId",
                            "Give every answer an eventId of its own; this one is taken by " + first.getBy() + "'s "
                                    + first.getKind() + " of " + first.getOccurredAt() + ".",
                            new ProblemDetails.Fault("/eventId", "It is taken."))
                    .answer(ctx);
        } else {
            JsonBodies.answer(
                    ctx.status(taken.now() ? HttpStatus.CREATED : HttpStatus.OK), JSON, AlertJson.answer(first));
        }
    }

    private static boolean isSaidAgain(AlertResponse given, AlertResponse first) {
        return given.getAlertId().equals(first.getAlertId())
                && given.getKind() == first.getKind()
                && given.getBy().equals(first.getBy())
                && Objects.equals(given.getCause(), first.getCause())
                && Objects.equals(given.getNote(), first.getNote());
    }

    private KnownAlert alert(Context ctx) {
        return alerts.namedOrIdentified(ctx.pathParam("alert"))
                .orElseThrow(() -> new ProblemDetails(
                        HttpStatus.NOT_FOUND,
                        "no-such-alert",
                        "No such alert",
                        "Name an alert as pages do (alert_…). One that ended long ago is not known any more."));
    }

    private static void refuse(KnownAlert known, AnswerBody body) {
        boolean closing = body.kind() == AlertResponseKind.CLOSING_NOTE;
        if (known.hasEnded() && !closing) {
            throw new ProblemDetails(
                    HttpStatus.CONFLICT,
                    "alert-ended",
                    "The alert has ended",
                    "It ended at " + known.alert().getAt() + " ("
                            + known.alert().getEndReason() + "): nobody is paged for it any more.");
        }
        RefusedCause.line(known.alert(), body.cause()).ifPresent(line -> {
            throw new ProblemDetails(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "refused-cause",
                    "This cause may not close the alert",
                    line,
                    new ProblemDetails.Fault("/cause", line));
        });
    }

    private @Nullable String pageId(@Nullable String name, KnownAlert known) {
        if (name == null) {
            return null;
        }
        return pages.under(name).stream()
                .filter(page -> page.alertIds().contains(known.alert().getAlertId()))
                .map(AnsweredPage::pageId)
                .findFirst()
                .orElseThrow(() -> ProblemDetails.invalid(
                        "/page", "No page of this name has told of this alert. Name it as the page does (page_…)."));
    }
}

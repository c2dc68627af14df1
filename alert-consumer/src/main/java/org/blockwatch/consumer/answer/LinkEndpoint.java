package org.blockwatch.consumer.answer;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.service.clock.EngineClock;
import org.jspecify.annotations.Nullable;

/**
 * The page behind a link. To look at it changes nothing, since mail scanners open links; its two buttons answer, once.
 * The token in the path is all that lets one in, so no path of this endpoint is ever logged.
 */
final class LinkEndpoint {

    /** Where links lead, below {@code link.base}. */
    static final String PATH = "/answer/";

    private static final int LONGEST_NAME = 100;
    private static final String INSTEAD = "If you were paged, look at the ward board or call the ward now.";

    private final SealedLinks links;
    private final AnswerRecorder recorder;
    private final LinkView view;
    private final AnswerMeters meters;
    private final EngineClock clock;
    private final BooleanSupplier ready;

    LinkEndpoint(
            SealedLinks links,
            AnswerRecorder recorder,
            LinkView view,
            AnswerMeters meters,
            EngineClock clock,
            BooleanSupplier ready) {
        this.links = links;
        this.recorder = recorder;
        this.view = view;
        this.meters = meters;
        this.clock = clock;
        this.ready = ready;
    }

    void routes(RoutesConfig routes) {
        routes.get(PATH + "{token}", this::show);
        routes.post(PATH + "{token}", this::answer);
    }

    private void show(Context ctx) {
        valid(ctx).ifPresent(token -> HtmlPages.answer(ctx, HttpStatus.OK, view.of(token)));
    }

    private void answer(Context ctx) {
        if (!isOurForm(ctx)) {
            turnAway(
                    ctx,
                    HttpStatus.FORBIDDEN,
                    "Not answered",
                    "This answer came from another site. Open the link again.");
            return;
        }
        valid(ctx).ifPresent(token -> answer(ctx, token));
    }

    private void answer(Context ctx, LinkToken token) {
        Optional<AlertResponseKind> kind = kind(ctx.formParam("answer"));
        String by = token.by() == null ? name(ctx.formParam("by")) : token.by();
        List<String> open = view.unanswered(token);
        if (kind.isEmpty()) {
            refuse(ctx, HttpStatus.UNPROCESSABLE_CONTENT, token, "Nothing is recorded: press one of the two buttons.");
        } else if (by.isEmpty()) {
            refuse(ctx, HttpStatus.UNPROCESSABLE_CONTENT, token, "Nothing is recorded: give your name.");
        } else if (open.isEmpty()) {
            refuse(ctx, HttpStatus.CONFLICT, token, "Nothing is recorded: there is nothing left to answer here.");
        } else {
            take(ctx, token, answers(token, open, kind.get(), by));
        }
    }

    private void take(Context ctx, LinkToken token, List<AlertResponse> answers) {
        ctx.future(() -> recorder.take(answers).handle((taken, e) -> {
            if (e != null) {
                wrong(
                        ctx,
                        HttpStatus.SERVICE_UNAVAILABLE,
                        token,
                        "Your answer is not recorded. Try again; it does no harm if it is sent twice.");
            } else if (taken.stream().noneMatch(AnswerRecorder.Taken::now)) {
                wrong(ctx, HttpStatus.CONFLICT, token, "This link had been answered with already.");
            } else {
                Map<String, Object> model = view.of(token);
                model.put("done", "Recorded at " + view.time(answers.get(0).getOccurredAt()) + ". Thank you.");
                HtmlPages.answer(ctx, HttpStatus.OK, model);
            }
            return null;
        }));
    }

    private List<AlertResponse> answers(LinkToken token, List<String> alertIds, AlertResponseKind kind, String by) {
        return alertIds.stream()
                .map(alertId -> AlertResponse.newBuilder()
                        .setEventId(token.eventId(alertId))
                        .setPatientId(token.page().patientId())
                        .setAlertId(alertId)
                        .setKind(kind)
                        .setBy(by)
                        .setOccurredAt(clock.now())
                        .setPageId(token.page().pageId())
                        .setVia(AnswerSource.LINK.word())
                        .build())
                .toList();
    }

    /** Returns the token of the path; if it cannot be used, the answer says so and it is empty. */
    private Optional<LinkToken> valid(Context ctx) {
        Optional<LinkToken> token = links.seal().open(ctx.pathParam("token"));
        if (token.isEmpty()) {
            turnAway(
                    ctx,
                    HttpStatus.NOT_FOUND,
                    "This link does not work",
                    "It is incomplete or has been changed. Some programs cut long links: copy the whole of it.",
                    INSTEAD);
        } else if (!clock.now().isBefore(token.get().expiresAt())) {
            turnAway(ctx, HttpStatus.GONE, "This link has expired", "It can no longer be answered with.", INSTEAD);
            return Optional.empty();
        } else if (!ready.getAsBoolean()) {
            ctx.header("Retry-After", "5");
            HtmlPages.say(
                    ctx, HttpStatus.SERVICE_UNAVAILABLE, "One moment", "Blockwatch is starting. Open the link again.");
            return Optional.empty();
        }
        return token;
    }

    /**
     * A browser says where a form comes from; under our no-referrer its Origin is "null". Others say nothing.
     */
    private boolean isOurForm(Context ctx) {
        String site = ctx.header("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = ctx.header("Origin");
        URI base = links.base();
        return origin == null
                || origin.equals("null")
                || base != null && origin.equals(base.getScheme() + "://" + base.getAuthority())
                || origin.endsWith("://" + ctx.header("Host"));
    }

    private void turnAway(Context ctx, HttpStatus status, String title, String... text) {
        meters.refused(AnswerSource.LINK);
        HtmlPages.say(ctx, status, title, text);
    }

    private void refuse(Context ctx, HttpStatus status, LinkToken token, String what) {
        meters.refused(AnswerSource.LINK);
        wrong(ctx, status, token, what);
    }

    private void wrong(Context ctx, HttpStatus status, LinkToken token, String what) {
        Map<String, Object> model = view.of(token);
        model.put("wrong", what);
        HtmlPages.answer(ctx, status, model);
    }

    private static Optional<AlertResponseKind> kind(@Nullable String answer) {
        return Optional.ofNullable(
                Map.of("acknowledge", AlertResponseKind.ACKNOWLEDGED, "decline", AlertResponseKind.DECLINED)
                        .get(String.valueOf(answer)));
    }

    private static String name(@Nullable String given) {
        String name = given == null ? "" : PlainText.line(given);
        if (!PlainText.hasLetter(name)) {
            return "";
        }
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}

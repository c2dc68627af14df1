package org.blockwatch.board.door;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.board.access.BoardAccess;
import org.blockwatch.board.access.OpenIdProvider.RefusedException;
import org.blockwatch.board.access.SentAwayException;
import org.blockwatch.board.access.Viewer;
import org.blockwatch.service.text.Printable;
import org.jspecify.annotations.Nullable;

/** Where people sign in and out, open a unit that is not theirs, and let screens in. */
final class SignInDoor {

    private static final int LEAST_REASON = 5;
    private static final int MOST_REASON = 200;

    private final PageFrame frame;
    private final BoardAccess access;

    SignInDoor(PageFrame frame) {
        this.frame = frame;
        this.access = frame.access();
    }

    void routes(RoutesConfig routes) {
        routes.get("/sign-in", ctx -> show(ctx, null));
        routes.post("/sign-in", this::signIn);
        routes.get("/sign-in/begin", this::begin);
        routes.get("/sign-in/callback", this::finish);
        routes.post("/sign-out", ctx -> {
            access.signOut(ctx);
            ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
        });
        routes.post("/glass", this::breakGlass);
        routes.get("/screens", ctx -> screens(ctx, null));
        routes.post("/screens", this::confirm);
        routes.post("/screens/revoke", this::revoke);
        routes.exception(SentAwayException.class, this::sentAway);
    }

    private void show(Context ctx, @Nullable String wrong) {
        Map<String, Object> model = frame.still(ctx, "Sign in");
        String back = back(Optional.ofNullable(ctx.queryParam("back")).orElseGet(() -> ctx.formParam("back")));
        model.put("backTo", back);
        model.put("back", PageFrame.encoded(back));
        model.put("provider", access.hasProvider());
        if (wrong != null) {
            model.put("wrong", wrong);
            ctx.status(HttpStatus.FORBIDDEN);
        }
        frame.show(ctx, "sign-in", model);
    }

    private void signIn(Context ctx) {
        Optional<String> wrong = access.signIn(ctx, ctx.formParam("signInToken"), ctx.formParam("user"));
        if (wrong.isPresent()) {
            show(ctx, wrong.get());
        } else {
            ctx.redirect(back(ctx.formParam("back")), HttpStatus.SEE_OTHER);
        }
    }

    private void begin(Context ctx) {
        try {
            access.begin(ctx, back(ctx.queryParam("back")));
        } catch (RefusedException e) {
            show(ctx, e.getMessage());
        }
    }

    private void finish(Context ctx) {
        try {
            ctx.redirect(back(access.finish(ctx)));
        } catch (RefusedException e) {
            show(ctx, e.getMessage());
        }
    }

    /** Only to a page of this board. */
    private static String back(@Nullable String wanted) {
        return wanted != null && wanted.matches("/([^/\\\\\\p{Cntrl}][^\\\\\\p{Cntrl}]{0,200})?") ? wanted : "/mine";
    }

    private void breakGlass(Context ctx) {
        Viewer.SignedIn person = access.acting(ctx);
        String unit = Optional.ofNullable(ctx.formParam("unit")).orElse("");
        String reason = Printable.line(
                        Optional.ofNullable(ctx.formParam("reason")).orElse(""))
                .strip();
        if (!person.isStaff() || unit.isBlank()) {
            throw new SentAwayException(SentAwayException.Reason.FORBIDDEN, unit);
        }
        if (reason.length() < LEAST_REASON || reason.length() > MOST_REASON) {
            frame.say(
                    ctx,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "Say why",
                    "Give a reason of 5 to 200 characters. Go back and try again.");
            return;
        }
        access.breakGlass(ctx, person, unit, reason);
        ctx.redirect(back(ctx.formParam("back")), HttpStatus.SEE_OTHER);
    }

    private void screens(Context ctx, @Nullable String told) {
        Viewer.SignedIn person = access.signedIn(ctx);
        if (!person.isStaff()) {
            throw new SentAwayException(SentAwayException.Reason.FORBIDDEN, "");
        }
        Map<String, Object> model = frame.still(ctx, "Screens");
        List<Map<String, String>> screens = access.screensOf(person).stream()
                .map(screen -> Map.of(
                        "id", screen.id(),
                        "short", screen.id().substring(0, 4),
                        "unit", screen.unit(),
                        "by", screen.by(),
                        "at", frame.time().full(screen.at())))
                .toList();
        model.put("screens", screens);
        model.put("none", screens.isEmpty());
        model.put("told", told == null ? "" : told);
        frame.show(ctx, "screens", model);
    }

    private void confirm(Context ctx) {
        Viewer.SignedIn person = access.acting(ctx);
        Optional<String> unit = access.confirm(
                person, Optional.ofNullable(ctx.formParam("code")).orElse(""));
        screens(
                ctx,
                unit.map(one -> "The screen of " + one + " is in. It shows the wall in a few seconds.")
                        .orElse("No screen shows this code. Read it again; a code holds for ten minutes."));
    }

    private void revoke(Context ctx) {
        Viewer.SignedIn person = access.acting(ctx);
        access.revoke(person, Optional.ofNullable(ctx.formParam("id")).orElse(""));
        ctx.redirect("/screens", HttpStatus.SEE_OTHER);
    }

    private void sentAway(SentAwayException why, Context ctx) {
        boolean asksForPage = ctx.method() == HandlerType.GET && !ctx.path().startsWith("/api/");
        switch (why.reason()) {
            case SIGN_IN, IDLE -> {
                if (asksForPage) {
                    ctx.redirect("/sign-in?back=" + PageFrame.encoded(ctx.path()));
                } else if (ctx.path().startsWith("/api/") || wantsJson(ctx)) {
                    ctx.status(HttpStatus.UNAUTHORIZED).json(Map.of("text", "Not sent: sign in again first."));
                } else {
                    frame.say(
                            ctx,
                            HttpStatus.UNAUTHORIZED,
                            "Sign in again",
                            "Nothing was sent. Sign in again, then repeat it.");
                }
            }
            case OTHER_UNIT -> {
                if (asksForPage) {
                    Map<String, Object> model = frame.still(ctx, "Not your unit");
                    model.put("unit", why.unit());
                    model.put("backTo", ctx.path());
                    ctx.status(HttpStatus.FORBIDDEN);
                    frame.show(ctx, "glass", model);
                } else {
                    ctx.status(HttpStatus.FORBIDDEN)
                            .json(Map.of("text", "Not sent: " + why.unit() + " is not your unit."));
                }
            }
            case FORBIDDEN ->
                frame.say(
                        ctx,
                        HttpStatus.FORBIDDEN,
                        "Not for you",
                        "Your roles do not let you see this. Ask whoever runs Blockwatch if they should.");
            case FORGED ->
                frame.say(
                        ctx,
                        HttpStatus.FORBIDDEN,
                        "Load the page again",
                        "Nothing was sent: the form is too old, or came from another site. Load the page again, then repeat it.");
        }
    }

    static boolean wantsJson(Context ctx) {
        return String.valueOf(ctx.header("Accept")).contains("application/json");
    }
}

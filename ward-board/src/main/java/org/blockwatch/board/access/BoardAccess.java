package org.blockwatch.board.access;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.blockwatch.board.access.SentAwayException.Reason;
import org.blockwatch.event.AccessEvent;
import org.blockwatch.event.AccessKind;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.settings.HttpSettings;
import org.blockwatch.service.settings.SettingsException;
import org.blockwatch.service.text.Printable;
import org.jspecify.annotations.Nullable;

/** Knows who asks and what they may. The one place that makes and reads cookies. */
public final class BoardAccess {

    private static final String BEGUN = "begun";
    private static final Duration SIGN_IN_LASTS = Duration.ofMinutes(10);
    private static final int MOST_NAME = 60;
    private static final String VIEWER = "blockwatch.viewer";

    private final AccessSettings settings;
    private final Sealed sealed;
    private final WallScreens screens;
    private final AccessLog log;
    private final EngineClock clock;
    private final Optional<OpenIdProvider> provider;
    private final boolean secure;

    /**
     * Access by these settings.
     *
     * @param secret cookies are sealed with
     * @throws SettingsException if nobody could sign in, or somebody could without proof from outside this machine
     */
    public BoardAccess(AccessSettings settings, HttpSettings http, byte[] secret, AccessLog log, EngineClock clock) {
        check(settings, http);
        this.settings = settings;
        this.sealed = new Sealed(secret, clock);
        this.screens = new WallScreens(clock);
        this.log = log;
        this.clock = clock;
        this.provider = settings.oidcIssuer().map(issuer -> new OpenIdProvider(settings, issuer));
        this.secure =
                settings.base().map(base -> "https".equals(base.getScheme())).orElse(false)
                        || http.httpTlsCertificate().isPresent()
                        || http.httpTlsKeystore().isPresent();
    }

    /**
     * Looks at what the settings say.
     *
     * @throws SettingsException as the constructor does
     */
    public static void check(AccessSettings settings, HttpSettings http) {
        if (settings.oidcIssuer().isEmpty() && !isLoopback(http.httpHost())) {
            throw new SettingsException("oidc.issuer is missing: http.host = " + http.httpHost()
                    + " can be reached from other machines, and a board shows patients there to nobody who has not signed"
                    + " in with an identity provider. Set oidc.issuer, oidc.client.id, groups and board.base, or leave"
                    + " http.host on 127.0.0.1.");
        }
        if (settings.oidcIssuer().isEmpty() && settings.signInToken().isEmpty()) {
            throw new SettingsException(
                    "sign.in.token is missing: without oidc.issuer people on this machine sign in with"
                            + " it. Give $(openssl rand -hex 32).");
        }
        settings.oidcIssuer().ifPresent(issuer -> new OpenIdProvider(settings, issuer));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Returns the screens on walls. */
    public WallScreens screens() {
        return screens;
    }

    /** Returns the record of who did what. */
    public AccessLog log() {
        return log;
    }

    /** Returns whether people sign in with an identity provider, and not with a token. */
    public boolean hasProvider() {
        return provider.isPresent();
    }

    /** Returns who asks. */
    public Viewer viewer(Context ctx) {
        Viewer known = ctx.attribute(VIEWER);
        if (known == null) {
            known = read(ctx);
            ctx.attribute(VIEWER, known);
        }
        return known;
    }

    private Viewer read(Context ctx) {
        Optional<Viewer> person =
                Optional.ofNullable(ctx.cookie(cookie("board"))).flatMap(sealed::viewer);
        if (person.isPresent() && person.get() instanceof Viewer.SignedIn) {
            return person.get();
        }
        return Optional.ofNullable(ctx.cookie(cookie("screen")))
                .flatMap(sealed::viewer)
                .filter(one -> one instanceof Viewer.Wall wall && screens.isLetIn(wall.id()))
                .orElseGet(Viewer.Nobody::new);
    }

    /**
     * Returns who has signed in, and notes that they are there.
     *
     * @throws SentAwayException if nobody has
     */
    public Viewer.SignedIn signedIn(Context ctx) {
        if (viewer(ctx) instanceof Viewer.SignedIn person) {
            Instant now = clock.wallNow();
            if (Duration.between(person.seenAt(), now).toSeconds() > 30 && !isIdle(person)) {
                keep(ctx, person.seen(now));
            }
            return person;
        }
        throw new SentAwayException(Reason.SIGN_IN, "");
    }

    /**
     * Returns who has signed in and treats patients of a unit.
     *
     * @throws SentAwayException if it is not so; a nurse or doctor of another unit may say why
     */
    public Viewer.SignedIn treating(Context ctx, String unit) {
        Viewer.SignedIn person = signedIn(ctx);
        if (!person.treats(unit)) {
            throw new SentAwayException(person.isStaff() ? Reason.OTHER_UNIT : Reason.FORBIDDEN, unit);
        }
        return person;
    }

    /**
     * Returns who sends something, as one who has just been there and whose browser shows this board's own form.
     *
     * @throws SentAwayException if it is not so
     */
    public Viewer.SignedIn acting(Context ctx) {
        Viewer.SignedIn person = signedIn(ctx);
        checkOrigin(ctx);
        String shown = Optional.ofNullable(ctx.header("X-Board-Token")).orElseGet(() -> ctx.formParam("token"));
        if (shown == null
                || !MessageDigest.isEqual(
                        shown.getBytes(StandardCharsets.UTF_8),
                        formToken(person).getBytes(StandardCharsets.UTF_8))) {
            throw new SentAwayException(Reason.FORGED, "");
        }
        if (isIdle(person)) {
            throw new SentAwayException(Reason.IDLE, "");
        }
        return person;
    }

    private boolean isIdle(Viewer.SignedIn person) {
        return Duration.between(person.seenAt(), clock.wallNow()).compareTo(Sealed.IDLE) > 0;
    }

    /** Another site's page may send a form here; a browser says whose it is. */
    private void checkOrigin(Context ctx) {
        String origin = ctx.header("Origin");
        boolean own = origin == null
                ? "same-origin".equals(ctx.header("Sec-Fetch-Site"))
                : origin.equals(settings.base().map(BoardAccess::origin).orElse(""))
                        || origin.endsWith("://" + ctx.host());
        if (!own) {
            throw new SentAwayException(Reason.FORGED, "");
        }
    }

    private static String origin(URI base) {
        return base.getScheme() + "://" + base.getRawAuthority();
    }

    /** Returns what a page of this session must show when it sends something. */
    public String formToken(Viewer.SignedIn person) {
        return sealed.formToken(person.user() + " " + person.signedInAt().getEpochSecond());
    }

    /** Sends somebody to the provider. */
    public void begin(Context ctx, String back) throws OpenIdProvider.RefusedException {
        OpenIdProvider one = provider.orElseThrow();
        OpenIdProvider.Begun begun = one.begin(back);
        URI address = one.address(begun);
        set(ctx, "begun", sealed.brief(BEGUN, begun.text(), SIGN_IN_LASTS), SIGN_IN_LASTS);
        ctx.redirect(address.toString());
    }

    /** Takes somebody back from the provider, and returns where they wanted to go. */
    public String finish(Context ctx) throws OpenIdProvider.RefusedException {
        OpenIdProvider.Begun begun = Optional.ofNullable(ctx.cookie(cookie("begun")))
                .flatMap(text -> sealed.brief(BEGUN, text))
                .map(OpenIdProvider.Begun::parse)
                .orElseThrow(() -> new OpenIdProvider.RefusedException("This sign-in has run out. Begin again."));
        remove(ctx, "begun");
        letIn(ctx, provider.orElseThrow().finish(begun, String.valueOf(ctx.queryString()), clock.wallNow()));
        return begun.back();
    }

    /**
     * Signs somebody in with the token.
     *
     * @param user who they are to be
     * @return what is wrong; empty: they are in
     */
    public Optional<String> signIn(Context ctx, @Nullable String token, @Nullable String user) {
        checkOrigin(ctx);
        byte[] known = settings.signInToken().orElse("").getBytes(StandardCharsets.UTF_8);
        boolean right = provider.isEmpty()
                && known.length > 0
                && token != null
                && MessageDigest.isEqual(known, token.strip().getBytes(StandardCharsets.UTF_8));
        if (!right) {
            return Optional.of("This is not the token. Copy it from where Blockwatch was started.");
        }
        String name = user == null ? "" : Printable.line(user).strip();
        if (name.isEmpty() || name.length() > MOST_NAME || name.chars().noneMatch(Character::isLetter)) {
            return Optional.of("Say who you are: a name with a letter in it, at most " + MOST_NAME + " characters.");
        }
        Instant now = clock.wallNow();
        letIn(
                ctx,
                new Viewer.SignedIn(
                        name,
                        name,
                        List.of(
                                new RoleGrant(BoardRole.NURSE, RoleGrant.ALL),
                                new RoleGrant(BoardRole.DOCTOR, RoleGrant.ALL),
                                new RoleGrant(BoardRole.OPERATIONS, RoleGrant.ALL)),
                        Set.of(),
                        now,
                        now));
        return Optional.empty();
    }

    private void letIn(Context ctx, Viewer.SignedIn person) {
        keep(ctx, person);
        log.record(log.event(person, AccessKind.SIGNED_IN).build());
    }

    /** Signs somebody out. */
    public void signOut(Context ctx) {
        log.record(log.event(acting(ctx), AccessKind.SIGNED_OUT).build());
        remove(ctx, "board");
    }

    /** Opens a unit that is not theirs to somebody who says why. */
    public void breakGlass(Context ctx, Viewer.SignedIn person, String unit, String reason) {
        keep(ctx, person.opening(unit));
        log.record(log.event(person, AccessKind.BROKE_GLASS)
                .setUnit(unit)
                .setReason(reason)
                .build());
    }

    /** Returns the code that a screen which is not known shows. */
    public String code(Context ctx, String unit) {
        WallScreens.Code code = screens.code(ctx.cookie(cookie("waiting")), unit);
        set(ctx, "waiting", code.id(), SIGN_IN_LASTS);
        return code.code();
    }

    /** Lets a waiting screen in, once somebody has confirmed its code; returns whether it is in now. */
    public boolean comesIn(Context ctx, String unit) {
        String id = ctx.cookie(cookie("waiting"));
        if (id == null || !screens.isLetIn(id)) {
            return false;
        }
        set(ctx, "screen", sealed.of(new Viewer.Wall(id, unit)), Sealed.SCREEN);
        remove(ctx, "waiting");
        return true;
    }

    /** Confirms the code of a screen. Returns the unit that it shows; empty: no screen shows this code. */
    public Optional<String> confirm(Viewer.SignedIn person, String code) {
        Optional<Viewer.Wall> shown = screens.showing(code);
        shown.ifPresent(screen -> {
            if (!person.treats(screen.unit())) {
                throw new SentAwayException(Reason.OTHER_UNIT, screen.unit());
            }
            AccessEvent event = log.event(person, AccessKind.PAIRED)
                    .setUnit(screen.unit())
                    .setStatementId(screen.id())
                    .build();
            screens.heard(event);
            log.record(event);
        });
        return shown.map(Viewer.Wall::unit);
    }

    /** Shuts a screen out. */
    public void revoke(Viewer.SignedIn person, String id) {
        screens.of(person).stream()
                .filter(screen -> screen.id().equals(id))
                .findFirst()
                .ifPresent(screen -> {
                    AccessEvent event = log.event(person, AccessKind.REVOKED)
                            .setUnit(screen.unit())
                            .setStatementId(screen.id())
                            .build();
                    screens.heard(event);
                    log.record(event);
                });
    }

    /** Returns the screens that somebody may shut out. */
    public List<WallScreens.Known> screensOf(Viewer.SignedIn person) {
        return screens.of(person);
    }

    private void keep(Context ctx, Viewer.SignedIn person) {
        ctx.attribute(VIEWER, person);
        set(ctx, "board", sealed.of(person), Sealed.SESSION);
    }

    private void set(Context ctx, String name, String value, Duration lasts) {
        Cookie cookie = new Cookie(cookie(name), value);
        cookie.setPath("/");
        cookie.setMaxAge((int) lasts.toSeconds());
        cookie.setHttpOnly(true);
        cookie.setSecure(secure);
        cookie.setSameSite(SameSite.LAX); // a person comes back from the provider with it
        ctx.cookie(cookie);
    }

    private void remove(Context ctx, String name) {
        ctx.removeCookie(cookie(name), "/");
    }

    /** With TLS a name that a browser takes from this host alone, over TLS alone. */
    private String cookie(String name) {
        return (secure ? "__Host-" : "") + name;
    }
}

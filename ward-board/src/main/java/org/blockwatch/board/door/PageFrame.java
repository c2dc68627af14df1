package org.blockwatch.board.door;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.blockwatch.board.access.BoardAccess;
import org.blockwatch.board.access.Viewer;
import org.blockwatch.board.live.EventStreams;
import org.blockwatch.board.live.Lamp;
import org.blockwatch.board.screen.Pages;
import org.blockwatch.board.screen.ScreenTime;
import org.blockwatch.service.clock.EngineClock;

/** What every page has: heading, lamps, the band, who has signed in, the links they may follow. */
final class PageFrame {

    private static final Map<String, String> LAMPS = Map.of("bus", "bus", "engine", "engine", "feed", "feeds");

    private final Pages pages;
    private final BoardAccess access;
    private final EventStreams streams;
    private final EngineClock clock;
    private final ScreenTime time;

    PageFrame(Pages pages, BoardAccess access, EventStreams streams, EngineClock clock, ScreenTime time) {
        this.pages = pages;
        this.access = access;
        this.streams = streams;
        this.clock = clock;
        this.time = time;
    }

    Pages pages() {
        return pages;
    }

    BoardAccess access() {
        return access;
    }

    ScreenTime time() {
        return time;
    }

    Instant now() {
        return clock.now();
    }

    /** A page that is alive: its events come from a room. */
    Map<String, Object> live(Context ctx, String heading, String room) {
        Map<String, Object> model = still(ctx, heading);
        model.put("live", true);
        model.put("refresh", true);
        model.put("room", room);
        model.put("number", String.valueOf(streams.number(room)));
        return model;
    }

    /** A page that stays as it was loaded. */
    Map<String, Object> still(Context ctx, String heading) {
        Instant now = clock.now();
        Viewer viewer = access.viewer(ctx);
        Map<String, Object> model = new HashMap<>();
        model.put("heading", heading);
        model.put("title", heading + " – Blockwatch");
        model.put("now", String.valueOf(now.toEpochMilli()));
        model.put("speed", String.valueOf(clock.speed()));
        model.put("clock", time.at(now, now));
        model.put("full", time.full(now));
        model.put("zone", time.zone().getId());
        lamps(model, now);
        model.put("links", links(ctx, viewer));
        if (viewer instanceof Viewer.SignedIn person) {
            model.put("person", person.name());
            model.put("token", access.formToken(person));
        }
        return model;
    }

    private void lamps(Map<String, Object> model, Instant now) {
        List<Map<String, Object>> shown = new ArrayList<>();
        shown.add(Map.of("id", "link", "name", "link"));
        List<Lamp> bad = new ArrayList<>();
        for (Lamp lamp : streams.lamps()) {
            shown.add(Map.of("id", lamp.id(), "name", LAMPS.getOrDefault(lamp.id(), lamp.id()), "bad", !lamp.good()));
            if (!lamp.good()) {
                bad.add(lamp);
            }
        }
        model.put("lamps", shown);
        if (!bad.isEmpty()) {
            Instant since =
                    bad.stream().map(Lamp::since).min(Instant::compareTo).orElseThrow();
            model.put(
                    "dead",
                    "since " + time.at(since, now) + " – "
                            + bad.stream().map(Lamp::text).collect(Collectors.joining("; ")));
        }
    }

    private static List<Map<String, Object>> links(Context ctx, Viewer viewer) {
        List<Map<String, Object>> links = new ArrayList<>();
        if (viewer instanceof Viewer.SignedIn person) {
            if (person.isStaff()) {
                links.add(link(ctx, "/mine", "My alerts"));
                links.add(link(ctx, "/", "Walls"));
                links.add(link(ctx, "/calls", "To telephone"));
                links.add(link(ctx, "/screens", "Screens"));
            }
            links.add(link(ctx, "/state", "State"));
        } else {
            links.add(link(ctx, "/sign-in?back=" + encoded(ctx.path()), "Sign in"));
        }
        return links;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, Object> link(Context ctx, String href, String text) {
        return Map.of("href", href, "text", text, "here", ctx.path().equals(href));
    }

    /** Answers with a page. */
    void show(Context ctx, String template, Map<String, ?> model) {
        ctx.html(pages.page(template, model));
    }

    /** Answers with a page that only says something. */
    void say(Context ctx, HttpStatus status, String heading, String text) {
        Map<String, Object> model = still(ctx, heading);
        model.put("text", text);
        ctx.status(status);
        show(ctx, "said", model);
    }
}

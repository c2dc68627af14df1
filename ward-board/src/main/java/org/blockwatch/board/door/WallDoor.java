package org.blockwatch.board.door;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.sse.SseHandler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.blockwatch.board.access.SentAwayException;
import org.blockwatch.board.access.SentAwayException.Reason;
import org.blockwatch.board.access.Viewer;
import org.blockwatch.board.live.EventStreams;
import org.blockwatch.board.screen.Card;
import org.blockwatch.board.ward.Ward;
import org.blockwatch.board.ward.WatchedPatient;
import org.blockwatch.event.BlockView;
import org.jspecify.annotations.Nullable;

/** The walls: a page of cards for each unit, their events, and all cards at once for a screen that has missed one. */
public final class WallDoor {

    private static final int MOST_UNIT = 40;

    private final PageFrame frame;
    private final Ward ward;
    private final EventStreams streams;

    /** Which cards a patient has, by name, and in which unit each was shown last. */
    private final Map<String, Map<String, String>> shown = new ConcurrentHashMap<>();

    WallDoor(PageFrame frame, Ward ward, EventStreams streams) {
        this.frame = frame;
        this.ward = ward;
        this.streams = streams;
    }

    void routes(RoutesConfig routes) {
        routes.get("/", this::units);
        routes.get("/wall/{unit}", this::wall);
        routes.get("/api/v1/units/{unit}/cards", this::cards);
        routes.get("/events/{room}", new SseHandler(client -> streams.open(room(client.ctx()), client)));
        routes.before("/events/{room}", this::admit);
    }

    /** Tells every wall what has changed. Called by the reader's thread. */
    void tell(Set<String> patients) {
        for (String patientId : patients) {
            Map<String, Card> now = new LinkedHashMap<>();
            ward.patient(patientId, patient -> {
                for (BlockView block : patient.blocks()) {
                    Card card = card(patient, block);
                    now.put(card.key(), card);
                }
                return now;
            });
            Map<String, String> before = shown.getOrDefault(patientId, Map.of());
            Map<String, String> after = new HashMap<>();
            now.values().forEach(card -> {
                after.put(card.key(), card.unit());
                streams.tell(card.unit(), "card", change(card));
                streams.tell(EventStreams.EVERYWHERE, "card", Map.of("key", card.key()));
            });
            before.forEach((key, unit) -> {
                if (!unit.equals(after.get(key))) {
                    streams.tell(unit, "card", gone(key));
                    streams.tell(EventStreams.EVERYWHERE, "card", Map.of("key", key));
                }
            });
            if (after.isEmpty()) {
                shown.remove(patientId);
            } else {
                shown.put(patientId, after);
            }
        }
    }

    private Card card(WatchedPatient patient, BlockView block) {
        return Card.of(patient, block, ward, frame.now(), frame.time());
    }

    private Map<String, Object> change(Card card) {
        Map<String, Object> change = new HashMap<>();
        change.put("key", card.key());
        change.put("order", card.order());
        change.put("html", frame.pages().piece("card", card.model()));
        return change;
    }

    private static Map<String, Object> gone(String key) {
        Map<String, Object> change = new HashMap<>();
        change.put("key", key);
        change.put("html", null);
        return change;
    }

    private void units(Context ctx) {
        Viewer.SignedIn person = frame.access().signedIn(ctx);
        Map<String, Object> model = frame.still(ctx, "Walls");
        List<Map<String, Object>> units = new ArrayList<>();
        ward.units()
                .forEach((unit, blocks) -> units.add(Map.of(
                        "unit",
                        unit,
                        "href",
                        "/wall/" + PageFrame.encoded(unit),
                        "blocks",
                        blocks,
                        "own",
                        person.treats(unit))));
        model.put("units", units);
        model.put("none", units.isEmpty());
        frame.show(ctx, "units", model);
    }

    private void wall(Context ctx) {
        String unit = unit(ctx.pathParam("unit"));
        Viewer viewer = frame.access().viewer(ctx);
        if (!viewer.seesWall(unit)) {
            if (viewer instanceof Viewer.SignedIn) {
                frame.access().treating(ctx, unit);
            }
            pair(ctx, unit);
            return;
        }
        if (viewer instanceof Viewer.SignedIn) {
            frame.access().signedIn(ctx);
        }
        Map<String, Object> model = frame.live(ctx, unit, unit);
        List<Card> cards = cards(unit);
        model.put("cards", cards.stream().map(Card::model).toList());
        model.put("empty", cards.isEmpty());
        model.put("unit", unit);
        model.put("kind", "wall");
        model.put("chime", true);
        frame.show(ctx, "wall", model);
    }

    /** A screen that nobody knows shows a code, and looks every few seconds whether somebody has confirmed it. */
    private void pair(Context ctx, String unit) {
        if (frame.access().comesIn(ctx, unit)) {
            ctx.redirect("/wall/" + PageFrame.encoded(unit));
            return;
        }
        Map<String, Object> model = frame.still(ctx, "Wall of " + unit);
        model.put("poll", true);
        model.put("unit", unit);
        model.put("code", frame.access().code(ctx, unit));
        frame.show(ctx, "pair", model);
    }

    private List<Card> cards(String unit) {
        List<Card> cards = new ArrayList<>();
        ward.patients(patient -> {
            if (Ward.unit(patient).equals(unit)) {
                patient.blocks().forEach(block -> cards.add(card(patient, block)));
            }
            return patient;
        });
        cards.sort(Comparator.comparing(Card::order));
        return cards;
    }

    private void cards(Context ctx) {
        String unit = unit(ctx.pathParam("unit"));
        if (!frame.access().viewer(ctx).seesWall(unit)) {
            throw new SentAwayException(Reason.SIGN_IN, unit);
        }
        long number = streams.number(unit); // before the cards: what comes meanwhile comes again
        ctx.json(Map.of(
                "n", number, "cards", cards(unit).stream().map(this::change).toList()));
    }

    private void admit(Context ctx) {
        String room = room(ctx);
        Viewer viewer = frame.access().viewer(ctx);
        boolean staff = viewer instanceof Viewer.SignedIn;
        boolean may = room.equals(EventStreams.EVERYWHERE) ? staff : viewer.seesWall(room);
        if (!may) {
            ctx.status(HttpStatus.UNAUTHORIZED).result("Sign in, or have this screen let in.");
            ctx.skipRemainingHandlers();
        }
    }

    private static String room(Context ctx) {
        return ctx.pathParam("room");
    }

    private static String unit(@Nullable String named) {
        if (named == null || named.isBlank() || named.length() > MOST_UNIT) {
            throw new SentAwayException(Reason.FORBIDDEN, "");
        }
        return named;
    }
}

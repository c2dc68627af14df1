package org.blockwatch.board.door;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.board.access.BoardAccess;
import org.blockwatch.board.answer.AnswerClient;
import org.blockwatch.board.live.EventStreams;
import org.blockwatch.board.screen.Pages;
import org.blockwatch.board.screen.ScreenTime;
import org.blockwatch.board.ward.Ward;
import org.blockwatch.service.clock.EngineClock;

/** All doors of the board, put together, with what every answer tells a browser. */
public final class BoardDoors {

    private static final List<String> FILES = List.of("board.css", "board.js", "icon.svg", "icon-dead.svg");

    private final Pages pages = new Pages();
    private final String policy;
    private final String frameAncestors;
    private final WallDoor wall;
    private final List<Consumer<RoutesConfig>> doors;

    /**
     * What doors show and hand on.
     *
     * @param writer writes an examination; completes when the brokers have it
     */
    public record Behind(
            Ward ward,
            EventStreams streams,
            BoardAccess access,
            AnswerClient answers,
            Function<SpecificRecord, CompletableFuture<Void>> writer) {}

    /** @param frameAncestors which sites may frame the board, as Content-Security-Policy has it */
    public BoardDoors(Behind behind, EngineClock clock, ScreenTime time, String frameAncestors) {
        this.frameAncestors = frameAncestors;
        policy =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
                        + " base-uri 'none'; frame-ancestors " + frameAncestors;
        PageFrame frame = new PageFrame(pages, behind.access(), behind.streams(), clock, time);
        wall = new WallDoor(frame, behind.ward(), behind.streams());
        doors = List.of(
                new SignInDoor(frame)::routes,
                wall::routes,
                new PatientDoor(frame, behind.ward(), behind.answers())::routes,
                new ExamineDoor(frame, behind.ward(), behind.writer())::routes,
                new StateDoor(frame, behind.ward(), behind.streams(), behind.answers())::routes);
    }

    /** Adds them. */
    public void routes(RoutesConfig routes) {
        routes.before(this::headers);
        doors.forEach(door -> door.accept(routes));
        routes.get("/files/{name}", this::file);
    }

    private void headers(Context ctx) {
        ctx.header("Content-Security-Policy", policy);
        ctx.header("Referrer-Policy", "same-origin"); // without any, a browser does not say whose form it sends
        if (!frameAncestors.equals("'none'")) {
            ctx.res().setHeader("X-Frame-Options", null);
        }
    }

    private void file(Context ctx) {
        String name = ctx.pathParam("name");
        if (!FILES.contains(name)) {
            ctx.status(HttpStatus.NOT_FOUND);
            return;
        }
        ctx.header("Cache-Control", "no-cache").contentType(Pages.type(name)).result(pages.file(name));
    }

    /** Tells every open screen of changes. Called by one thread. */
    public void tell(Set<String> patients) {
        wall.tell(patients);
    }
}

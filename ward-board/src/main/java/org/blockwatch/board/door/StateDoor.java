package org.blockwatch.board.door;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.board.answer.AnswerClient;
import org.blockwatch.board.live.EventStreams;
import org.blockwatch.board.live.Liveness;
import org.blockwatch.board.screen.ScreenTime;
import org.blockwatch.board.ward.Ward;
import org.blockwatch.board.ward.Ward.Heard;
import org.blockwatch.event.FeedKind;
import org.blockwatch.event.FeedState;

/** How feeds, engines, pagers and dead letters stand: the first thing to look at when the band shows. No patient is on it. */
final class StateDoor {

    private final PageFrame frame;
    private final Ward ward;
    private final EventStreams streams;
    private final AnswerClient paging;

    StateDoor(PageFrame frame, Ward ward, EventStreams streams, AnswerClient paging) {
        this.frame = frame;
        this.ward = ward;
        this.streams = streams;
        this.paging = paging;
    }

    void routes(RoutesConfig routes) {
        routes.get("/state", this::state);
    }

    private void state(Context ctx) {
        frame.access().signedIn(ctx);
        Map<String, Object> model = frame.still(ctx, "State");
        Instant now = frame.now();
        model.put(
                "bad",
                streams.lamps().stream()
                        .filter(lamp -> !lamp.good())
                        .map(lamp -> Map.of("name", lamp.id(), "text", lamp.text()))
                        .toList());
        List<Map<String, Object>> engines = new ArrayList<>();
        List<Map<String, Object>> feeds = new ArrayList<>();
        for (Heard heard : ward.feeds().values()) {
            if (heard.row().getKind() == FeedKind.ENGINE) {
                engines.add(engine(heard, now));
            } else {
                feeds.add(feed(heard.row(), now));
            }
        }
        model.put("engines", engines);
        model.put("feeds", feeds);
        paging(model);
        List<Map<String, String>> channels = new ArrayList<>();
        ward.channels()
                .forEach((channel, event) -> channels.add(Map.of(
                        "channel", channel,
                        "kind", event.getKind().name(),
                        "outcome", event.getOutcome().name(),
                        "at", frame.time().at(event.getAt(), now))));
        model.put("channels", channels);
        List<Map<String, Object>> letters = new ArrayList<>();
        ward.deadLetters().forEach((reason, count) -> letters.add(Map.of("reason", reason, "count", count)));
        model.put("letters", letters);
        frame.show(ctx, "state", model);
    }

    private Map<String, Object> engine(Heard heard, Instant now) {
        FeedState row = heard.row();
        Map<String, Object> shown = new HashMap<>();
        shown.put("source", row.getSource());
        shown.put("watermark", frame.time().at(row.getWatermark(), now));
        shown.put("partitions", row.getPartitions().toString());
        shown.put(
                "canary", row.getCanaryAt() == null ? "none yet" : frame.time().at(row.getCanaryAt(), now));
        shown.put("age", Duration.ofNanos(System.nanoTime() - heard.nanos()).toSeconds() + " s ago");
        shown.put("note", row.getNote());
        return shown;
    }

    private Map<String, Object> feed(FeedState row, Instant now) {
        Map<String, Object> shown = new HashMap<>();
        shown.put("source", row.getSource());
        shown.put("arrived", frame.time().at(row.getLastArrivalAt(), now));
        shown.put("occurred", frame.time().at(row.getLastOccurredAt(), now));
        shown.put("limit", row.getLimit() == null ? "any time" : ScreenTime.span(Duration.ofMillis(row.getLimit())));
        shown.put("silent", Liveness.isSilent(row, now));
        shown.put("note", row.getNote());
        return shown;
    }

    /** What alert-consumer says of itself: roster gaps of the next days, the canary, the audit. */
    private void paging(Map<String, Object> model) {
        Optional<JsonNode> health = paging.health();
        model.put(
                "paging",
                health.isEmpty()
                        ? "alert-consumer does not answer, or answers.url is not set."
                        : "alert-consumer is " + health.get().path("status").asText("unknown") + ".");
        List<String> notes = new ArrayList<>();
        for (String part : List.of("reasons", "notes")) {
            health.map(all -> all.path(part))
                    .ifPresent(all -> all.properties()
                            .forEach(note -> notes.add(
                                    note.getKey() + ": " + note.getValue().asText())));
        }
        model.put("notes", notes);
    }
}

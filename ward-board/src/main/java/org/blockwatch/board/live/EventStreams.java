package org.blockwatch.board.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.sse.SseClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.blockwatch.service.clock.EngineClock;
import org.jspecify.annotations.Nullable;

/**
 * Holds every open screen's stream of server-sent events. Events of a room (a unit) are numbered without a gap: a screen that sees one asks
 * for all cards. A heartbeat goes every five seconds, and at once when a lamp changes. A screen that does not read is cut off by the door
 * and comes back; what waits for it meanwhile is bounded, and nobody else waits for it.
 */
public final class EventStreams implements AutoCloseable {

    /** The room of those who only want to know that something has changed. */
    public static final String EVERYWHERE = "*";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MOST_WAITING = 256;
    private static final int WRITERS = 8;
    private static final int LEAST_RETRY_MILLIS = 1_000;
    private static final int MOST_RETRY_MILLIS = 15_000;

    private final EngineClock clock;
    private final Liveness liveness;
    private final Map<String, Long> numbers = new ConcurrentHashMap<>();
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private final ExecutorService writers =
            Executors.newFixedThreadPool(WRITERS, task -> daemon(task, "board-streams"));
    private final ScheduledExecutorService pulse =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "board-pulse"));
    private volatile List<Lamp> lamps = List.of();
    private long beatAt = System.nanoTime();

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Streams with nobody at them yet. */
    public EventStreams(EngineClock clock, Liveness liveness) {
        this.clock = clock;
        this.liveness = liveness;
        lamps = liveness.lamps();
    }

    /** Begins to beat. */
    public void start() {
        pulse.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes a screen in, which may see one room. Called in the request that opens the stream. */
    public void open(String room, SseClient client) {
        Stream stream = new Stream(room, client);
        client.keepAlive();
        client.onClose(() -> streams.remove(stream));
        streams.add(stream);
        stream.put("retry: " + ThreadLocalRandom.current().nextInt(LEAST_RETRY_MILLIS, MOST_RETRY_MILLIS));
        stream.put(event("hello", Map.of("n", number(room)), null));
        stream.put(beat());
    }

    /** Returns the number of the last event of a room. */
    public long number(String room) {
        return numbers.getOrDefault(room, 0L);
    }

    /** Tells a room of a card: everybody there sees it with the next number. */
    public void tell(String room, String kind, Map<String, ?> data) {
        long number = numbers.merge(room, 1L, Long::sum);
        Map<String, Object> numbered = new LinkedHashMap<>(data);
        numbered.put("n", number);
        String text = event(kind, numbered, String.valueOf(number));
        streams.stream().filter(stream -> stream.room.equals(room)).forEach(stream -> stream.put(text));
    }

    /** Returns how many screens are open. */
    public int open() {
        return streams.size();
    }

    /** Returns the lamps as they were looked at last. */
    public List<Lamp> lamps() {
        return lamps;
    }

    private void look() {
        List<Lamp> before = lamps;
        lamps = liveness.lamps();
        long now = System.nanoTime();
        if (!lamps.equals(before) || now - beatAt >= HEARTBEAT.toNanos()) {
            beatAt = now;
            String text = beat();
            streams.forEach(stream -> stream.put(text));
        }
    }

    private String beat() {
        List<Map<String, Object>> shown = new ArrayList<>();
        for (Lamp lamp : lamps) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", lamp.id());
            one.put("since", lamp.since() == null ? null : lamp.since().toEpochMilli());
            one.put("text", lamp.text());
            shown.add(one);
        }
        return event(
                "heartbeat",
                Map.of(
                        "now",
                        clock.now().toEpochMilli(),
                        "speed",
                        clock.speed(),
                        "wall",
                        clock.wallNow().toEpochMilli(),
                        "lamps",
                        shown),
                null);
    }

    private static String event(String kind, Map<String, ?> data, @Nullable String id) {
        try {
            return (id == null ? "" : "id: " + id + "\n") + "event: " + kind + "\ndata: "
                    + JSON.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends every stream. */
    @Override
    public void close() {
        pulse.shutdownNow();
        writers.shutdownNow();
        streams.forEach(stream -> stream.client.close());
        streams.clear();
    }

    /** One screen. What waits for it is written by one thread at a time. */
    private final class Stream implements Runnable {

        private final String room;
        private final SseClient client;
        private final Deque<String> waiting = new ArrayDeque<>();
        private boolean writing;

        Stream(String room, SseClient client) {
            this.room = room;
            this.client = client;
        }

        void put(String text) {
            synchronized (waiting) {
                if (waiting.size() >= MOST_WAITING) {
                    waiting.clear(); // it will see the gap
                }
                waiting.add(text);
                if (writing) {
                    return;
                }
                writing = true;
            }
            try {
                writers.execute(this);
            } catch (RejectedExecutionException e) {
                client.close(); // the board is closing
            }
        }

        @Override
        public void run() {
            for (String text = next(); text != null; text = next()) {
                try {
                    var out = client.ctx().res().getOutputStream();
                    out.write((text + "\n\n").getBytes(StandardCharsets.UTF_8));
                    out.flush();
                } catch (IOException | RuntimeException e) {
                    streams.remove(this);
                    client.close();
                    return;
                }
            }
        }

        private @Nullable String next() {
            synchronized (waiting) {
                String text = waiting.poll();
                writing = text != null;
                return text;
            }
        }
    }
}

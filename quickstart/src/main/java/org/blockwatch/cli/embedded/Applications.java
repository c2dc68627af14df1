package org.blockwatch.cli.embedded;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.blockwatch.board.WardBoard;
import org.blockwatch.board.WardBoardSettings;
import org.blockwatch.consumer.AlertConsumer;
import org.blockwatch.consumer.AlertConsumerSettings;
import org.blockwatch.followup.FollowUpApp;
import org.blockwatch.followup.FollowUpSettings;
import org.blockwatch.service.Service;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.settings.Settings;
import org.blockwatch.streams.StreamsApp;
import org.blockwatch.streams.StreamsSettings;
import org.jspecify.annotations.Nullable;

/**
 * The apps in this process, on one clock: from statements on the topics to pages on the channels, and to patients at home
 * where messages to them have somewhere to go.
 */
public final class Applications implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    private final StreamsApp detection;
    private final AlertConsumer paging;
    private final Optional<FollowUpApp> followUp;

    private Applications(StreamsApp detection, AlertConsumer paging, Optional<FollowUpApp> followUp) {
        this.detection = detection;
        this.paging = paging;
        this.followUp = followUp;
    }

    /**
     * How the apps are to run.
     *
     * @param state folder of the state stores
     * @param console where pages are printed
     * @param streams further settings of streams-app
     * @param consumer further settings of alert-consumer
     * @param followUp further settings of follow-up; empty: it does not run
     */
    public record Plan(
            EngineClock clock,
            Path state,
            PrintStream console,
            Map<String, String> streams,
            Map<String, String> consumer,
            Map<String, String> followUp) {

        /** Returns a plan with free ports, pages on the console only, and no synthetic patients: nobody relies on them. */
        public static Plan of(EngineClock clock, Path state, PrintStream console) {
            return new Plan(clock, state, console, Map.of("partitions", "3"), Map.of("canary.every", "off"), Map.of());
        }

        /** Returns the same, with these settings of streams-app too. */
        public Plan streams(Map<String, String> settings) {
            return new Plan(clock, state, console, merged(streams, settings), consumer, followUp);
        }

        /** Returns the same, with these settings of alert-consumer too. */
        public Plan consumer(Map<String, String> settings) {
            return new Plan(clock, state, console, streams, merged(consumer, settings), followUp);
        }

        /** Returns the same, with follow-up, which has these settings. */
        public Plan followUp(Map<String, String> settings) {
            return new Plan(clock, state, console, streams, consumer, merged(followUp, settings));
        }

        /** Returns the same, with pages posted there too; null: nowhere else. */
        public Plan to(@Nullable Webhook receiver) {
            return receiver == null
                    ? this
                    : consumer(Map.of(
                            "channels",
                            "console,webhook",
                            "webhook.url",
                            receiver.url().toString(),
                            "webhook.secret",
                            receiver.secret()));
        }

        /** Returns the same, with the people of this roster paged; null: roles, over every channel at once. */
        public Plan roster(@Nullable Path file) {
            return file == null ? this : consumer(Map.of("roster", file.toString()));
        }

        private static Map<String, String> merged(Map<String, String> some, Map<String, String> more) {
            var merged = new HashMap<>(some);
            merged.putAll(more);
            return Map.copyOf(merged);
        }
    }

    /**
     * A receiver of pages.
     *
     * @param secret {@code whsec_<base64>}, shared with it
     */
    public record Webhook(URI url, String secret) {}

    /**
     * Starts all and returns when all work.
     *
     * @throws IllegalStateException one of them ended, or does not become ready in time; all are stopped again
     */
    public static Applications start(Platform platform, Plan plan) {
        var detection =
                StreamsApp.start(Settings.of(StreamsSettings.class, streamsSettings(platform, plan)), plan.clock());
        try {
            // First, because it makes the topics.
            awaitReady("streams-app", detection, detection::isReady);
            var paging = AlertConsumer.start(
                    Settings.of(AlertConsumerSettings.class, consumerSettings(platform, plan)),
                    plan.clock(),
                    plan.console());
            try {
                awaitReady(
                        "alert-consumer", paging, () -> paging.unreadyReasons().isEmpty());
                return new Applications(detection, paging, followUp(platform, plan));
            } catch (RuntimeException e) {
                paging.close();
                throw e;
            }
        } catch (RuntimeException e) {
            detection.close();
            throw e;
        }
    }

    private static Optional<FollowUpApp> followUp(Platform platform, Plan plan) {
        if (plan.followUp().isEmpty()) {
            return Optional.empty();
        }
        var app =
                FollowUpApp.start(Settings.of(FollowUpSettings.class, followUpSettings(platform, plan)), plan.clock());
        try {
            awaitReady("follow-up", app, () -> app.unreadyReasons().isEmpty());
            return Optional.of(app);
        } catch (RuntimeException e) {
            app.close();
            throw e;
        }
    }

    /**
     * Starts a ward board beside them that takes answers where alert-consumer does. The caller closes it.
     *
     * @param settings further settings of ward-board
     */
    public WardBoard board(Platform platform, EngineClock clock, Map<String, String> settings) {
        var all = common(platform);
        all.put("answers.url", paging.address().toString());
        all.putAll(settings);
        return WardBoard.start(Settings.of(WardBoardSettings.class, all), clock);
    }

    /** Returns where streams-app serves health and metrics. */
    public URI streamsDoor() {
        return detection.address();
    }

    /** Returns where alert-consumer serves health and metrics. */
    public URI consumerDoor() {
        return paging.address();
    }

    /** Returns where follow-up serves health and metrics; empty: it does not run. */
    public Optional<URI> followUpDoor() {
        return followUp.map(FollowUpApp::address);
    }

    /** Completes when one of the apps has ended, exceptionally if it failed. */
    public CompletableFuture<?> ended() {
        return CompletableFuture.anyOf(Stream.concat(Stream.of(detection, paging), followUp.stream())
                .map(app -> app.ended().toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    /** Stops all: detection first, so that what it has asked for is still sent. */
    @Override
    public void close() {
        detection.close();
        followUp.ifPresent(FollowUpApp::close);
        paging.close();
    }

    private static void awaitReady(String name, Service service, BooleanSupplier ready) {
        var limit = System.nanoTime() + START_LIMIT.toNanos();
        while (!ready.getAsBoolean()) {
            try {
                service.ended().toCompletableFuture().get(POLL.toMillis(), TimeUnit.MILLISECONDS);
                throw new IllegalStateException(name + " ended while it was starting");
            } catch (TimeoutException e) {
                if (System.nanoTime() - limit > 0) {
                    throw new IllegalStateException(
                            "%s is not ready after %s s; its log lines say why"
                                    .formatted(name, START_LIMIT.toSeconds()),
                            e);
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(
                        name + " could not start: "
                                + Objects.requireNonNullElse(e.getCause(), e).getMessage(),
                        e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while %s was starting".formatted(name), e);
            }
        }
    }

    private static Map<String, String> streamsSettings(Platform platform, Plan plan) {
        var settings = common(platform);
        settings.put("state.dir", plan.state().toString());
        settings.put("replication.factor", "1");
        settings.putAll(plan.streams());
        return settings;
    }

    private static Map<String, String> consumerSettings(Platform platform, Plan plan) {
        var settings = common(platform);
        settings.put("transactional.id", "blockwatch-alert-consumer-1");
        settings.putAll(plan.consumer());
        return settings;
    }

    private static Map<String, String> followUpSettings(Platform platform, Plan plan) {
        var settings = common(platform);
        settings.put("page.port", "0");
        settings.putAll(plan.followUp());
        return settings;
    }

    /** Returns what all need, on a free port. */
    private static Map<String, String> common(Platform platform) {
        var settings = new HashMap<String, String>();
        settings.put("bootstrap.servers", platform.bootstrapServers());
        settings.put("schema.registry.url", platform.registryUrl());
        settings.put("http.port", "0");
        return settings;
    }
}

package org.blockwatch.consumer.answer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.service.collect.BoundedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes answers, each once. An answer is on the log before anybody is told that it is recorded; and it is heard back
 * from there, since of two under one eventId, given at two instances at the same moment, the first on the log counts,
 * for the ladder as for us. Thread-safe; keeps neither the callers' nor Kafka's threads waiting.
 */
final class AnswerRecorder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerRecorder.class);
    private static final int THREADS = 4;
    private static final int QUEUE = 1_000;
    private static final int MOST = 200_000;

    /** How long an answer that is on the log is waited for to be heard from there. It counts without that too. */
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(2);

    private final AnswerLog log;
    private final AnswerMeters meters;
    private final Map<String, AlertResponse> firsts = BoundedMap.ofLatest(MOST);
    private final Map<String, UnderWay> underWay = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;

    /**
     * An answer that is on the log.
     *
     * @param answer the first under its eventId
     * @param now whether it is the one just given
     */
    record Taken(AlertResponse answer, boolean now) {}

    /**
     * An answer on its way to the log and back. Whoever waits for it waits until it is no longer under way: one who is told that it
     * could not be recorded may give it again at once.
     */
    private final class UnderWay {
        final CompletableFuture<AlertResponse> heard = new CompletableFuture<>();
        final CompletableFuture<AlertResponse> settled;

        UnderWay(String eventId) {
            settled = heard.whenComplete((first, e) -> underWay.remove(eventId, this));
        }
    }

    /** A recorder on this log, which it closes itself from now on. */
    AnswerRecorder(AnswerLog log, AnswerMeters meters) {
        this.log = log;
        this.meters = meters;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
                    Thread thread = new Thread(task, "answers-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Takes in an answer from the log, in the log's order. */
    void heard(AlertResponse answer) {
        AlertResponse first;
        synchronized (firsts) {
            firsts.putIfAbsent(answer.getEventId(), answer);
            first = firsts.get(answer.getEventId());
        }
        UnderWay waiting = underWay.get(answer.getEventId());
        if (waiting != null) {
            waiting.heard.complete(first);
        }
    }

    /** Returns the answer that was given under this eventId, if there is one. */
    Optional<AlertResponse> given(String eventId) {
        synchronized (firsts) {
            return Optional.ofNullable(firsts.get(eventId));
        }
    }

    /**
     * Takes answers that belong together.
     *
     * @return completes in a thread of the recorder, with all in the same order, or with {@link NotRecordedException}
     */
    CompletableFuture<List<Taken>> take(List<AlertResponse> answers) {
        List<CompletableFuture<Taken>> all = answers.stream().map(this::take).toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApplyAsync(
                        done -> all.stream().map(CompletableFuture::join).toList(), threads);
    }

    private CompletableFuture<Taken> take(AlertResponse answer) {
        String eventId = answer.getEventId();
        UnderWay mine = new UnderWay(eventId);
        UnderWay other = underWay.putIfAbsent(eventId, mine);
        if (other != null) {
            return other.settled.thenApply(this::repeated);
        }
        Optional<AlertResponse> earlier = given(eventId);
        if (earlier.isPresent()) {
            mine.heard.complete(earlier.get());
            return mine.settled.thenApply(this::repeated);
        }
        append(answer, mine.heard);
        return mine.settled.thenApply(first -> first.equals(answer) ? recorded(answer) : repeated(first));
    }

    private void append(AlertResponse answer, CompletableFuture<AlertResponse> heard) {
        CompletableFuture<Void> appended;
        try {
            appended = CompletableFuture.supplyAsync(() -> log.append(answer), threads)
                    .thenCompose(onTheLog -> onTheLog);
        } catch (RejectedExecutionException e) {
            appended = CompletableFuture.failedFuture(e);
        }
        appended.whenComplete((done, e) -> {
            if (e == null) {
                heard.completeOnTimeout(answer, HEARD_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            } else if (heard.completeExceptionally(new NotRecordedException(e))) {
                meters.failed(answer);
                LOG.warn("An answer by {} could not be recorded: {}", answer.getVia(), e.toString());
            }
        });
    }

    private Taken recorded(AlertResponse answer) {
        meters.recorded(answer);
        return new Taken(answer, true);
    }

    private Taken repeated(AlertResponse first) {
        meters.repeated(first);
        return new Taken(first, false);
    }

    /** Takes no more; what is under way is given up, and those who wait for it are told so. */
    @Override
    public void close() {
        threads.shutdown();
        log.close();
    }
}

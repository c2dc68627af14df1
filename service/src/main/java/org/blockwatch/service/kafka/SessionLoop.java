package org.blockwatch.service.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on for ever: runs a session, and begins another whenever one fails, since Kafka or the registry being away is no
 * reason to stop for good.
 */
public final class SessionLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionLoop.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Supplier<? extends KafkaSession> sessions;
    private final Runnable beforehand;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final String work;
    private final Thread thread;
    private volatile boolean again;
    private volatile Optional<String> problem = Optional.of("has not joined its group yet");

    /**
     * A loop that does not run yet.
     *
     * @param work what it does, as its log lines call it, and its thread
     * @param beforehand what must succeed before the first session
     */
    public SessionLoop(String work, Runnable beforehand, Supplier<? extends KafkaSession> sessions) {
        this.work = work;
        this.thread = new Thread(this::run, work);
        this.sessions = sessions;
        this.beforehand = beforehand;
    }

    /** Begins, in a thread of its own. */
    public void start() {
        thread.start();
    }

    /** Returns why it does not work just now, if so. */
    public Optional<String> problem() {
        return problem;
    }

    /** Ends the session in order and begins another with new clients. Returns at once. */
    public void beginAgain() {
        again = true;
    }

    private void run() {
        Duration pause = SHORTEST_PAUSE;
        while (!stopped(Duration.ZERO)) {
            try {
                beforehand.run();
                session();
                pause = SHORTEST_PAUSE;
            } catch (RuntimeException e) {
                boolean worked = problem.isEmpty();
                problem = Optional.of(e.toString());
                tell(e);
                pause = worked ? SHORTEST_PAUSE : pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
                stopped(pause);
            }
        }
    }

    private void session() {
        try (KafkaSession session = sessions.get()) {
            again = false;
            session.open();
            while (!again && !stopped(Duration.ZERO)) {
                session.step();
                problem = session.problem();
            }
            session.finish();
        }
    }

    private void tell(RuntimeException e) {
        if (e instanceof ProducerFencedException || e.getCause() instanceof ProducerFencedException) {
            LOG.warn("Another process has the same transactional.id; give every instance its own. Beginning again", e);
        } else if (e instanceof RetriableException) {
            LOG.warn("The work on {} is interrupted and begins again shortly: {}", work, e.toString());
        } else {
            LOG.warn("The work on {} is interrupted and begins again shortly", work, e);
        }
    }

    private boolean stopped(Duration within) {
        try {
            return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Takes no more work, records what ends within seconds, leaves the group. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

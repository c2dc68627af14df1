package org.blockwatch.consumer.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.http.HttpSender;
import org.blockwatch.consumer.channel.http.WebAddress;
import org.blockwatch.consumer.channel.tcp.TcpTls;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.meter.Audience;
import org.blockwatch.service.meter.Measure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells somebody outside, again and again, that all is well, and follows no redirect, which would carry the address elsewhere. Whoever hears nothing any more raises the alarm: so it says
 * nothing while it is not certain that all is well, nor while it stops.
 */
final class DeadMan implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeadMan.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    static final Measure PINGS = Measure.counter(
                    "blockwatch.deadman.pings",
                    "pings",
                    "Pings that say outside that all is well, and those withheld since it was not; all 0 without deadman.url",
                    Audience.ON_CALL)
            .by("outcome", List.of("sent", "failed", "withheld"));

    private final WebAddress url;
    private final HttpSender sender;
    private final Duration every;
    private final Supplier<Map<String, String>> reasons;
    private final Counter sent;
    private final Counter failed;
    private final Counter withheld;
    private final WatchThread thread = new WatchThread("dead-man");
    private Map<String, String> toldReasons = Map.of();
    private boolean toldFailure;
    private volatile boolean closed;

    /**
     * A switch that is not held yet.
     *
     * @param url where a GET says that all is well; often a secret, so never told
     * @param reasons why it is not certain that all is well, by what is amiss; empty: it is
     */
    DeadMan(
            WebAddress url,
            Duration every,
            Supplier<Map<String, String>> reasons,
            EngineClock clock,
            MeterRegistry metrics) {
        this.url = url;
        this.sender = new HttpSender("dead-man", url, clock::wallNow, CONNECT, LIMIT, TcpTls.ofTheJvm());
        this.every = every;
        this.reasons = reasons;
        this.sent = PINGS.counter(metrics, "sent");
        this.failed = PINGS.counter(metrics, "failed");
        this.withheld = PINGS.counter(metrics, "withheld");
    }

    /** Begins. */
    void start() {
        thread.every(every, this::beat);
    }

    private void beat() {
        Map<String, String> why = new TreeMap<>(reasons.get());
        if (!why.keySet().equals(toldReasons.keySet())) {
            if (why.isEmpty()) {
                LOG.info("All is well again: the dead-man switch hears so");
            } else {
                LOG.warn("The dead-man switch hears nothing until this is mended: {}", why);
            }
            toldReasons = why;
        }
        if (why.isEmpty()) {
            ping();
        } else {
            withheld.increment();
        }
    }

    private void ping() {
        if (closed) {
            return;
        }
        try {
            Delivery answer = sender.get(new Delivery.Accepted(null));
            if (answer instanceof Delivery.Accepted) {
                sent.increment();
                toldFailure = false;
            } else {
                failed(why(answer));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is closing
        }
    }

    private static String why(Delivery answer) {
        if (answer instanceof Delivery.Failed failed) {
            return failed.detail();
        }
        return answer instanceof Delivery.Undeliverable refused
                ? "it answered " + refused.detail()
                : answer.outcome().name();
    }

    private void failed(String why) {
        failed.increment();
        if (!toldFailure) {
            LOG.warn(
                    "The dead-man switch at {} cannot be reached ({}); it will raise the alarm though paging works."
                            + " See whether deadman.url is right and can be reached from here",
                    url,
                    why);
            toldFailure = true;
        }
    }

    /** Says nothing more. */
    @Override
    public void close() {
        closed = true;
        thread.close();
        sender.close();
    }
}

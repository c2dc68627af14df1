package org.blockwatch.consumer.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.blockwatch.consumer.channel.http.WebAddress;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadManTest {

    private static final Duration EVERY = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Map<String, String> problems = new ConcurrentHashMap<>();
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger elsewhere = new AtomicInteger();
    private volatile int status = 200;
    private HttpServer receiver;
    private DeadMan deadMan;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/ping/secret", exchange -> {
            heard.incrementAndGet();
            if (status == 302) {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        receiver.createContext("/elsewhere", exchange -> {
            elsewhere.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        WebAddress url =
                WebAddress.parse("http://127.0.0.1:" + receiver.getAddress().getPort() + "/ping/secret");
        deadMan = new DeadMan(url, EVERY, () -> problems, EngineClock.system(), metrics);
    }

    @AfterEach
    void stop() {
        deadMan.close();
        receiver.stop(0);
    }

    @Test
    void shouldPingForAsLongAsAllIsWellAndNoLonger() {
        deadMan.start();
        await().atMost(LIMIT).until(() -> heard.get() >= 3);

        problems.put("audit", "a ladder is late");
        await().atMost(LIMIT).until(() -> count("withheld") >= 2);
        int before = heard.get();
        await().atMost(LIMIT).until(() -> count("withheld") >= 6);
        assertThat(heard).as("while it was not well").hasValue(before);

        problems.clear();
        await().atMost(LIMIT).until(() -> heard.get() >= before + 3);
    }

    @Test
    void shouldCountPingsThatAreRefusedOrLostAndGoOn() {
        status = 500;
        deadMan.start();
        await().atMost(LIMIT).until(() -> count("failed") >= 2);
        assertThat(count("sent")).isZero();

        status = 200;
        await().atMost(LIMIT).until(() -> count("sent") >= 1);
        receiver.stop(0);
        double before = count("failed");
        await().atMost(LIMIT).until(() -> count("failed") > before);
    }

    /** Whoever is redirected to would learn the address, which is a secret. */
    @Test
    void shouldFollowNoRedirect() {
        status = 302;
        deadMan.start();
        await().atMost(LIMIT).until(() -> count("failed") >= 2);

        assertThat(elsewhere).hasValue(0);
        assertThat(count("sent")).isZero();
    }

    @Test
    void shouldSayNothingOnceItIsClosed() {
        deadMan.start();
        await().atMost(LIMIT).until(() -> count("sent") >= 1);
        deadMan.close();

        AtomicInteger last = new AtomicInteger(); // some may be under way, on a busy machine more than one
        await().pollInterval(EVERY.multipliedBy(6))
                .atMost(LIMIT)
                .until(() -> last.getAndSet(heard.get()) == heard.get());
    }

    private double count(String outcome) {
        return metrics.get("blockwatch.deadman.pings")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}

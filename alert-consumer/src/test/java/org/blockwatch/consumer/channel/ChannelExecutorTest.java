package org.blockwatch.consumer.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.consumer.page.Pages;
import org.blockwatch.event.PageOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ChannelExecutorTest {

    private static final Supplier<Optional<PageOutcome>> NEEDED = Optional::empty;
    private static final Delivery DOWN = new Delivery.Failed(PageOutcome.SERVER_ERROR, "HTTP 503");

    @Test
    void shouldNotLetADeadChannelDelayAnother() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (ChannelExecutor dead = executor(page -> {
                    never.await();
                    return DOWN;
                });
                ChannelExecutor alive = executor(page -> new Delivery.Accepted("7"))) {
            List<CompletableFuture<Delivery>> waiting = new ArrayList<>();
            for (int step = 1; step <= 100; step++) {
                waiting.add(dead.submit(task(page(step), NEEDED)));
                assertThat(alive.submit(task(page(step), NEEDED)).get()).isEqualTo(new Delivery.Accepted("7"));
            }
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
        }
    }

    @Test
    void shouldFailAtOnceWhatFindsTheQueueFullRatherThanDropIt() {
        CountDownLatch never = new CountDownLatch(1);
        try (ChannelExecutor executor = executor(page -> {
            never.await();
            return DOWN;
        })) {
            List<CompletableFuture<Delivery>> deliveries = new ArrayList<>();
            for (int step = 1; step <= 1_100; step++) {
                deliveries.add(executor.submit(task(page(step), NEEDED)));
            }
            assertThat(deliveries.get(1_099))
                    .isCompletedWithValueMatching(delivery ->
                            delivery instanceof Delivery.Failed failed && failed.outcome() == PageOutcome.RATE_LIMITED);
        }
    }

    /** The state of the alert counts at the moment of sending, not when the page was queued. */
    @Test
    void shouldAskWhetherAPageIsNeededWhenItsTurnComes() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        AtomicInteger sent = new AtomicInteger();
        try (ChannelExecutor executor = executor(page -> {
            busy.await();
            sent.incrementAndGet();
            return new Delivery.Accepted(null);
        })) {
            for (int step = 1; step <= 8; step++) { // as many as there are threads
                executor.submit(task(page(step), NEEDED));
            }
            AtomicReference<Optional<PageOutcome>> whyNot = new AtomicReference<>(Optional.empty());
            CompletableFuture<Delivery> queued = executor.submit(task(page(9), whyNot::get));

            whyNot.set(Optional.of(PageOutcome.ALERT_ENDED));
            busy.countDown();

            assertThat(queued.get()).isEqualTo(new Delivery.Suppressed(PageOutcome.ALERT_ENDED));
            await().untilAtomic(sent, equalTo(8));
        }
    }

    @Test
    void shouldSparePagesTheWaitOnAChannelThatFailsAgainAndAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (ChannelExecutor executor = executor(page -> {
            asked.incrementAndGet();
            return DOWN;
        })) {
            for (int step = 1; step <= 5; step++) {
                assertThat(executor.submit(task(page(step), NEEDED)).get()).isEqualTo(DOWN);
            }
            Delivery spared = executor.submit(task(page(6), NEEDED)).get();

            assertThat(spared.outcome()).isEqualTo(PageOutcome.CIRCUIT_OPEN);
            assertThat(((Delivery.Failed) spared).retryAfter()).isPositive();
            assertThat(asked).hasValue(5);
        }
    }

    @Test
    void shouldKeepToTheChannelsLimit() throws Exception {
        try (ChannelExecutor executor =
                executor(page -> new Delivery.Accepted(null), new RateLimit(2))) { // one in each minute
            assertThat(executor.submit(task(page(1), NEEDED)).get().outcome()).isEqualTo(PageOutcome.OK);

            Delivery over = executor.submit(task(page(2), NEEDED)).get();

            assertThat(over.outcome()).isEqualTo(PageOutcome.RATE_LIMITED);
            assertThat(((Delivery.Failed) over).retryAfter()).isPositive();
        }
    }

    @Test
    void shouldSpreadAStormOverTheLimitRatherThanFailIt() throws Exception {
        try (ChannelExecutor executor =
                executor(page -> new Delivery.Accepted(null), new RateLimit(360))) { // 27 in each 5 s
            List<CompletableFuture<Delivery>> deliveries = new ArrayList<>();
            for (int step = 1; step <= 40; step++) {
                deliveries.add(executor.submit(task(page(step), NEEDED)));
            }
            await().untilAsserted(() -> assertThat(deliveries).allMatch(CompletableFuture::isDone));

            assertThat(deliveries).allMatch(delivery -> delivery.join().outcome() == PageOutcome.OK);
        }
    }

    /** A page that the receiver does not like says nothing about the next one. */
    @Test
    void shouldNotTakeRefusedPagesForADeadChannel() throws Exception {
        Delivery refused = new Delivery.Undeliverable(PageOutcome.REJECTED, "HTTP 400");
        try (ChannelExecutor executor = executor(page -> refused)) {
            for (int step = 1; step <= 30; step++) {
                assertThat(executor.submit(task(page(step), NEEDED)).get()).isEqualTo(refused);
            }
        }
    }

    @Test
    void shouldNotLoseAPageToADefectInTheChannel() throws Exception {
        try (ChannelExecutor executor = executor(page -> {
            throw new IllegalStateException("with patient data in the message");
        })) {
            Delivery delivery = executor.submit(task(page(1), NEEDED)).get();

            assertThat(delivery).isInstanceOf(Delivery.Failed.class);
            assertThat(delivery.toString()).doesNotContain("patient");
        }
    }

    private interface Sending {
        Delivery send(OutgoingPage page) throws InterruptedException;
    }

    private static ChannelExecutor executor(Sending sending) {
        return executor(sending, RateLimit.NONE);
    }

    private static ChannelExecutor executor(Sending sending, RateLimit limit) {
        return new ChannelExecutor(
                new Channel() {
                    @Override
                    public String name() {
                        return "test";
                    }

                    @Override
                    public Delivery send(OutgoingPage page) throws InterruptedException {
                        return sending.send(page);
                    }
                },
                limit,
                new SimpleMeterRegistry());
    }

    private static ChannelTask task(OutgoingPage page, Supplier<Optional<PageOutcome>> whyNot) {
        return new ChannelTask() {
            @Override
            public Optional<PageOutcome> whyNot() {
                return whyNot.get();
            }

            @Override
            public Delivery over(Channel channel) throws InterruptedException {
                return channel.send(page);
            }

            @Override
            public void took(Duration time) {}
        };
    }

    private static OutgoingPage page(int step) {
        return Pages.outgoing("4711", step, "test");
    }
}

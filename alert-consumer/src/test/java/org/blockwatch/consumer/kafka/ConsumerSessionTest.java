package org.blockwatch.consumer.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.blockwatch.schemas.Topics.DEAD_LETTERS;
import static org.blockwatch.schemas.Topics.PAGES;
import static org.blockwatch.schemas.Topics.PAGE_EVENTS;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.blockwatch.consumer.audit.PageMeters;
import org.blockwatch.consumer.channel.Channel;
import org.blockwatch.consumer.channel.ChannelExecutor;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.RateLimit;
import org.blockwatch.consumer.delivery.DeliveryPipeline;
import org.blockwatch.consumer.delivery.SendingSetup;
import org.blockwatch.consumer.page.Links;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.consumer.page.PageKey;
import org.blockwatch.consumer.page.Pages;
import org.blockwatch.consumer.roster.OnCall;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.kafka.RecordSerdes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One session on Kafka's own doubles of its clients; the channels are played by the test. */
@Timeout(120)
class ConsumerSessionTest {

    private static final TopicPartition FIRST = new TopicPartition(PAGES.topicName(), 0);
    private static final TopicPartition SECOND = new TopicPartition(PAGES.topicName(), 1);

    /** A channel that answers when the test says so. */
    private static final class Played implements Channel {
        final String name;
        final BlockingQueue<OutgoingPage> got = new LinkedBlockingQueue<>();
        final Map<Integer, Delivery> answers = new HashMap<>();
        final Map<Integer, CountDownLatch> slow = new HashMap<>();

        Played(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Delivery send(OutgoingPage page) throws InterruptedException {
            got.add(page);
            CountDownLatch latch = slow.get(page.step().number());
            if (latch != null) {
                latch.await();
            }
            return answers.getOrDefault(page.step().number(), new Delivery.Accepted(null));
        }
    }

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final Played quick = new Played("quick");
    private final Played slow = new Played("slow");
    private final Map<String, ChannelExecutor> executors = new LinkedHashMap<>();
    private final RecordSerdes serdes = TestSerdes.inMemory();
    private final EngineClock clock = EngineClock.virtual(Pages.REQUESTED_AT);
    private final DeliveryPipeline pipeline = new DeliveryPipeline(
            new SendingSetup(
                    OnCall.roles(List.of("quick", "slow")), executors, Pages.ids(), Links.NONE, Duration.ofMinutes(1)),
            clock);
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final PageMeters meters = new PageMeters(List.of("quick", "slow"), metrics);

    private MockConsumer<byte[], byte[]> consumer;
    private MockProducer<byte[], byte[]> producer;
    private ConsumerSession session;

    @BeforeEach
    void open() {
        executors.put("quick", new ChannelExecutor(quick, RateLimit.NONE, metrics));
        executors.put("slow", new ChannelExecutor(slow, RateLimit.NONE, metrics));
        begin();
    }

    @AfterEach
    void close() {
        executors.values().forEach(ChannelExecutor::close);
    }

    @Test
    void shouldRecordEachAttemptWithTheOffsetInOneTransaction() {
        comes(FIRST, 0, 1);

        settle();

        assertThat(events()).extracting(PageEvent::getKind).containsOnly(PageEventKind.ACCEPTED);
        assertThat(events()).extracting(PageEvent::getChannel).containsExactlyInAnyOrder("quick", "slow");
        assertThat(committed(FIRST)).isEqualTo(1);
        assertThat(metrics.counter("blockwatch.pages", "channel", "quick", "outcome", "OK")
                        .count())
                .isEqualTo(1);
        assertThat(metrics.counter("blockwatch.pages", "channel", "quick", "outcome", "TIMEOUT")
                        .count())
                .isZero();
    }

    @Test
    void shouldRecordLaterPagesAndTheOtherChannelWhileOneIsSlow() {
        slow.slow.put(1, new CountDownLatch(1));
        comes(FIRST, 0, 1);
        comes(FIRST, 1, 2);
        comes(SECOND, 0, 3);

        stepUntil(() -> events().size() == 5 && committed(SECOND) == 1);

        assertThat(committed(FIRST)).isZero();
        slow.slow.get(1).countDown();
        stepUntil(() -> committed(FIRST) == 2);
        assertThat(events()).hasSize(6);
    }

    @Test
    void shouldSayWhyAPageFailed() {
        slow.answers.put(1, new Delivery.Failed(PageOutcome.RATE_LIMITED, "HTTP 429", Duration.ofSeconds(7)));
        quick.answers.put(1, new Delivery.Undeliverable(PageOutcome.REJECTED, "HTTP 410"));
        comes(FIRST, 0, 1);

        settle();

        PageEvent failed = event("slow");
        assertThat(failed.getKind()).isEqualTo(PageEventKind.FAILED);
        assertThat(failed.getOutcome()).isEqualTo(PageOutcome.RATE_LIMITED);
        assertThat(failed.getRetryAfterMs()).isEqualTo(7_000);
        assertThat(failed.getDetail()).isEqualTo("HTTP 429");
        assertThat(failed.getRecipient()).isEqualTo("proceduralist, anaesthetist on call");
        assertThat(event("quick").getKind()).isEqualTo(PageEventKind.UNDELIVERABLE);
    }

    @Test
    void shouldUseOnlyTheChannelThatARetryIsFor() {
        comes(FIRST, 0, Pages.request("p", 1).setAttempt(2).setChannel("slow").build());
        comes(FIRST, 1, Pages.request("p", 2).setChannel("pigeon").build());

        settle();

        assertThat(quick.got).isEmpty();
        assertThat(slow.got).extracting(OutgoingPage::attempt).containsExactly(2);
        assertThat(event("pigeon").getOutcome()).isEqualTo(PageOutcome.NO_RECIPIENT);
    }

    @Test
    void shouldPutWhatItCannotReadAsideAndGoOn() {
        join();
        consumer.addRecord(new ConsumerRecord<>(
                PAGES.topicName(),
                0,
                0,
                "p".getBytes(StandardCharsets.UTF_8),
                "garbage".getBytes(StandardCharsets.UTF_8)));
        comes(FIRST, 1, 1);

        settle();

        ProducerRecord<byte[], byte[]> letter = producer.history().stream()
                .filter(record -> record.topic().equals(DEAD_LETTERS.topicName()))
                .findFirst()
                .orElseThrow();
        assertThat(letter.value()).asString().isEqualTo("garbage");
        assertThat(letter.headers().lastHeader("blockwatch.reason").value())
                .asString()
                .isEqualTo("UNDECODABLE");
        assertThat(letter.headers().lastHeader("blockwatch.source.offset").value())
                .asString()
                .isEqualTo("0");
        assertThat(events()).hasSize(2);
        assertThat(committed(FIRST)).isEqualTo(2);
    }

    @Test
    void shouldNotReadAPartitionBeforeItKnowsWhatIsRecorded() {
        PageRequest page = Pages.request("p", 1).build();
        consumer.rebalance(List.of(FIRST, SECOND));
        session.step();
        assertThat(session.problem()).contains("reads what is known of earlier pages");
        assertThat(consumer.paused()).containsExactlyInAnyOrder(FIRST, SECOND);

        pipeline.heard(accepted(page, "quick"));
        pipeline.heard(accepted(page, "slow"));
        caughtUp.complete(null);
        consumer.addRecord(record(FIRST, 0, page));
        stepUntil(() -> committed(FIRST) == 1);

        assertThat(session.problem()).isEmpty();
        assertThat(quick.got).isEmpty();
        assertThat(slow.got).isEmpty();
        assertThat(events()).isEmpty();
    }

    @Test
    void shouldHaveOneTryJoinTheOtherWhenARequestIsReadAgain() {
        slow.slow.put(1, new CountDownLatch(1));
        comes(FIRST, 0, 1);
        stepUntil(() -> events().size() == 1);
        pipeline.heard(events().get(0));
        producer.commitTransactionException = new KafkaException("the broker is away");
        slow.slow.get(1).countDown();
        assertThatThrownBy(() -> stepUntil(() -> false)).hasMessageContaining("the broker is away");
        session.close();

        begin();
        comes(FIRST, 0, 1);
        settle();

        assertThat(slow.got).hasSize(1);
        assertThat(quick.got).hasSize(1);
        assertThat(events()).extracting(PageEvent::getChannel).containsExactly("slow");
        assertThat(committed(FIRST)).isEqualTo(1);
    }

    @Test
    void shouldRecordWhatEndsWhileAPartitionIsGivenBackAndForgetTheRest() {
        slow.slow.put(1, new CountDownLatch(1));
        comes(FIRST, 0, 1);
        comes(SECOND, 0, 2);
        session.step();
        await().until(() -> slow.got.size() == 2);

        consumer.rebalance(List.of(SECOND));

        assertThat(events()).extracting(PageEvent::getStep).containsExactlyInAnyOrder(1, 2, 2);
        slow.slow.get(1).countDown();
        comes(SECOND, 1, 3);
        stepUntil(() -> events().size() == 5);
        assertThat(events()).filteredOn(event -> event.getStep() == 1).hasSize(1);
    }

    @Test
    void shouldThrowWhenAnotherProcessHasItsName() {
        comes(FIRST, 0, 1);
        producer.fenceProducer();

        assertThatThrownBy(() -> stepUntil(() -> false)).isInstanceOf(KafkaException.class);
        assertThat(committed(FIRST)).isZero();
    }

    private void begin() {
        consumer = new MockConsumer<>("earliest");
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
        producer = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        session = new ConsumerSession(
                consumer, new OutcomeRecorder(producer, serdes, meters, clock), serdes, pipeline, () -> caughtUp);
        session.open();
    }

    private void comes(TopicPartition partition, long offset, int step) {
        comes(partition, offset, Pages.request("p", step).build());
    }

    private void comes(TopicPartition partition, long offset, PageRequest page) {
        join();
        consumer.addRecord(record(partition, offset, page));
    }

    private void join() {
        caughtUp.complete(null);
        if (consumer.assignment().isEmpty()) {
            consumer.rebalance(List.of(FIRST, SECOND));
            session.step();
        }
    }

    private ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset, PageRequest page) {
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, serdes.write(PAGES, page));
    }

    private PageEvent accepted(PageRequest page, String channel) {
        return PageEvent.newBuilder()
                .setPageId(page.getPageId())
                .setAttemptId(Pages.ids().attempt(PageKey.of(page), PageIds.roles(page), channel, null))
                .setAlertId(page.getAlertId())
                .setPatientId(page.getPatientId())
                .setKind(PageEventKind.ACCEPTED)
                .setTier(1)
                .setStep(page.getStep())
                .setAt(Pages.REQUESTED_AT)
                .build();
    }

    /** Steps until all that came is finished. */
    private void settle() {
        session.step();
        session.finish();
    }

    private void stepUntil(Callable<Boolean> condition) {
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    session.step();
                    return condition.call();
                });
    }

    private List<PageEvent> events() {
        return producer.history().stream()
                .filter(record -> record.topic().equals(PAGE_EVENTS.topicName()))
                .map(record -> serdes.read(PAGE_EVENTS, PageEvent.class, record.value()))
                .toList();
    }

    private PageEvent event(String channel) {
        return events().stream()
                .filter(event -> channel.equals(event.getChannel()))
                .findFirst()
                .orElseThrow();
    }

    private long committed(TopicPartition partition) {
        return producer.consumerGroupOffsetsHistory().stream()
                .flatMap(groups -> groups.values().stream())
                .map(offsets -> offsets.get(partition))
                .filter(Objects::nonNull)
                .mapToLong(OffsetAndMetadata::offset)
                .reduce(0, (earlier, later) -> later);
    }
}

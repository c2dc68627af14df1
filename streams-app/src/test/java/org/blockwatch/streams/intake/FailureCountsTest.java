package org.blockwatch.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Response;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Result;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.blockwatch.schemas.DeadLetterRecord;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.streams.intake.Refusal.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A defect that one record sets off: undone and tried again, then set aside before it writes. */
class FailureCountsTest {
    private static final Record<String, String> RECORD = new Record<>("p1", "statement", 0);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FailureCounts failures = new FailureCounts(meters);
    private final RefusalHandler handler = new RefusalHandler();
    private final Processor<String, String, Void, Void> guarded = GuardedProcessor.<String, String, Void, Void>before(
                    () -> record -> {}, DrainGate.OPEN, failures)
            .get();

    @BeforeEach
    void wire() {
        EngineClock clock = EngineClock.virtual(Instant.EPOCH);
        handler.configure(Map.of(DeadLetters.CONFIG, new DeadLetters(clock, meters), FailureCounts.CONFIG, failures));
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        context.setRecordMetadata("blocks", 3, 7);
        guarded.init(context);
    }

    @Test
    void shouldTryTwiceAndThenRefuseTheRecord() {
        IllegalStateException defect = new IllegalStateException("defect");
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatCode(() -> guarded.process(RECORD)).doesNotThrowAnyException();
            assertThat(handler.handleError(at(7), RECORD, defect).result()).isEqualTo(Result.FAIL);
        }

        assertThatThrownBy(() -> guarded.process(RECORD)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.PROCESSING_FAILED);
            Response response = handler.handleError(at(7), RECORD, refusal);
            assertThat(response.result()).isEqualTo(Result.RESUME);
            assertThat(response.deadLetterQueueRecords())
                    .extracting(ProducerRecord::value)
                    .containsExactly(new byte[] {1});
        });
    }

    @Test
    void shouldNeverSetARecordAsideForAFaultOfTheBrokers() {
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(handler.handleError(at(7), RECORD, new TimeoutException("no broker"))
                            .result())
                    .isEqualTo(Result.FAIL);
        }

        assertThatCode(() -> guarded.process(RECORD)).doesNotThrowAnyException();
    }

    /** Kafka Streams hands on as its own what a serializer says. */
    @Test
    void shouldSetAsideWhatWouldMakeARecordLargerThanTheBrokersTake() {
        GuardedSerializer<String> serializer =
                new GuardedSerializer<>((topic, text) -> text.getBytes(StandardCharsets.UTF_8));
        assertThat(serializer.serialize("alerts", "x".repeat(900_000))).hasSize(900_000);
        for (int attempt = 0; attempt < 2; attempt++) {
            Throwable tooLarge = catchThrowable(() -> serializer.serialize("alerts", "x".repeat(900_001)));
            handler.handleError(at(7), RECORD, new StreamsException("cannot write", tooLarge));
        }

        assertThatThrownBy(() -> guarded.process(RECORD))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.PROCESSING_FAILED));
    }

    @Test
    void shouldCutALetterThatTheBrokersWouldNotTake() {
        byte[] huge = new byte[1_100_000];

        List<ProducerRecord<byte[], byte[]>> letters = handler.handleError(
                        new Context(7, huge), RECORD, new Refusal(Reason.MISSING_FIELD, "x"))
                .deadLetterQueueRecords();

        assertThat(letters.get(0).value()).hasSize(1_000_000);
        assertThat(new String(
                        letters.get(0)
                                .headers()
                                .lastHeader(DeadLetterRecord.CUT_FROM)
                                .value(),
                        StandardCharsets.UTF_8))
                .isEqualTo("1100000");
    }

    private static ErrorHandlerContext at(long offset) {
        return new Context(offset, new byte[] {1});
    }

    private record Context(long offset, byte[] sourceRawValue) implements ErrorHandlerContext {
        @Override
        public String topic() {
            return "blocks";
        }

        @Override
        public int partition() {
            return 3;
        }

        @Override
        public Headers headers() {
            return new RecordHeaders();
        }

        @Override
        public String processorNodeId() {
            return "recovery";
        }

        @Override
        public TaskId taskId() {
            return new TaskId(0, 3);
        }

        @Override
        public long timestamp() {
            return 0;
        }

        @Override
        public byte[] sourceRawKey() {
            return new byte[0];
        }
    }
}

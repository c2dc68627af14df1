package org.blockwatch.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Response;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Result;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UndecodableHandlerTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final UndecodableHandler handler = new UndecodableHandler();

    @BeforeEach
    void wire() {
        handler.configure(Map.of(
                DeadLetters.CONFIG,
                new DeadLetters(EngineClock.virtual(Instant.EPOCH), meters),
                DrainGate.CONFIG,
                DrainGate.OPEN,
                FailureCounts.CONFIG,
                new FailureCounts(meters)));
    }

    static Stream<Exception> bytesThatAreNoRecord() {
        return Stream.of(
                new SerializationException("no record", new IOException("bytes are missing", new EOFException())),
                new SerializationException("no record", new IOException("bytes are left over at the end")),
                new SerializationException("no record", new IndexOutOfBoundsException("symbol 77")),
                new SerializationException("Subject not found; error code: 40403"),
                new IOException("malformed"),
                nested());
    }

    /** A stack that overflowed while a site's own deserializer followed a schema that nests without end. */
    private static Exception nested() {
        try (var deserializer = new GuardedDeserializer<String>((topic, bytes) -> {
            throw new StackOverflowError();
        })) {
            deserializer.deserialize("blockwatch.vitals", new byte[] {0});
            throw new AssertionError("an error passed");
        } catch (Defect e) {
            return e;
        }
    }

    @ParameterizedTest
    @MethodSource("bytesThatAreNoRecord")
    void shouldMakeADeadLetterOfBytesThatAreNoRecordAndGoOn(Exception exception) {
        Response response = handle(exception);

        assertThat(response.result()).isEqualTo(Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).hasSize(1);
    }

    static Stream<Exception> registriesThatCannotBeReached() {
        return Stream.of(
                new DisconnectException("retriable, as ours"),
                new SerializationException("schema 7", new ConnectException("refused")),
                new SerializationException("schema 7", new SocketTimeoutException("read timed out")),
                new SerializationException("schema 7", new UnknownHostException("registry")),
                new SerializationException("schema 7", new HttpTimeoutException("no answer")),
                new SerializationException("schema 7", new SSLHandshakeException("certificate expired")));
    }

    @ParameterizedTest
    @MethodSource("registriesThatCannotBeReached")
    void shouldTryAgainWhereTheRegistryCannotBeReached(Exception exception) {
        Response response = handle(exception);

        assertThat(response.result()).isEqualTo(Result.FAIL);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
    }

    @Test
    void shouldRingAtTheSecondDeathOnOneOffset() {
        Exception outage = new SerializationException("schema 7", new ConnectException("refused"));

        handle(outage);
        assertThat(repeated()).isZero();

        handle(outage);
        assertThat(repeated()).isEqualTo(1);
    }

    private double repeated() {
        return meters.get("blockwatch.offset.failures.repeated").counter().count();
    }

    private Response handle(Exception exception) {
        return handler.handleError(
                new At(), new ConsumerRecord<>("blockwatch.vitals", 0, 5, null, new byte[] {1}), exception);
    }

    private static final class At implements ErrorHandlerContext {
        @Override
        public String topic() {
            return "blockwatch.vitals";
        }

        @Override
        public int partition() {
            return 0;
        }

        @Override
        public long offset() {
            return 5;
        }

        @Override
        public RecordHeaders headers() {
            return new RecordHeaders();
        }

        @Override
        public String processorNodeId() {
            return "source";
        }

        @Override
        public TaskId taskId() {
            return new TaskId(0, 0);
        }

        @Override
        public long timestamp() {
            return 0;
        }

        @Override
        public byte[] sourceRawKey() {
            return new byte[] {1};
        }

        @Override
        public byte[] sourceRawValue() {
            return new byte[] {1};
        }
    }
}

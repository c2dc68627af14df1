package org.blockwatch.streams.intake;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.blockwatch.streams.intake.Refusal.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record that cannot be decoded a dead letter and goes on, whatever its bytes are. The task fails and tries again
 * only where the registry could not be reached: then the bytes may be good. (The application's own consumer holds such
 * records back before they get here; a site's own deserializer may not.)
 *
 * <p>What counts as an outage is a closed list. Deserializers wrap an {@link java.io.IOException} about bytes that end too
 * early just as one about a connection, and a record taken for an outage would stop its partition for good.
 */
public final class UndecodableHandler implements DeserializationExceptionHandler {
    /** Somebody could not be reached: Kafka's own word for it, ours among them, and those of the JDK's network classes. */
    private static final List<Class<? extends Throwable>> OUTAGES = List.of(
            RetriableException.class,
            SocketException.class,
            InterruptedIOException.class,
            UnknownHostException.class,
            HttpTimeoutException.class,
            ClosedChannelException.class,
            SSLException.class);

    private @Nullable DeadLetters deadLetters;
    private @Nullable DrainGate gate;
    private @Nullable FailureCounts failures;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = (DeadLetters) configs.get(DeadLetters.CONFIG);
        gate = (DrainGate) configs.get(DrainGate.CONFIG);
        failures = (FailureCounts) configs.get(FailureCounts.CONFIG);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (isOutage(exception)) {
            Objects.requireNonNull(failures).unreadable(record.topic(), record.partition(), record.offset());
            return Response.fail();
        }
        Objects.requireNonNull(gate).processed(record.topic(), record.partition(), record.offset());
        return Response.resume(
                Objects.requireNonNull(deadLetters).write(context, Reason.UNDECODABLE, describe(exception)));
    }

    private static boolean isOutage(@Nullable Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            Throwable one = cause;
            if (OUTAGES.stream().anyMatch(type -> type.isInstance(one))) {
                return true;
            }
        }
        return false;
    }

    private static String describe(Throwable exception) {
        String here = String.valueOf(exception.getMessage());
        return exception.getCause() == null
                ? here
                : here + ": " + exception.getCause().getMessage();
    }
}

package org.blockwatch.streams.intake;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.blockwatch.streams.intake.Refusal.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record that cannot be decoded a dead letter and goes on. Only if the registry could not be asked the task fails and tries again:
 * the bytes may be good. (The application's own consumer holds such records back before they get here; a site's own deserializer may not.)
 */
public final class UndecodableHandler implements DeserializationExceptionHandler {
    private @Nullable DeadLetters deadLetters;
    private @Nullable DrainGate gate;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = (DeadLetters) configs.get(DeadLetters.CONFIG);
        gate = (DrainGate) configs.get(DrainGate.CONFIG);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (isOutage(exception)) {
            return Response.fail();
        }
        Objects.requireNonNull(gate).processed(record.topic(), record.partition(), record.offset());
        return Response.resume(
                Objects.requireNonNull(deadLetters).write(context, Reason.UNDECODABLE, describe(exception)));
    }

    private static boolean isOutage(@Nullable Throwable exception) {
        return exception != null
                && (exception instanceof IOException
                        || exception instanceof RetriableException
                        || isOutage(exception.getCause()));
    }

    private static String describe(Throwable exception) {
        String here = String.valueOf(exception.getMessage());
        return exception.getCause() == null
                ? here
                : here + ": " + exception.getCause().getMessage();
    }
}

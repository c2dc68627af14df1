package org.blockwatch.streams.intake;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Makes a refused record a dead letter and goes on. Anything else fails the task, so that its transaction is undone: a record half
 * processed must not be stepped over. {@link FailureCounts} keeps that from going on for ever.
 */
public final class RefusalHandler implements ProcessingExceptionHandler {
    private @Nullable DeadLetters deadLetters;
    private @Nullable FailureCounts failures;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = (DeadLetters) configs.get(DeadLetters.CONFIG);
        failures = (FailureCounts) configs.get(FailureCounts.CONFIG);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (exception instanceof Refusal refusal) {
            return Response.resume(Objects.requireNonNull(deadLetters)
                    .write(context, refusal.reason(), String.valueOf(refusal.getMessage())));
        }
        if (context.topic() != null) { // null in a punctuation, where Timers notes what failed
            String work = FailureCounts.record(context.topic(), context.partition(), context.offset());
            Objects.requireNonNull(failures).failed(work, work, exception);
        }
        return Response.fail();
    }
}

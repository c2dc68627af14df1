package org.blockwatch.streams.intake;

import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a processor: notes for the drain gate that a record has been reached, and refuses one that has failed as often as is
 * tolerated, before anything is written for it.
 */
public final class GuardedProcessor<K, V, KOut, VOut> implements Processor<K, V, KOut, VOut> {
    private final Processor<K, V, KOut, VOut> processor;
    private final DrainGate gate;
    private final FailureCounts failures;
    private @Nullable ProcessorContext<KOut, VOut> context;

    private GuardedProcessor(Processor<K, V, KOut, VOut> processor, DrainGate gate, FailureCounts failures) {
        this.processor = processor;
        this.gate = gate;
        this.failures = failures;
    }

    /** Processors as {@code supplier} gives them, each with a guard before it. */
    public static <K, V, KOut, VOut> ProcessorSupplier<K, V, KOut, VOut> before(
            ProcessorSupplier<K, V, KOut, VOut> supplier, DrainGate gate, FailureCounts failures) {
        return () -> new GuardedProcessor<>(supplier.get(), gate, failures);
    }

    @Override
    public void init(ProcessorContext<KOut, VOut> context) {
        this.context = context;
        processor.init(context);
    }

    @Override
    public void process(Record<K, V> record) {
        Objects.requireNonNull(context).recordMetadata().ifPresent(this::reached); // absent where a wake-up forwards
        Defect.guard((Runnable) () -> processor.process(record));
    }

    private void reached(RecordMetadata source) {
        gate.processed(source.topic(), source.partition(), source.offset());
        failures.refuse(source);
    }

    @Override
    public void close() {
        processor.close();
    }
}

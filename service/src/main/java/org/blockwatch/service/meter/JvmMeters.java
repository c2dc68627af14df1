package org.blockwatch.service.meter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.List;

/**
 * What the virtual machine tells about itself, of which the {@link org.blockwatch.service.meter.Catalogue} lets in what is looked at.
 * Closing it takes away the listener on garbage collection.
 */
public final class JvmMeters implements MeterBinder, AutoCloseable {

    private final JvmGcMetrics collection = new JvmGcMetrics();

    @Override
    public void bindTo(MeterRegistry registry) {
        List.of(
                        new ClassLoaderMetrics(),
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics(),
                        collection)
                .forEach(meters -> meters.bindTo(registry));
    }

    @Override
    public void close() {
        collection.close();
    }
}

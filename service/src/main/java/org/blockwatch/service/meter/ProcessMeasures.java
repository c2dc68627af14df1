package org.blockwatch.service.meter;

import static org.blockwatch.service.meter.Audience.ON_CALL;
import static org.blockwatch.service.meter.Audience.PLATFORM;

import java.util.List;
import org.blockwatch.service.meter.Measure.Kind;

/** What every service shows of itself: whether it works, which release it is, and what its virtual machine needs. */
public final class ProcessMeasures {

    public static final Measure READY = Measure.gauge(
            "blockwatch.ready", "0 or 1", "1 while /health/ready answers 200: the service does its work", ON_CALL);

    public static final Measure ALIVE = Measure.gauge(
            "blockwatch.alive", "0 or 1", "0 when /health/live says that the process must be replaced", ON_CALL);

    public static final Measure BUILD = Measure.gauge(
                    "blockwatch.build",
                    "1",
                    "Which release runs, as a label: during an upgrade there are two",
                    PLATFORM)
            .byConfigured("version", "the release");

    private static final String MICROMETER = "Micrometer";

    /** All of them. */
    public static final List<Measure> ALL = List.of(
            READY,
            ALIVE,
            BUILD,
            jvm(
                    "process.start.time",
                    Kind.GAUGE,
                    "seconds",
                    "When the process began, since 1970: a change is a restart"),
            jvm("process.uptime", Kind.GAUGE, "seconds", "How long the process has run"),
            jvm("process.cpu.usage", Kind.GAUGE, "", "Share of the machine's processors that the process uses, 0 to 1"),
            jvm("process.files.open", Kind.GAUGE, "files", "Open files and sockets"),
            jvm("process.files.max", Kind.GAUGE, "files", "The most that may be open"),
            jvm("jvm.memory.used", Kind.GAUGE, "bytes", "Memory in use")
                    .by("area", List.of("heap", "nonheap"))
                    .byConfigured("id", "the virtual machine's memory pools"),
            jvm("jvm.memory.max", Kind.GAUGE, "bytes", "The most that a pool may take; -1: no limit")
                    .by("area", List.of("heap", "nonheap"))
                    .byConfigured("id", "the virtual machine's memory pools"),
            jvm(
                            "jvm.gc.pause",
                            Kind.TIMER,
                            "seconds",
                            "Pauses for garbage collection: nothing is judged or sent meanwhile")
                    .byConfigured("action", "what was collected")
                    .byConfigured("cause", "why")
                    .byConfigured("gc", "the collector"),
            jvm("jvm.threads.live", Kind.GAUGE, "threads", "Threads"));

    private ProcessMeasures() {}

    private static Measure jvm(String name, Kind kind, String unit, String meaning) {
        return Measure.of(MICROMETER, name, kind, unit, meaning, PLATFORM);
    }
}

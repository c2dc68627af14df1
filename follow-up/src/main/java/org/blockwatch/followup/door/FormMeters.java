package org.blockwatch.followup.door;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.blockwatch.service.meter.Audience;
import org.blockwatch.service.meter.Measure;

/** What is counted at the patients' door. */
public final class FormMeters {

    private static final int MOST = 100_000;

    private static final Measure OPENED = Measure.counter(
                    "blockwatch.followup.opened",
                    "links",
                    "Links opened, each once in the life of the process; by programs too",
                    Audience.WARD)
            .byConfigured("slot", "the protocol's follow-up slots, and anytime");
    private static final Measure TURNED_AWAY = Measure.counter(
                    "blockwatch.followup.turned.away",
                    "requests",
                    "Requests told only the telephone number: the link is unknown or over (closed), or was answered too"
                            + " often in the last hour (limit)",
                    Audience.ON_CALL)
            .by("reason", List.of("closed", "limit"));

    /** Every measure of this package. */
    public static final List<Measure> MEASURES = List.of(OPENED, TURNED_AWAY);

    private final MeterRegistry metrics;
    private final Set<String> opened = new HashSet<>();

    /** Registers the meters that are there from the start. */
    public FormMeters(MeterRegistry metrics) {
        this.metrics = metrics;
        TURNED_AWAY.atZero(metrics);
    }

    synchronized void opened(String linkId, String slotId) {
        if (opened.size() < MOST && opened.add(linkId)) {
            OPENED.counter(metrics, slotId).increment();
        }
    }

    void closed() {
        TURNED_AWAY.counter(metrics, "closed").increment();
    }

    void limited() {
        TURNED_AWAY.counter(metrics, "limit").increment();
    }
}

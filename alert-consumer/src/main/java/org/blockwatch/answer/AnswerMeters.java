package org.blockwatch.answer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.blockwatch.event.AlertResponse;

/** What a dashboard sees of answers. Counts begin at 0, so that a rate is right from the first answer on. */
final class AnswerMeters {

    private static final String RECORDED = "recorded";
    private static final String REPEATED = "repeated";
    private static final String FAILED = "failed";
    private static final String REFUSED = "refused";

    private final Map<String, Counter> counters = new HashMap<>();

    /** Registers the meters. */
    AnswerMeters(MeterRegistry metrics) {
        for (Via via : Via.values()) {
            for (String outcome : List.of(RECORDED, REPEATED, FAILED, REFUSED)) {
                counters.put(
                        via.word() + outcome,
                        Counter.builder("blockwatch.answers")
                                .description("Answers to alerts that came in, by door and by what became of them")
                                .tag("via", via.word())
                                .tag("outcome", outcome)
                                .register(metrics));
            }
        }
    }

    /** Counts an answer that is on the log. */
    void recorded(AlertResponse answer) {
        count(answer, RECORDED);
    }

    /** Counts an answer that had been given before. */
    void repeated(AlertResponse answer) {
        count(answer, REPEATED);
    }

    /** Counts an answer that could not be recorded. */
    void failed(AlertResponse answer) {
        count(answer, FAILED);
    }

    /** Counts what was no answer, or one that may not be given: forged, expired, not allowed, not understood. */
    void refused(Via via) {
        counters.get(via.word() + REFUSED).increment();
    }

    private void count(AlertResponse answer, String outcome) {
        Counter counter = counters.get(answer.getVia() + outcome);
        if (counter != null) { // none for an answer that came in by another way than these doors
            counter.increment();
        }
    }
}

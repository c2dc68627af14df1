package org.blockwatch.consumer.answer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.service.meter.Audience;
import org.blockwatch.service.meter.Measure;

/** What a dashboard sees of answers. Counts begin at 0, so that a rate is right from the first answer on. */
public final class AnswerMeters {

    private static final String RECORDED = "recorded";
    private static final String REPEATED = "repeated";
    private static final String FAILED = "failed";
    private static final String REFUSED = "refused";

    private static final List<String> OUTCOMES = List.of(RECORDED, REPEATED, FAILED, REFUSED);

    private static final Measure ANSWERS = Measure.counter(
                    "blockwatch.answers",
                    "answers",
                    "Answers to alerts that came in, by how they came and by what became of them; absent if no way to answer is set up",
                    Audience.WARD)
            .by(
                    "via",
                    Arrays.stream(AnswerSource.values()).map(AnswerSource::word).toList())
            .by("outcome", OUTCOMES);

    /** Every measure of this package. */
    public static final List<Measure> MEASURES = List.of(ANSWERS);

    private final Map<String, Counter> counters = new HashMap<>();

    /** Registers the meters. */
    AnswerMeters(MeterRegistry metrics) {
        for (AnswerSource via : AnswerSource.values()) {
            for (String outcome : OUTCOMES) {
                counters.put(via.word() + outcome, ANSWERS.counter(metrics, via.word(), outcome));
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
    void refused(AnswerSource via) {
        Objects.requireNonNull(counters.get(via.word() + REFUSED)).increment();
    }

    private void count(AlertResponse answer, String outcome) {
        Counter counter = counters.get(answer.getVia() + outcome);
        if (counter != null) { // none for an answer that came in by another way than these doors
            counter.increment();
        }
    }
}

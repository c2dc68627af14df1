package org.blockwatch.followup.answer;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.blockwatch.service.meter.Audience;
import org.blockwatch.service.meter.Measure;

/** What is counted of patients' answers. */
public final class PatientAnswerMeters {

    private static final Measure ANSWERED = Measure.counter(
                    "blockwatch.followup.answered",
                    "answers",
                    "Answers of patients that the topic has, by slot and by what the patient was told to do",
                    Audience.WARD)
            .byConfigured("slot", "the protocol's follow-up slots, and anytime")
            .by("advice", List.of("emergency", "telephone", "call", "thanks"));
    private static final Measure NOT_SURE = Measure.counter(
                    "blockwatch.followup.not.sure",
                    "answers",
                    "Answers in which a patient was not sure of something, by slot",
                    Audience.WARD)
            .byConfigured("slot", "the protocol's follow-up slots, and anytime");
    private static final Measure WAITING = Measure.gauge(
            "blockwatch.followup.answers.waiting",
            "answers",
            "Answers of patients on disk that the topic does not have yet",
            Audience.ON_CALL);
    private static final Measure OLDEST = Measure.age(
            "blockwatch.followup.answers.oldest",
            "How long the oldest answer on disk has waited for the topic; 0: none waits",
            Audience.ON_CALL);
    private static final Measure LOST = Measure.counter(
                    "blockwatch.followup.answers.lost",
                    "answers",
                    "Answers not stored (unstored), that cannot be sent (aside), or through a link that does not exist (unknown)",
                    Audience.ON_CALL)
            .by("reason", List.of("unstored", "aside", "unknown"));

    /** Every measure of this package. */
    public static final List<Measure> MEASURES = List.of(ANSWERED, NOT_SURE, WAITING, OLDEST, LOST);

    private final MeterRegistry metrics;

    /** Registers the meters that are there from the start. */
    public PatientAnswerMeters(MeterRegistry metrics) {
        this.metrics = metrics;
        LOST.atZero(metrics);
    }

    void watch(Supplier<Number> waiting, Supplier<Duration> oldest) {
        WAITING.gauge(metrics, waiting);
        OLDEST.gauge(metrics, () -> oldest.get().toMillis() / 1000.0);
    }

    void answered(String slotId, PatientAnswer answer) {
        ANSWERED.counter(metrics, slotId, answer.replies().advice().word()).increment();
        if (answer.replies().isNotSure()) {
            NOT_SURE.counter(metrics, slotId).increment();
        }
    }

    void lost(String reason) {
        LOST.counter(metrics, reason).increment();
    }
}

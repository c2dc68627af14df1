package org.blockwatch.clinical;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.Priority;

/**
 * Every number and every text of the clinical rules for one kind of block; a versioned file that a site may change.
 *
 * @param name what a procedure names it by
 * @param version counts its changes from 1
 * @param title what people call the block
 * @param rules the words of every rule
 * @param notJudged rules that do not make sense for this kind of block
 * @param tooWeakToLift MRC grade of hip flexion up to which a straight-leg raise found ABLE is a contradiction
 */
public record Protocol(
        String name,
        int version,
        String title,
        Times times,
        Schedule schedule,
        int tooWeakToLift,
        Technique technique,
        SystemicToxicity systemicToxicity,
        News2 news2,
        DifferentialLimits differential,
        Decompression decompression,
        Map<AlertCode, RuleText> rules,
        Set<AlertCode> notJudged,
        Roots roots,
        Wording wording,
        List<Band> actions,
        List<String> refusedCauses,
        Map<EndReason, String> endTexts) {

    public Protocol {
        requireNonNull(name, "name");
        require(version >= 1, "version must be 1 or more, not " + version);
        require(
                tooWeakToLift >= 0 && tooWeakToLift <= 5,
                "tooWeakToLift is an MRC grade, 0 to 5, not " + tooWeakToLift);
        rules = Map.copyOf(rules);
        notJudged = Set.copyOf(notJudged);
        for (AlertCode code : AlertCode.values()) {
            require(code == AlertCode.UNKNOWN || rules.containsKey(code), "rules lacks " + code);
        }
        actions = List.copyOf(actions);
        require(!actions.isEmpty() && actions.get(0).from().isZero(), "the first band of actions must start at 0 min");
        for (int i = 1; i < actions.size(); i++) {
            require(
                    actions.get(i - 1).from().compareTo(actions.get(i).from()) < 0,
                    "the bands of actions must be in order of their start");
        }
        refusedCauses = List.copyOf(refusedCauses);
        endTexts = Map.copyOf(endTexts);
        for (EndReason reason : EndReason.values()) {
            require(reason == EndReason.UNKNOWN || endTexts.containsKey(reason), "endTexts lacks " + reason);
        }
    }

    /** Name and version as every alert carries it, e.g. {@code lumbar-medial-branch-block/1}. */
    public String versionedName() {
        return name + "/" + version;
    }

    /** Whether a rule makes sense for this kind of block. */
    public boolean judges(AlertCode code) {
        return !notJudged.contains(code);
    }

    /** What the article says, and the alert's text, for one rule. */
    public RuleText text(AlertCode code) {
        return requireNonNull(rules.get(code));
    }

    /**
     * What to do about an alert, a line an entry: what its rule asks for first, then what the age of the block does.
     *
     * @param age from T0; a block may lie a little ahead of the clock
     */
    public List<String> toDo(AlertCode code, Priority priority, Duration age) {
        Band band = actions.get(0);
        for (Band later : actions) {
            band = age.compareTo(later.from()) < 0 ? band : later;
        }
        List<String> reassurance = priority == Priority.HIGH ? List.of() : band.reassurance();
        return Stream.of(List.of(text(code).first()), reassurance, band.lines())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /**
     * The block's clock, from T0 unless said otherwise.
     *
     * @param onset the local anaesthetic is still setting in
     * @param expectedEnd every deficit should be gone
     * @param neverNormal from here on a deficit is never normal
     * @param neverTheAnaesthetic from here on it is never the anaesthetic alone
     * @param watch end of the watch
     * @param baselineWithin how long before S0 an assessment serves as the baseline
     * @param completeExamWithin from the 4 h mark, or from a later deficit, to a complete examination
     * @param mriWithin from a red flag, or from 24 h on, to an MRI
     */
    public record Times(
            Duration onset,
            Duration expectedEnd,
            Duration neverNormal,
            Duration neverTheAnaesthetic,
            Duration watch,
            Duration baselineWithin,
            Duration completeExamWithin,
            Duration mriWithin) {
        public Times {
            ascending("times", onset, expectedEnd, neverNormal, neverTheAnaesthetic, watch);
            ascending("times.baselineWithin", Duration.ZERO, baselineWithin);
            ascending("times.completeExamWithin", Duration.ZERO, completeExamWithin);
            ascending("times.mriWithin", Duration.ZERO, mriWithin);
        }
    }

    /**
     * When the next assessment is due.
     *
     * @param closeUntil from T0, the time of close watch
     * @param closeEvery the interval during it
     * @param every the interval after it
     * @param lowAfter after the due instant: an alert of LOW priority
     * @param mediumAfter after the due instant: MEDIUM
     */
    public record Schedule(
            Duration closeUntil, Duration closeEvery, Duration every, Duration lowAfter, Duration mediumAfter) {
        public Schedule {
            ascending("schedule", Duration.ZERO, closeUntil);
            ascending("schedule", Duration.ZERO, closeEvery);
            ascending("schedule", Duration.ZERO, every);
            ascending("schedule", Duration.ZERO, lowAfter, mediumAfter);
        }
    }

    /**
     * Signs of local anaesthetic systemic toxicity.
     *
     * @param until from T0, how long to think of it
     * @param systolicAtMost mmHg
     * @param heartRateAtMost per minute
     */
    public record SystemicToxicity(Duration until, int systolicAtMost, int heartRateAtMost) {
        public SystemicToxicity {
            ascending("systemicToxicity.until", Duration.ZERO, until);
        }
    }

    /**
     * Scores that make an alert.
     *
     * @param high HIGH from here
     * @param medium MEDIUM from here
     * @param single MEDIUM where one parameter alone has so many points
     */
    public record News2(int high, int medium, int single) {
        public News2 {
            require(medium < high, "news2.medium must be below news2.high");
        }
    }

    /**
     * What makes a cause of the differential diagnosis supported.
     *
     * @param earlyWithin from T0: so soon, weakness on both sides or a low pressure speak for an intrathecal injection
     * @param feverFrom °C
     * @param feverWithin how long a temperature counts
     */
    public record DifferentialLimits(Duration earlyWithin, double feverFrom, Duration feverWithin) {
        public DifferentialLimits {
            ascending("differential.earlyWithin", Duration.ZERO, earlyWithin);
            ascending("differential.feverWithin", Duration.ZERO, feverWithin);
        }
    }

    /** Hours from the beginning of the deficit by which a haematoma should, and must, have been decompressed. */
    public record Decompression(Duration soft, Duration hard) {
        public Decompression {
            ascending("decompression", Duration.ZERO, soft, hard);
        }
    }

    /**
     * What to do from an age of the block on, until the next band begins.
     *
     * @param from from T0
     * @param reassurance said where no alert of HIGH priority speaks against it, a line an entry
     * @param lines what to do, a line an entry
     */
    public record Band(Duration from, List<String> reassurance, List<String> lines) {
        public Band {
            requireNonNull(from, "from");
            reassurance = List.copyOf(reassurance);
            lines = List.copyOf(lines);
        }
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static void ascending(String what, Duration... durations) {
        for (int i = 1; i < durations.length; i++) {
            require(
                    requireNonNull(durations[i - 1], what).compareTo(requireNonNull(durations[i], what)) < 0,
                    what + ": " + durations[i] + " must be longer than " + durations[i - 1]);
        }
    }
}

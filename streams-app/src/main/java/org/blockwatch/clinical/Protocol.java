package org.blockwatch.clinical;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
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
 * @param timing the block's clock
 * @param limits the numbers that the rules compare with
 * @param texts what alerts say
 */
public record Protocol(String name, int version, String title, Timing timing, Limits limits, Texts texts) {

    public Protocol {
        requireNonNull(name, "name");
        require(version >= 1, "version must be 1 or more, not " + version);
    }

    /** Returns name and version as every alert carries them, e.g. {@code lumbar-medial-branch-block/1}. */
    public String versionedName() {
        return name + "/" + version;
    }

    /** Tells whether a rule makes sense for this kind of block. */
    public boolean judges(AlertCode code) {
        return !limits.notJudged().contains(code);
    }

    /** Returns what the article says, and the alert's text, for one rule. */
    public RuleText text(AlertCode code) {
        return requireNonNull(texts.rules().get(code));
    }

    /** Returns the block's clock. */
    public Times times() {
        return timing.times();
    }

    /** Returns the time that is left for what is to be done. */
    public Within within() {
        return timing.within();
    }

    /** Returns when assessments are due. */
    public Schedule schedule() {
        return timing.schedule();
    }

    /** Returns the words in which findings are told. */
    public Wording wording() {
        return texts.wording();
    }

    /** Returns the roots behind movements and reflexes. */
    public Roots roots() {
        return texts.roots();
    }

    /**
     * Returns what to do about an alert, a line an entry: what can be done at home first where the patient is there, then
     * what its rule asks for, then what the age of the block does.
     */
    public List<String> toDo(AlertCode code, Priority priority, Picture picture, Instant now) {
        List<String> inHouse =
                toDo(code, priority, Duration.between(picture.block().t0(), now));
        return picture.home().stay().home()
                ? Stream.concat(texts.actions().home().lines(picture).stream(), inHouse.stream())
                        .toList()
                : inHouse;
    }

    /**
     * Returns what to do about an alert in house.
     *
     * @param age from T0; a block may lie a little ahead of the clock
     */
    public List<String> toDo(AlertCode code, Priority priority, Duration age) {
        Band band = texts.actions().at(age);
        List<String> bedside =
                texts.actions().bedside().getOrDefault(code, Map.of()).get(priority);
        List<String> first = bedside == null ? List.of(text(code).first()) : bedside;
        boolean reassures = bedside == null && priority != Priority.HIGH;
        return Stream.of(first, reassures ? band.reassurance() : List.<String>of(), band.lines())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** The block's clock, from T0 unless said otherwise. */
    public record Timing(Times times, Within within, Schedule schedule, Decompression decompression, AtHome atHome) {
        public Timing {
            requireNonNull(times, "timing.times");
            requireNonNull(within, "timing.within");
            requireNonNull(schedule, "timing.schedule");
            requireNonNull(decompression, "timing.decompression");
            requireNonNull(atHome, "timing.atHome");
        }
    }

    /**
     * The numbers that the rules compare with.
     *
     * @param tooWeakToLift MRC grade of hip flexion up to which a straight-leg raise found ABLE is a contradiction
     * @param notJudged rules that do not make sense for this kind of block
     */
    public record Limits(
            int tooWeakToLift,
            Technique technique,
            SystemicToxicity systemicToxicity,
            News2 news2,
            DifferentialLimits differential,
            Set<AlertCode> notJudged) {
        public Limits {
            require(
                    tooWeakToLift >= 0 && tooWeakToLift <= 5,
                    "limits.tooWeakToLift is an MRC grade, 0 to 5, not " + tooWeakToLift);
            notJudged = Set.copyOf(notJudged);
        }
    }

    /**
     * What alerts say.
     *
     * @param rules the words of every rule
     * @param actions what to do
     * @param refusedCauses causes that a closing note may not give
     * @param endTexts what the end of an alert says
     */
    public record Texts(
            Map<AlertCode, RuleText> rules,
            Roots roots,
            Wording wording,
            Actions actions,
            List<String> refusedCauses,
            Map<EndReason, String> endTexts) {
        public Texts {
            rules = Map.copyOf(rules);
            for (AlertCode code : AlertCode.values()) {
                require(code == AlertCode.UNKNOWN || rules.containsKey(code), "texts.rules lacks " + code);
            }
            requireNonNull(actions, "texts.actions");
            refusedCauses = List.copyOf(refusedCauses);
            endTexts = Map.copyOf(endTexts);
            for (EndReason reason : EndReason.values()) {
                require(reason == EndReason.UNKNOWN || endTexts.containsKey(reason), "texts.endTexts lacks " + reason);
            }
        }
    }

    /**
     * The ages of a block, from T0.
     *
     * @param onset the local anaesthetic is still setting in
     * @param expectedEnd every deficit should be gone
     * @param neverNormal from here on a deficit is never normal
     * @param neverTheAnaesthetic from here on it is never the anaesthetic alone
     * @param watch end of the watch
     */
    public record Times(
            Duration onset, Duration expectedEnd, Duration neverNormal, Duration neverTheAnaesthetic, Duration watch) {
        public Times {
            ascending("timing.times", onset, expectedEnd, neverNormal, neverTheAnaesthetic, watch);
        }
    }

    /**
     * The time that is left for what is to be done.
     *
     * @param baseline how long before S0 an assessment serves as the baseline
     * @param completeExam from the 4 h mark, or from a later deficit, to a complete examination
     * @param mri from a red flag, or from 24 h on, to an MRI
     */
    public record Within(Duration baseline, Duration completeExam, Duration mri) {
        public Within {
            ascending("timing.within.baseline", Duration.ZERO, baseline);
            ascending("timing.within.completeExam", Duration.ZERO, completeExam);
            ascending("timing.within.mri", Duration.ZERO, mri);
        }
    }

    /**
     * When the next assessment is due.
     *
     * @param closeUntil from T0, the time of close watch
     * @param closeEvery the interval during it
     * @param every the interval after it
     * @param backOnlyEvery the interval once a deficit should be gone and only numbness of the back is left
     * @param lowAfter after the due instant: an alert of LOW priority
     * @param mediumAfter after the due instant: MEDIUM
     */
    public record Schedule(
            Duration closeUntil,
            Duration closeEvery,
            Duration every,
            Duration backOnlyEvery,
            Duration lowAfter,
            Duration mediumAfter) {
        public Schedule {
            ascending("timing.schedule", Duration.ZERO, closeUntil);
            ascending("timing.schedule", Duration.ZERO, closeEvery);
            ascending("timing.schedule", Duration.ZERO, every, backOnlyEvery);
            ascending("timing.schedule", Duration.ZERO, lowAfter, mediumAfter);
        }
    }

    /**
     * The follow-up of a patient at home.
     *
     * @param slots from T0, when the patient is to be heard of
     * @param answeredFrom how long before a slot an assessment answers it
     * @param seenFrom from T0, when on a deficit that is stated is known to persist
     * @param lowAfter after a slot that nobody answers: an alert of LOW priority
     * @param mediumAfter after a slot that nobody answers: MEDIUM
     * @param invitation when the patient may answer
     */
    public record AtHome(
            List<Duration> slots,
            Duration answeredFrom,
            Duration seenFrom,
            Duration lowAfter,
            Duration mediumAfter,
            Invitation invitation) {
        public AtHome {
            slots = List.copyOf(slots);
            require(!slots.isEmpty(), "timing.atHome.slots must name one or more");
            for (int i = 0; i < slots.size(); i++) {
                ascending("timing.atHome.slots", i == 0 ? Duration.ZERO : slots.get(i - 1), slots.get(i));
            }
            ascending("timing.atHome.answeredFrom", Duration.ZERO, answeredFrom);
            ascending("timing.atHome.seenFrom", Duration.ZERO, seenFrom);
            ascending("timing.atHome", Duration.ZERO, lowAfter, mediumAfter);
            requireNonNull(invitation, "timing.atHome.invitation");
            ascending("timing.atHome.invitation.openUntil", slots.get(slots.size() - 1), invitation.openUntil());
        }

        /** Returns from when on an assessment answers a slot. */
        Instant answerableFrom(Instant t0, int slot) {
            return t0.plus(slots.get(slot)).minus(answeredFrom);
        }
    }

    /**
     * When a patient at home may answer.
     *
     * @param opensBefore how long before a slot
     * @param openUntil from T0, until when the patient may write unasked
     */
    public record Invitation(Duration opensBefore, Duration openUntil) {
        public Invitation {
            ascending("timing.atHome.invitation", Duration.ZERO, opensBefore, openUntil);
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
            ascending("limits.systemicToxicity.until", Duration.ZERO, until);
        }
    }

    /**
     * Scores that make an alert.
     *
     * @param high HIGH from here
     * @param medium MEDIUM from here
     * @param single MEDIUM where one parameter alone has so many points
     * @param normalWithin how much older than the latest vital signs a normal value may be and still count
     * @param reportedWithin how close values and later vital signs must be to a reported score that is compared
     */
    public record News2(int high, int medium, int single, Duration normalWithin, Duration reportedWithin) {
        public News2 {
            require(medium < high, "limits.news2.medium must be below limits.news2.high");
            ascending("limits.news2.normalWithin", Duration.ZERO, normalWithin);
            ascending("limits.news2.reportedWithin", Duration.ZERO, reportedWithin);
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
            ascending("limits.differential.earlyWithin", Duration.ZERO, earlyWithin);
            ascending("limits.differential.feverWithin", Duration.ZERO, feverWithin);
        }
    }

    /** Hours from the beginning of the deficit by which a haematoma should, and must, have been decompressed. */
    public record Decompression(Duration soft, Duration hard) {
        public Decompression {
            ascending("timing.decompression", Duration.ZERO, soft, hard);
        }
    }

    /**
     * What to do.
     *
     * @param bands by the age of the block
     * @param bedside by rule and priority, written out for the person at the bedside: said in place of what the rule asks
     *     for otherwise, and without reassurance
     * @param home what can be done for a patient at home, before all else
     */
    public record Actions(List<Band> bands, Map<AlertCode, Map<Priority, List<String>>> bedside, HomeActions home) {
        public Actions {
            requireNonNull(home, "texts.actions.home");
            bands = List.copyOf(bands);
            bedside = Map.copyOf(bedside);
            require(
                    !bands.isEmpty() && bands.get(0).from().isZero(),
                    "the first of texts.actions.bands must start at 0 min");
            for (int i = 1; i < bands.size(); i++) {
                require(
                        bands.get(i - 1).from().compareTo(bands.get(i).from()) < 0,
                        "texts.actions.bands must be in order of their start");
            }
        }

        private Band at(Duration age) {
            Band band = bands.get(0);
            for (Band later : bands) {
                band = age.compareTo(later.from()) < 0 ? band : later;
            }
            return band;
        }
    }

    /**
     * What can be done for a patient at home, a line an entry.
     *
     * @param flag with a red flag
     * @param always in any case
     * @param grave with weakness, or numbness anywhere but in the back
     */
    public record HomeActions(List<String> flag, List<String> always, List<String> grave) {
        public HomeActions {
            flag = List.copyOf(flag);
            always = List.copyOf(always);
            grave = List.copyOf(grave);
        }

        private List<String> lines(Picture picture) {
            boolean flagged = picture.progress().episode() != null;
            boolean weakOrNumb = picture.deficits().grave() || picture.unexpectedlyDistributed();
            return Stream.of(flagged ? flag : List.<String>of(), always, weakOrNumb ? grave : List.<String>of())
                    .flatMap(List::stream)
                    .toList();
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

package org.blockwatch.clinical;

import static java.util.Objects.requireNonNull;
import static org.blockwatch.event.AssessmentPurpose.PATIENT_REPORTED;
import static org.blockwatch.event.AssessmentPurpose.POST_BLOCK;
import static org.blockwatch.event.CareEventKind.DIED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one patient: a picture of every block that is open or could still be.
 *
 * <p>There are two ways to it, and they lead to the same value: {@link #after(List, Protocols) all statements at once},
 * or {@link #then one at a time} as long as they come in order. A recovery holds no statements, so that a block whose
 * old ones have been forgotten goes on from its picture.
 *
 * @param foldedThrough the last statement in order that is contained, or null where none is
 * @param blocks pictures of the blocks for which there is a procedure, the latest last
 * @param implicit the picture of the implicit block, or null where there is none
 * @param latestBaseline the baseline of the latest block, or null where there has been none
 * @param status whether the patient lives, and where
 */
public record Recovery(
        String patientId,
        @Nullable Position foldedThrough,
        List<Picture> blocks,
        @Nullable Picture implicit,
        @Nullable Baseline latestBaseline,
        PatientStatus status) {

    public Recovery {
        blocks = List.copyOf(blocks);
    }

    /** Returns a patient of whom nothing is known. */
    public static Recovery unknown(String patientId) {
        return new Recovery(patientId, null, List.of(), null, null, PatientStatus.UNKNOWN);
    }

    /**
     * Folds statements from scratch, or on top of what is known here when older ones have been forgotten. What is stated
     * for one instant is folded together.
     *
     * @param statements those that stand, in any order, none of them contained yet
     */
    public Recovery after(List<Statement> statements, Protocols protocols) {
        List<Statement> ordered = statements.stream().sorted(Statement.ORDER).toList();
        List<BlockStart> starts = BlockStart.in(ordered, protocols);
        Recovery recovery = this;
        int nextStart = 0;
        int from = 0;
        while (from < ordered.size()) {
            Instant stated = ordered.get(from).occurredAt();
            Instant at = nextStart < starts.size() && starts.get(nextStart).at().isBefore(stated)
                    ? starts.get(nextStart).at()
                    : stated;
            int to = from;
            while (to < ordered.size() && ordered.get(to).occurredAt().equals(at)) {
                to++;
            }
            List<Block> begun = new ArrayList<>();
            while (nextStart < starts.size() && !starts.get(nextStart).at().isAfter(at)) {
                Block block = starts.get(nextStart++).block();
                begun.add(block);
                recovery = recovery.starting(block, protocols);
            }
            recovery = recovery.taking(at, ordered.subList(from, to), begun, protocols);
            from = to;
        }
        return recovery;
    }

    /**
     * Folds one more statement. Vital signs may come in any order as long as that tells the same.
     *
     * @param statement one whose identity is new; a revision or a retraction needs {@link #after all statements again}
     * @return empty where one step does not lead there: the statement performs a block, or is earlier than what is
     *     contained or of one instant with it
     */
    public Optional<Recovery> then(Statement statement, Protocols protocols) {
        if (statement instanceof Vitals vitals) {
            Recovery measured = taking(vitals.occurredAt(), List.of(vitals), List.of(), protocols);
            return takes(vitals, measured) ? Optional.of(measured) : Optional.empty();
        }
        boolean later = foldedThrough == null || statement.occurredAt().isAfter(foldedThrough.occurredAt());
        return later && !(statement instanceof Procedure)
                ? Optional.of(taking(statement.occurredAt(), List.of(statement), List.of(), protocols))
                : Optional.empty();
    }

    /**
     * Returns this recovery with the vital signs that another contains: for one that was folded without those since some
     * earlier one.
     *
     * @param other contains the same blocks and is later in time than what this was folded on
     * @return empty where the two have not the same blocks, or there was a seizure, which vital signs after it can end
     */
    public Optional<Recovery> measuredAs(Recovery other) {
        boolean sameBlocks = blocks.size() == other.blocks.size();
        Picture measuredImplicit = null;
        if (implicit != null && other.implicit != null && implicit.isMeasuredLike(other.implicit)) {
            measuredImplicit = implicit.measuredAs(other.implicit);
        } else if (implicit != null || other.implicit != null) {
            sameBlocks = false;
        }
        List<Picture> measured = new ArrayList<>(blocks.size());
        for (int n = 0; sameBlocks && n < blocks.size(); n++) {
            sameBlocks = blocks.get(n).isMeasuredLike(other.blocks.get(n));
            measured.add(blocks.get(n).measuredAs(other.blocks.get(n)));
        }
        return sameBlocks
                ? Optional.of(new Recovery(
                        patientId,
                        later(foldedThrough, other.foldedThrough),
                        measured,
                        measuredImplicit,
                        latestBaseline,
                        status))
                : Optional.empty();
    }

    /** Tells whether a statement is later in order than all that is contained. */
    public boolean isInOrder(Statement statement) {
        return foldedThrough == null || statement.position().compareTo(foldedThrough) > 0;
    }

    /** Returns all pictures, the implicit block's first. */
    public List<Picture> pictures() {
        if (implicit == null) {
            return blocks;
        }
        List<Picture> all = new ArrayList<>(blocks.size() + 1);
        all.add(implicit);
        all.addAll(blocks);
        return List.copyOf(all);
    }

    /** Tells whether a DIED statement stands: no block is open. */
    public boolean died() {
        return status.died();
    }

    /** Tells whether a block is open at an instant. */
    public boolean open(Picture picture, Instant now, Protocols protocols) {
        return !died() && picture.open(now, protocols.of(picture.block()));
    }

    /**
     * Returns this recovery without the blocks that no later statement and no passing of time can open again, but those
     * of patients at home who may still write.
     */
    public Recovery withoutClosed(Instant now, Protocols protocols) {
        Predicate<Picture> keep = picture -> {
            Instant end = picture.watchEnds(protocols.of(picture.block()));
            boolean past = foldedThrough != null && !foldedThrough.occurredAt().isBefore(end) && !now.isBefore(end);
            boolean closed = picture.closedBy(now) || (past && !picture.open(now, protocols.of(picture.block())));
            return !closed || picture.mayWrite(now, protocols.of(picture.block()));
        };
        if (pictures().stream().allMatch(keep)) {
            return this;
        }
        return new Recovery(
                patientId,
                foldedThrough,
                blocks.stream().filter(keep).toList(),
                implicit != null && keep.test(implicit) ? implicit : null,
                latestBaseline,
                status);
    }

    private boolean takes(Vitals vitals, Recovery measured) {
        boolean takes = implicit == null || measured.implicit == null || implicit.takes(vitals, measured.implicit);
        for (int n = 0; takes && n < blocks.size(); n++) {
            takes = blocks.get(n).takes(vitals, measured.blocks.get(n));
        }
        return takes;
    }

    /** Begins a block: earlier ones hand over to it, and an earlier picture under its own name gives way. */
    private Recovery starting(Block block, Protocols protocols) {
        List<Picture> pictures = new ArrayList<>();
        for (Picture earlier : blocks) {
            if (!earlier.block().blockId().equals(block.blockId())) {
                pictures.add(earlier.handingOverTo(block, protocols.of(earlier.block())));
            }
        }
        pictures.add(Picture.blank(block, Stay.IN_HOUSE, protocols.of(block)));
        pictures.sort(Comparator.comparing(picture -> picture.block().rank()));
        boolean latest = latestBaseline == null || block.rank().compareTo(latestBaseline.rank()) >= 0;
        return new Recovery(
                patientId,
                foldedThrough,
                pictures,
                implicit == null ? null : implicit.handingOverTo(block, protocols.of(implicit.block())),
                latest ? new Baseline(block.rank(), block.baseline()) : latestBaseline,
                status);
    }

    /**
     * Folds what is stated for one instant. Every block that has begun takes it; where none is open at its time, it may
     * open an implicit one. A block that has closed by then takes it too: the clock may not be there yet, and nothing
     * charted past its end opens a block again.
     */
    private Recovery taking(Instant at, List<Statement> simultaneous, List<Block> begun, Protocols protocols) {
        Moment stated = Moment.of(at, simultaneous);
        List<Picture> pictures = new ArrayList<>(blocks.size());
        for (Picture picture : blocks) {
            List<Block> later = begun.stream().filter(picture.block()::isBefore).toList();
            pictures.add(taking(stated.arrivingFor(later), picture, protocols));
        }
        Moment moment = stated.arrivingFor(begun);
        Picture inferred = implicit == null ? null : taking(moment, implicit, protocols);
        Stay stay = status.stay().after(moment);
        Assessment opening = opening(moment, protocols.standard());
        if (opening != null && !watched(pictures, inferred, at, protocols)) {
            Block block = Block.implicit(patientId, opening, baseline(), protocols.standard());
            Stay before = opening.byStaff() ? stay : Stay.homeFrom(at);
            inferred = Picture.blank(block, before, protocols.standard()).after(moment, protocols.standard());
        }
        PatientStatus now = new PatientStatus(status.died() || moment.states(DIED), stay);
        Position through = simultaneous.isEmpty()
                ? foldedThrough
                : later(foldedThrough, simultaneous.get(simultaneous.size() - 1).position());
        return new Recovery(patientId, through, pictures, inferred, latestBaseline, now);
    }

    private static Picture taking(Moment moment, Picture picture, Protocols protocols) {
        return moment.isEmpty() || moment.at().isBefore(picture.block().s0())
                ? picture
                : picture.after(moment, protocols.of(picture.block()));
    }

    private static boolean watched(
            List<Picture> pictures, @Nullable Picture inferred, Instant at, Protocols protocols) {
        return (inferred != null && inferred.open(at, protocols.of(inferred.block())))
                || pictures.stream().anyMatch(picture -> picture.open(at, protocols.of(picture.block())));
    }

    private static Position later(@Nullable Position one, @Nullable Position other) {
        if (one == null || other == null) {
            return one == null ? requireNonNull(other) : one;
        }
        return one.compareTo(other) >= 0 ? one : other;
    }

    /**
     * Returns an assessment that by itself shows a deficit or a saddle, bladder or bowel flag; null where none does. One of
     * staff before the patient's own word.
     */
    private @Nullable Assessment opening(Moment moment, Protocol protocol) {
        Assessment word = null;
        for (Assessment assessment : moment.assessments()) {
            Findings shown =
                    Findings.together(List.of(assessment), protocol.limits().tooWeakToLift());
            boolean opens = shown.against(baseline()).any()
                    || shown.present(Sign.SADDLE_ANAESTHESIA)
                    || shown.present(Sign.BLADDER_DYSFUNCTION)
                    || shown.present(Sign.BOWEL_DYSFUNCTION);
            if (assessment.purpose() == POST_BLOCK && opens) {
                return assessment;
            }
            if (assessment.purpose() == PATIENT_REPORTED && opens && word == null) {
                word = assessment;
            }
        }
        return word;
    }

    private Exam baseline() {
        return latestBaseline == null ? Exam.EMPTY : latestBaseline.exam();
    }
}

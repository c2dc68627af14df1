package org.blockwatch.clinical;

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
 * @param died a DIED statement stands: no block is open
 */
public record Recovery(
        String patientId,
        @Nullable Position foldedThrough,
        List<Picture> blocks,
        @Nullable Picture implicit,
        @Nullable Baseline latestBaseline,
        boolean died) {

    public Recovery {
        blocks = List.copyOf(blocks);
    }

    /** A patient of whom nothing is known. */
    public static Recovery unknown(String patientId) {
        return new Recovery(patientId, null, List.of(), null, null, false);
    }

    /**
     * Folds statements from scratch, or on top of what is known here when older ones have been forgotten.
     *
     * @param statements those that stand, in any order, none of them contained yet
     */
    public Recovery after(List<Statement> statements, Protocols protocols) {
        List<Statement> ordered = statements.stream().sorted(Statement.ORDER).toList();
        List<BlockStart> openings = BlockStart.in(ordered, protocols);
        Recovery recovery = this;
        int next = 0;
        List<Statement> instant = new ArrayList<>();
        for (Statement statement : ordered) {
            while (next < openings.size() && !openings.get(next).at().isAfter(statement.occurredAt())) {
                recovery = recovery.opening(openings.get(next++), protocols);
            }
            if (!instant.isEmpty() && !instant.get(0).occurredAt().equals(statement.occurredAt())) {
                instant.clear();
            }
            instant.add(statement);
            recovery = recovery.taking(statement, instant, protocols);
        }
        return recovery;
    }

    /**
     * Folds one more statement. Vital signs may come in any order: no block begins, closes or changes its findings by them.
     *
     * @param statement one whose identity is new; a revision or a retraction needs {@link #after all statements again}
     * @return empty where one step does not lead there: the statement is no vital signs and earlier than what is
     *     contained, performs a block, or opens an implicit block at an instant of which others are contained
     */
    public Optional<Recovery> then(Statement statement, Protocols protocols) {
        if (statement instanceof Vitals vitals) {
            return Optional.of(measuring(vitals, protocols));
        }
        if (!isInOrder(statement) || statement instanceof Procedure) {
            return Optional.empty();
        }
        Recovery next = taking(statement, List.of(statement), protocols);
        boolean sameInstant =
                foldedThrough != null && foldedThrough.occurredAt().equals(statement.occurredAt());
        return sameInstant && next.implicitOpenedBy(statement) ? Optional.empty() : Optional.of(next);
    }

    /**
     * This recovery with the vital signs that another contains: for one that was folded without those since some earlier one, which may
     * be done because {@link #then vital signs come in any order}.
     *
     * @param other contains the same blocks and is later in time than what this was folded on
     * @return empty where the two have not the same blocks, or there was a seizure, which vital signs after it can end
     */
    public Optional<Recovery> measuredAs(Recovery other) {
        boolean sameBlocks = blocks.size() == other.blocks.size() && (implicit == null) == (other.implicit == null);
        if (!sameBlocks || (implicit != null && !implicit.isMeasuredLike(other.implicit))) {
            return Optional.empty();
        }
        List<Picture> measured = new ArrayList<>(blocks.size());
        for (int n = 0; n < blocks.size(); n++) {
            if (!blocks.get(n).isMeasuredLike(other.blocks.get(n))) {
                return Optional.empty();
            }
            measured.add(blocks.get(n).measuredAs(other.blocks.get(n)));
        }
        return Optional.of(new Recovery(
                patientId,
                other.foldedThrough,
                measured,
                implicit == null ? null : implicit.measuredAs(other.implicit),
                latestBaseline,
                died));
    }

    /** Whether a statement is later in order than all that is contained. */
    public boolean isInOrder(Statement statement) {
        return foldedThrough == null || statement.position().compareTo(foldedThrough) > 0;
    }

    /** All pictures, the implicit block's first. */
    public List<Picture> pictures() {
        if (implicit == null) {
            return blocks;
        }
        List<Picture> all = new ArrayList<>(blocks.size() + 1);
        all.add(implicit);
        all.addAll(blocks);
        return List.copyOf(all);
    }

    /** Whether a block is open at an instant. */
    public boolean open(Picture picture, Instant now, Protocols protocols) {
        return !died && picture.open(now, protocols.of(picture.block()));
    }

    /** This recovery without the blocks that no later statement and no passing of time can open again. */
    public Recovery withoutClosed(Instant now, Protocols protocols) {
        Predicate<Picture> keep = picture -> {
            Instant end = picture.watchEnds(protocols.of(picture.block()));
            boolean past = foldedThrough != null && !foldedThrough.occurredAt().isBefore(end) && !now.isBefore(end);
            boolean closed = picture.takenOverBy(now) || (past && !picture.open(now, protocols.of(picture.block())));
            return !closed;
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
                died);
    }

    /** Every block that had begun takes the vital signs. */
    private Recovery measuring(Vitals vitals, Protocols protocols) {
        List<Picture> pictures = new ArrayList<>(blocks.size());
        for (Picture picture : blocks) {
            pictures.add(measuring(picture, vitals, protocols));
        }
        return new Recovery(
                patientId,
                through(vitals),
                pictures,
                implicit == null ? null : measuring(implicit, vitals, protocols),
                latestBaseline,
                died);
    }

    private static Picture measuring(Picture picture, Vitals vitals, Protocols protocols) {
        boolean begun = !vitals.occurredAt().isBefore(picture.block().s0());
        return begun ? picture.after(vitals, protocols.of(picture.block())) : picture;
    }

    private boolean implicitOpenedBy(Statement statement) {
        return implicit != null && implicit.block().eventId().equals(statement.eventId());
    }

    /** A block begins: earlier ones hand over to it, and an earlier picture under its own name gives way. */
    private Recovery opening(BlockStart opening, Protocols protocols) {
        Block block = opening.block();
        List<Picture> pictures = new ArrayList<>();
        for (Picture earlier : blocks) {
            if (!earlier.block().blockId().equals(block.blockId())) {
                pictures.add(earlier.handingOverTo(block, protocols.of(earlier.block())));
            }
        }
        pictures.add(Picture.blank(block, opening.procedure().place()));
        pictures.sort(Comparator.comparing(picture -> picture.block().rank()));
        boolean latest = latestBaseline == null || block.rank().compareTo(latestBaseline.rank()) >= 0;
        return new Recovery(
                patientId,
                foldedThrough,
                pictures,
                implicit == null ? null : implicit.handingOverTo(block, protocols.of(implicit.block())),
                latest ? new Baseline(block.rank(), block.baseline()) : latestBaseline,
                died);
    }

    /**
     * Every block takes the statement; where none is open at its time, it may open an implicit one. A block that has closed
     * by then takes it too: the clock may not be there yet, and nothing charted past its end opens a block again.
     *
     * @param instant the statements of this very instant so far, this one included
     */
    private Recovery taking(Statement statement, List<Statement> instant, Protocols protocols) {
        Instant at = statement.occurredAt();
        List<Picture> pictures = new ArrayList<>();
        boolean watched = false;
        for (Picture picture : blocks) {
            Picture after = picture.after(statement, protocols.of(picture.block()));
            pictures.add(after);
            watched |= after.open(at, protocols.of(after.block()));
        }
        Picture inferred = implicit == null ? null : implicit.after(statement, protocols.of(implicit.block()));
        watched |= inferred != null && inferred.open(at, protocols.of(inferred.block()));
        if (!watched && statement instanceof Assessment assessment && opensImplicit(assessment, protocols.standard())) {
            inferred = Picture.blank(
                    Block.implicit(patientId, assessment, baseline(), protocols.standard()), assessment.place());
            for (Statement simultaneous : instant) {
                inferred = inferred.after(simultaneous, protocols.standard());
            }
        }
        boolean dies = statement instanceof Care care && care.kind() == DIED;
        return new Recovery(patientId, through(statement), pictures, inferred, latestBaseline, died || dies);
    }

    private Position through(Statement statement) {
        return isInOrder(statement) ? statement.position() : foldedThrough;
    }

    /** Whether the assessment by itself shows a deficit or a saddle, bladder or bowel flag. */
    private boolean opensImplicit(Assessment assessment, Protocol protocol) {
        Exam exam = assessment.exam();
        Findings shown = Findings.NONE.after(
                exam.takenAsUnable(exam.contradictions(protocol.tooWeakToLift())), assessment.eventId());
        return assessment.purpose() == POST_BLOCK
                && (shown.against(baseline()).any()
                        || shown.present(Sign.SADDLE_ANAESTHESIA)
                        || shown.present(Sign.BLADDER_DYSFUNCTION)
                        || shown.present(Sign.BOWEL_DYSFUNCTION));
    }

    private Exam baseline() {
        return latestBaseline == null ? Exam.EMPTY : latestBaseline.exam();
    }
}

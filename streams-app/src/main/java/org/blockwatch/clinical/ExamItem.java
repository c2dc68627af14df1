package org.blockwatch.clinical;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.blockwatch.event.Movement;
import org.blockwatch.event.Reflex;
import org.blockwatch.event.Side;

/**
 * An item of the complete examination: a test on one side.
 *
 * @param side the side examined
 * @param test the test
 */
public record ExamItem(Side side, Test test) implements Comparable<ExamItem> {

    /** A test that a complete examination contains, on each side. */
    public enum Test {
        HIP_FLEXION,
        KNEE_EXTENSION,
        ANKLE_DORSIFLEXION,
        ANKLE_PLANTARFLEXION,
        TOE_MOVEMENT,
        KNEE_REFLEX,
        ANKLE_REFLEX,
        STRAIGHT_LEG_RAISE,
        /** Any modality in any region. */
        SENSATION;

        static Test of(Movement movement) {
            return valueOf(movement.name());
        }

        static Test of(Reflex reflex) {
            return reflex == Reflex.KNEE ? KNEE_REFLEX : ANKLE_REFLEX;
        }
    }

    private static final Comparator<ExamItem> ORDER =
            Comparator.comparing(ExamItem::test).thenComparing(ExamItem::side);

    /** All that a complete examination contains. */
    public static final List<ExamItem> COMPLETE = complete();

    @Override
    public int compareTo(ExamItem other) {
        return ORDER.compare(this, other);
    }

    /** Returns what one examination contains; an unknown site examines nothing. */
    static List<ExamItem> in(Exam exam) {
        List<ExamItem> items = new ArrayList<>();
        exam.motor().keySet().stream()
                .filter(MotorSite::located)
                .forEach(site -> items.add(new ExamItem(site.side(), Test.of(site.movement()))));
        exam.reflexes().keySet().forEach(site -> items.add(new ExamItem(site.side(), Test.of(site.reflex()))));
        exam.straightLegRaise().keySet().stream()
                .filter(side -> side != Side.UNKNOWN)
                .forEach(side -> items.add(new ExamItem(side, Test.STRAIGHT_LEG_RAISE)));
        exam.sensation().keySet().stream()
                .filter(SensorySite::located)
                .forEach(site -> items.add(new ExamItem(site.side(), Test.SENSATION)));
        return items;
    }

    private static List<ExamItem> complete() {
        List<ExamItem> items = new ArrayList<>();
        for (Test test : Test.values()) {
            items.add(new ExamItem(Side.LEFT, test));
            items.add(new ExamItem(Side.RIGHT, test));
        }
        return List.copyOf(items);
    }
}

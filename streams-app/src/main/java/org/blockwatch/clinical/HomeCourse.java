package org.blockwatch.clinical;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a block leaves behind for the rules about patients who go home.
 *
 * @param stay where the patient is
 * @param seenAt since when a deficit has been known to persist, or null where it is not known
 * @param closedAt when the block of a patient at home closed for good, or null where it has not
 * @param answers for each follow-up slot that is answered, in their order, the first assessment that answers it
 * @param followedSince since when the patient is, or last was, at home before recovery was shown, or null
 * @param byStaff the findings without the patient's own word, or null where that makes no difference
 */
public record HomeCourse(
        Stay stay,
        @Nullable Instant seenAt,
        @Nullable Instant closedAt,
        List<Instant> answers,
        @Nullable Instant followedSince,
        @Nullable Findings byStaff) {

    /** Has not been at home, and the patient has not been asked. */
    public static final HomeCourse NONE = new HomeCourse(Stay.IN_HOUSE, null, null, List.of(), null, null);

    public HomeCourse {
        answers = List.copyOf(answers);
    }

    HomeCourse with(Stay now) {
        return now.equals(stay) ? this : new HomeCourse(now, seenAt, closedAt, answers, followedSince, byStaff);
    }

    HomeCourse seen(Instant at) {
        return seenAt == null ? new HomeCourse(stay, at, closedAt, answers, followedSince, byStaff) : this;
    }

    HomeCourse closed(Instant at) {
        return new HomeCourse(stay, seenAt, at, answers, followedSince, byStaff);
    }

    HomeCourse foundByStaff(@Nullable Findings found) {
        return new HomeCourse(stay, seenAt, closedAt, answers, followedSince, found);
    }

    HomeCourse followed() {
        Instant since = stay.homeSince();
        return since == null || since.equals(followedSince)
                ? this
                : new HomeCourse(stay, seenAt, closedAt, answers, since, byStaff);
    }

    HomeCourse answered(List<Instant> now) {
        return now.size() == answers.size()
                ? this
                : new HomeCourse(stay, seenAt, closedAt, now, followedSince, byStaff);
    }
}

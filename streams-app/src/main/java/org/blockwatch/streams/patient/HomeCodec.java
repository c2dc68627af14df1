package org.blockwatch.streams.patient;

import org.blockwatch.clinical.Findings;
import org.blockwatch.clinical.HomeCourse;
import org.blockwatch.clinical.Stay;
import org.blockwatch.state.FindingsState;
import org.blockwatch.state.HomeState;
import org.blockwatch.state.StayState;
import org.jspecify.annotations.Nullable;

/** Writes the course at home as state, and reads it back. Most patients have none, and cost nothing. */
final class HomeCodec {

    private HomeCodec() {}

    static @Nullable HomeState write(HomeCourse course) {
        if (course.equals(HomeCourse.NONE)) {
            return null;
        }
        Findings byStaff = course.byStaff();
        Stay stay = course.stay();
        return HomeState.newBuilder()
                .setStay(new StayState(stay.homeSince(), stay.returnedAt()))
                .setSeenAt(course.seenAt())
                .setClosedAt(course.closedAt())
                .setAnswers(course.answers())
                .setFollowedSince(course.followedSince())
                .setByStaff(byStaff == null ? null : new FindingsCodec().write(byStaff))
                .build();
    }

    static HomeCourse read(@Nullable HomeState state) {
        if (state == null) {
            return HomeCourse.NONE;
        }
        FindingsState byStaff = state.getByStaff();
        return new HomeCourse(
                read(state.getStay()),
                state.getSeenAt(),
                state.getClosedAt(),
                state.getAnswers(),
                state.getFollowedSince(),
                byStaff == null ? null : FindingsCodec.read(byStaff));
    }

    static @Nullable StayState write(Stay stay) {
        return stay.equals(Stay.IN_HOUSE) ? null : new StayState(stay.homeSince(), stay.returnedAt());
    }

    static Stay read(@Nullable StayState state) {
        return state == null ? Stay.IN_HOUSE : new Stay(state.getHomeSince(), state.getReturnedAt());
    }
}

package org.blockwatch.board.access;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who looks. */
public sealed interface Viewer {

    /** Returns whether the wall of a unit may be shown. */
    boolean seesWall(String unit);

    /** Nobody that is known. */
    record Nobody() implements Viewer {
        @Override
        public boolean seesWall(String unit) {
            return false;
        }
    }

    /**
     * A screen on a wall that somebody has let in.
     *
     * @param id as it is known in the record of accesses
     */
    record Wall(String id, String unit) implements Viewer {
        @Override
        public boolean seesWall(String of) {
            return unit.equals(of);
        }
    }

    /**
     * Somebody who has signed in.
     *
     * @param user as the roster knows them: what answers are given as
     * @param name for people
     * @param glass units that are not theirs and that they have opened with a reason
     * @param signedInAt when the session began, wall time
     * @param seenAt when they last did anything, wall time
     */
    record SignedIn(
            String user, String name, List<RoleGrant> grants, Set<String> glass, Instant signedInAt, Instant seenAt)
            implements Viewer {

        public SignedIn {
            grants = List.copyOf(grants);
            glass = Set.copyOf(glass);
        }

        /** Returns whether they may look at patients of a unit, answer and examine. */
        public boolean treats(String unit) {
            return glass.contains(unit) && isStaff()
                    || grants.stream()
                            .anyMatch(grant -> grant.role() != BoardRole.OPERATIONS
                                    && (grant.unit().equals(RoleGrant.ALL)
                                            || grant.unit().equals(unit)));
        }

        /** Returns whether they are a nurse or a doctor anywhere, who may open another unit with a reason. */
        public boolean isStaff() {
            return grants.stream().anyMatch(grant -> grant.role() != BoardRole.OPERATIONS);
        }

        @Override
        public boolean seesWall(String unit) {
            return treats(unit);
        }

        SignedIn seen(Instant at) {
            return new SignedIn(user, name, grants, glass, signedInAt, at);
        }

        SignedIn opening(String unit) {
            Set<String> more = new HashSet<>(glass);
            more.add(unit);
            return new SignedIn(user, name, grants, more, signedInAt, seenAt);
        }

        List<String> roles() {
            return grants.stream().map(RoleGrant::text).toList();
        }
    }
}

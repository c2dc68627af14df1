package org.blockwatch.clinical;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is stated for one instant and taken together. Charting is to the minute, so the order of identities says nothing.
 *
 * @param at the instant
 * @param assessments in the order of their identities, as the others are
 */
record Moment(Instant at, List<Assessment> assessments, List<Vitals> vitals, List<Care> care) {

    /** Returns the moment of statements that are all of one instant, in order; never of none. */
    static Moment of(List<Statement> simultaneous) {
        List<Assessment> assessments = new ArrayList<>(1);
        List<Vitals> vitals = new ArrayList<>(1);
        List<Care> care = new ArrayList<>(1);
        for (Statement statement : simultaneous) {
            if (statement instanceof Assessment assessment) {
                assessments.add(assessment);
            } else if (statement instanceof Vitals measured) {
                vitals.add(measured);
            } else if (statement instanceof Care event) {
                care.add(event);
            }
        }
        return new Moment(simultaneous.get(0).occurredAt(), assessments, vitals, care);
    }

    /** Tells whether vital signs are all there is: they alone may be folded late. */
    boolean onlyVitals() {
        return assessments.isEmpty() && care.isEmpty();
    }
}

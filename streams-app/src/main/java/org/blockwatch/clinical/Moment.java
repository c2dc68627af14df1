package org.blockwatch.clinical;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.blockwatch.event.CareEventKind;

/**
 * What is stated for one instant and taken together. Charting is to the minute, so the order of identities says nothing.
 *
 * @param at the instant
 * @param assessments in the order of their identities, as the others are
 */
record Moment(Instant at, List<Assessment> assessments, List<Vitals> vitals, List<Care> care) {

    /** Returns the moment of statements that are all of one instant, in order. */
    static Moment of(Instant at, List<Statement> simultaneous) {
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
        return new Moment(at, assessments, vitals, care);
    }

    /** Returns this moment for a patient who arrives for further blocks: the first dose of a later block is an arrival. */
    Moment arrivingFor(List<Block> blocks) {
        if (blocks.isEmpty()) {
            return this;
        }
        List<Care> events = new ArrayList<>(care);
        blocks.forEach(block -> events.add(new Care(block.eventId(), at, CareEventKind.ARRIVED)));
        return new Moment(at, assessments, vitals, events);
    }

    /** Tells whether nothing is stated. */
    boolean isEmpty() {
        return assessments.isEmpty() && vitals.isEmpty() && care.isEmpty();
    }

    /** Tells whether an event of a kind is among it. */
    boolean states(CareEventKind kind) {
        return care.stream().anyMatch(event -> event.kind() == kind);
    }

    /** Tells whether vital signs are all there is: they alone may be folded late. */
    boolean onlyVitals() {
        return assessments.isEmpty() && care.isEmpty();
    }
}

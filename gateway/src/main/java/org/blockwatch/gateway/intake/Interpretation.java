package org.blockwatch.gateway.intake;

import java.util.ArrayList;
import java.util.List;
import org.blockwatch.event.Location;
import org.blockwatch.gateway.chart.ObservationCharting;
import org.blockwatch.gateway.chart.Problem;
import org.blockwatch.gateway.map.Code;
import org.jspecify.annotations.Nullable;

/** What a message says, collected while it is read. */
public final class Interpretation {

    private final List<Act> acts = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Code> unknown = new ArrayList<>();
    private boolean withoutPatient;

    /** Adds an act. */
    public void add(Act act) {
        acts.add(act);
    }

    /** Adds something that cannot be used. */
    public void problem(String where, String reason) {
        problems.add(new Problem(where, reason));
    }

    /** Adds a code that the map does not know. */
    public void unknown(Code code) {
        unknown.add(code);
    }

    /** Adds what became of a group of observations. */
    public void charted(String patientId, @Nullable Location location, String where, ObservationCharting charting) {
        charting.statements().forEach(statement -> acts.add(new Act.Charted(patientId, location, statement, where)));
        problems.addAll(charting.problems());
        unknown.addAll(charting.unknown());
    }

    /** Notes that it names no patient. */
    public void noPatient() {
        withoutPatient = true;
    }

    /** Returns what it says, in order. */
    public List<Act> acts() {
        return acts;
    }

    /** Returns what cannot be used. */
    public List<Problem> problems() {
        return problems;
    }

    /** Returns codes that the map does not know. */
    public List<Code> unknown() {
        return unknown;
    }

    /** Returns whether it holds observations of a patient whom it does not name. */
    public boolean isWithoutPatient() {
        return withoutPatient;
    }

    /** Returns whether what was sent before has to be looked up to use it. */
    public boolean changesEarlier() {
        return acts.stream()
                .anyMatch(act -> act instanceof Act.Merged
                        || act instanceof Act.Charted charted
                                && charted.statement().changesEarlier());
    }
}

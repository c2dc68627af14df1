package org.blockwatch.gateway.chart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.gateway.chart.Observed.Standing;
import org.blockwatch.gateway.map.Code;
import org.blockwatch.gateway.map.Meaning;
import org.blockwatch.gateway.map.SourceMap;

/** Makes statements of observations: of all vital signs of one instant one, of all findings of one instant one. */
public final class ObservationCharting {

    private final SourceMap map;
    private final List<ChartedStatement> statements = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Code> unknown = new ArrayList<>();

    /** Makes statements by a source's map. */
    public ObservationCharting(SourceMap map) {
        this.map = map;
    }

    /** Returns the statements that were made. */
    public List<ChartedStatement> statements() {
        return statements;
    }

    /** Returns what could not be used though the map knows it. */
    public List<Problem> problems() {
        return problems;
    }

    /** Returns codes that the map does not know. */
    public List<Code> unknown() {
        return unknown;
    }

    private record Known(Observed observed, Meaning meaning, Reading reading) {
        Instant at() {
            return observed.at().instant();
        }

        boolean standsWhere(Known other) {
            return meaning.field() == other.meaning().field()
                    && meaning.coordinates().equals(other.meaning().coordinates());
        }
    }

    /** Adds what a group holds. */
    public void add(ObservationGroup group) {
        List<Known> known = known(group);
        if (map.codes().isBlock(group.codes())) {
            BlockDraft draft = new BlockDraft(group, map);
            known.stream()
                    .filter(one -> one.meaning().field().isOfBlock())
                    .forEach(one -> draft.add(one.observed(), one.reading()));
            draft.statement(problems).ifPresent(statements::add);
        }
        Map<Instant, List<Known>> vitals = new LinkedHashMap<>();
        Map<Instant, List<Known>> findings = new LinkedHashMap<>();
        for (Known one : known) {
            if (one.meaning().field().isVitalSign()) {
                vitals.computeIfAbsent(one.at(), at -> new ArrayList<>()).add(one);
            } else if (one.meaning().field().isFinding()) {
                findings.computeIfAbsent(one.at(), at -> new ArrayList<>()).add(one);
            }
        }
        vitals.values().forEach(set -> sets(group, set, true));
        findings.values().forEach(set -> sets(group, set, false));
    }

    private List<Known> known(ObservationGroup group) {
        List<Known> known = new ArrayList<>();
        for (Observed observed : group.observations()) {
            Optional<Meaning> meaning = map.codes().meaning(observed.codes());
            if (meaning.isEmpty()) {
                observed.codes().stream().findFirst().ifPresent(unknown::add);
                continue;
            }
            try {
                known.add(new Known(observed, meaning.get(), Reading.of(observed, meaning.get())));
            } catch (Reading.UnreadableException e) {
                if (observed.standing() == Standing.TAKEN_BACK) { // its value no longer counts
                    known.add(new Known(
                            observed,
                            meaning.get(),
                            new Reading(meaning.get().field(), meaning.get().coordinates(), "")));
                } else {
                    problems.add(new Problem(observed.where(), Objects.requireNonNull(e.getMessage())));
                }
            }
        }
        return known;
    }

    /**
     * Makes a statement of a set, and more of it where a code occurs several times. Of two codes that mean one field the better one
     * counts, by the order of the map.
     */
    private void sets(ObservationGroup group, List<Known> set, boolean vitals) {
        List<Known> first = new ArrayList<>();
        List<Known> again = new ArrayList<>();
        for (Known one : set) {
            Optional<Known> rival = first.stream().filter(one::standsWhere).findFirst();
            if (rival.isEmpty()) {
                first.add(one);
            } else if (one.meaning().rank() < rival.get().meaning().rank()) {
                first.set(first.indexOf(rival.get()), one);
            } else if (one.meaning().rank() == rival.get().meaning().rank()
                    && !one.reading().equals(rival.get().reading())) {
                again.add(one);
            }
        }
        int number = 1;
        while (!first.isEmpty()) {
            statements.add(vitals ? vitals(group, first, number) : assessment(group, first, number));
            first = again.isEmpty() ? List.of() : List.of(again.remove(0));
            number++;
        }
    }

    private ChartedStatement vitals(ObservationGroup group, List<Known> set, int number) {
        VitalSigns content = VitalSigns.newBuilder()
                .setEventId(id(group, set, "vitals", number))
                .setPatientId(group.patientId())
                .setEncounterId(group.encounterId())
                .setSource(map.name())
                .setOccurredAt(set.get(0).at())
                .setRecordedAt(group.recordedAt())
                .build();
        return statement(content, set);
    }

    private ChartedStatement assessment(ObservationGroup group, List<Known> set, int number) {
        String purpose = group.codes().stream()
                .filter(map.codes().assessments()::containsKey)
                .map(map.codes().assessments()::get)
                .findFirst()
                .orElse("POST_BLOCK");
        NeuroAssessment content = NeuroAssessment.newBuilder()
                .setEventId(id(group, set, "assessment", number))
                .setPatientId(group.patientId())
                .setEncounterId(group.encounterId())
                .setSource(map.name())
                .setOccurredAt(set.get(0).at())
                .setRecordedAt(group.recordedAt())
                .setPurpose(AssessmentPurpose.valueOf(purpose))
                .setExam(NeuroExam.newBuilder().build())
                .build();
        return statement(content, set);
    }

    private String id(ObservationGroup group, List<Known> set, String kind, int number) {
        return number == 1
                ? EventIds.of(map.name(), group.identity(), set.get(0).at().toString(), kind)
                : EventIds.of(map.name(), group.identity(), set.get(0).at().toString(), kind, String.valueOf(number));
    }

    private static ChartedStatement statement(SpecificRecord content, List<Known> set) {
        List<Reading> stated = new ArrayList<>();
        List<Reading> takenBack = new ArrayList<>();
        boolean corrected = false;
        boolean ambiguous = false;
        for (Known one : set) {
            if (one.observed().standing() == Standing.TAKEN_BACK) {
                takenBack.add(one.reading());
            } else {
                StatementEditor.set(content, one.reading());
                stated.add(one.reading());
            }
            corrected |= one.observed().standing() == Standing.CORRECTED;
            ambiguous |= one.observed().at().ambiguous();
        }
        Standing standing = stated.isEmpty()
                ? Standing.TAKEN_BACK
                : corrected || !takenBack.isEmpty() ? Standing.CORRECTED : Standing.STANDS;
        return new ChartedStatement(content, stated, takenBack, standing, ambiguous);
    }
}

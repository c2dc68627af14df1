package org.blockwatch.cli.explain;

import java.util.Locale;
import java.util.StringJoiner;
import org.blockwatch.clinical.Anticoagulation;
import org.blockwatch.clinical.Assessment;
import org.blockwatch.clinical.Care;
import org.blockwatch.clinical.Exam;
import org.blockwatch.clinical.Procedure;
import org.blockwatch.clinical.Statement;
import org.blockwatch.clinical.Vitals;
import org.jspecify.annotations.Nullable;

/** A statement in a line. */
final class StatementText {

    private final StringJoiner words = new StringJoiner(", ");

    private StatementText() {}

    static String of(Statement statement) {
        var text = new StatementText();
        if (statement instanceof Procedure procedure) {
            return text.procedure(procedure);
        } else if (statement instanceof Assessment assessment) {
            return text.exam(assessment.exam());
        } else if (statement instanceof Vitals vitals) {
            return text.vitals(vitals);
        }
        return term(((Care) statement).kind());
    }

    private String procedure(Procedure procedure) {
        words.add("block " + procedure.blockId()).add(term(procedure.details().laterality()));
        return words.add(anticoagulation(procedure.details().anticoagulation()))
                .add(procedure.baseline() == null ? "no baseline" : "with a baseline")
                .toString();
    }

    private static String anticoagulation(Anticoagulation stated) {
        return switch (stated) {
            case YES -> "anticoagulated";
            case NO -> "not anticoagulated";
            case NOT_STATED -> "anticoagulation not stated";
        };
    }

    private String exam(Exam exam) {
        exam.straightLegRaise().forEach((side, result) -> say("straight-leg raise", side, result));
        exam.motor().forEach((site, grade) -> say(term(site.movement()), site.side(), "MRC " + grade));
        exam.sensation()
                .forEach((site, result) -> say(site.region() + " " + term(site.modality()), site.side(), result));
        exam.reflexes().forEach((site, result) -> say(term(site.reflex()) + " reflex", site.side(), result));
        exam.signs().forEach((sign, finding) -> words.add(term(sign) + " " + term(finding)));
        if (exam.radicular() != null) {
            words.add("radicular symptoms "
                    + exam.radicular().stream().map(StatementText::term).toList());
        }
        return words.length() == 0 ? "assessment in which nothing was examined" : words.toString();
    }

    private String vitals(Vitals vitals) {
        var observed = vitals.observed();
        measured("respiration", observed.respiratoryRate());
        measured("SpO2", observed.spo2());
        measured("oxygen", observed.oxygen());
        measured("systolic", observed.systolic());
        measured("heart rate", observed.heartRate());
        measured("consciousness", observed.consciousness());
        measured("temperature", observed.temperature());
        measured("NEWS2 reported", vitals.reportedNews2());
        return words.length() == 0 ? "vital signs without a value" : words.toString();
    }

    private void measured(String what, @Nullable Object value) {
        if (value != null) {
            words.add(what + " " + value);
        }
    }

    private void say(String what, Enum<?> side, Object result) {
        words.add("%s %s %s".formatted(term(side), what, result instanceof Enum<?> term ? term(term) : result));
    }

    private static String term(Enum<?> term) {
        return term.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

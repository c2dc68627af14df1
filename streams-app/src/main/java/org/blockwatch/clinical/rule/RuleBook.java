package org.blockwatch.clinical.rule;

import java.util.List;
import org.blockwatch.event.AlertCode;

/** All rules, in the order of the table in clinical-rules.md. */
public final class RuleBook {

    public static final List<Rule> RULES = List.of(
            new DeficitPersists4h(),
            new DeficitPersists24h(),
            new DeficitPersists48h(),
            new RedFlagMri(),
            new DeficitRecurred(),
            new SignificantMotorBlock(),
            new UnexpectedDistribution(),
            new AtypicalRecoverySequence(),
            new UnsafeMobilisation(),
            new UnsafeDischarge(),
            new UnsafeTransfer(),
            new RecoveryNotDemonstrated(),
            new AssessmentOverdue(),
            new ExamIncomplete(),
            new BaselineMissing(),
            new TechniqueRisk(),
            new News2Deterioration(),
            new LastSuspected(),
            new InvestigationOverdue(),
            new DataContradiction(),
            new News2Disagrees());

    /** Those that look at vital signs. */
    static final List<Rule> OF_VITAL_SIGNS =
            RULES.stream().filter(Rule::readsVitalSigns).toList();

    private RuleBook() {}

    /** Returns the rule behind an alert code. */
    public static Rule of(AlertCode code) {
        return RULES.stream()
                .filter(rule -> rule.code() == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rule has the code " + code));
    }
}

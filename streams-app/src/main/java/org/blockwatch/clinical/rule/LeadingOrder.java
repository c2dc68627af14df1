package org.blockwatch.clinical.rule;

import java.util.Comparator;
import java.util.List;
import org.blockwatch.event.AlertCode;

/** Which alert leads where several of one priority are told together; clinical-rules.md, section "Which alert leads". */
public final class LeadingOrder {

    /** From the one that leads; the rest follow in the order of the table of rules. */
    static final List<AlertCode> FIRST = List.of(
            AlertCode.LAST_SUSPECTED, // R18
            AlertCode.RED_FLAG_MRI, // R4
            AlertCode.UNSAFE_DISCHARGE, // R10
            AlertCode.DEFICIT_RECURRED, // R5
            AlertCode.DEFICIT_PERSISTS_48H, // R3
            AlertCode.DEFICIT_PERSISTS_24H, // R2
            AlertCode.DEFICIT_PERSISTS_4H, // R1
            AlertCode.INVESTIGATION_OVERDUE, // R19
            AlertCode.NEWS2_DETERIORATION, // R17
            AlertCode.UNSAFE_TRANSFER, // R11
            AlertCode.RECOVERY_NOT_DEMONSTRATED, // R12
            AlertCode.SIGNIFICANT_MOTOR_BLOCK, // R6
            AlertCode.UNEXPECTED_DISTRIBUTION, // R7
            AlertCode.ATYPICAL_RECOVERY_SEQUENCE, // R8
            AlertCode.UNSAFE_MOBILISATION, // R9
            AlertCode.ASSESSMENT_OVERDUE, // R13
            AlertCode.EXAM_INCOMPLETE); // R14

    /** Sorts the codes so that the one that leads comes first. */
    public static final Comparator<AlertCode> COMPARATOR =
            Comparator.comparingInt(LeadingOrder::place).thenComparing(Comparator.naturalOrder());

    private LeadingOrder() {}

    private static int place(AlertCode code) {
        int place = FIRST.indexOf(code);
        return place < 0 ? FIRST.size() : place;
    }
}

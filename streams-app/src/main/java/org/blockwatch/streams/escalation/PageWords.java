package org.blockwatch.streams.escalation;

import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Setting;

/**
 * The few words that a page has for an alert, in the words of the rule's row and of the article's action. The alert
 * itself carries the findings and all actions.
 *
 * @param what what has been noticed
 * @param toDo what to do first
 */
record PageWords(String what, String toDo) {

    /** Returns the words of an alert: what to do first at home is what can be done there. */
    static PageWords of(Alert alert) {
        PageWords inHouse = of(alert.getCode());
        if (alert.getSetting() != Setting.HOME) {
            return inHouse;
        }
        return switch (alert.getCode()) {
            case ASSESSMENT_OVERDUE -> words("not heard of since going home", "Telephone the patient");
            case RED_FLAG_MRI -> words(inHouse.what(), "Telephone: emergency department now, MRI");
            case UNSAFE_DISCHARGE -> words("went home before motor recovery", "Telephone; bring back for examination");
            default -> words(inHouse.what(), "Telephone; bring in for examination");
        };
    }

    /** Every code has its words: one without would not compile. */
    static PageWords of(AlertCode code) {
        return switch (code) {
            case DEFICIT_PERSISTS_4H -> words("deficit past 4 h", "Evaluate now: full motor exam and reflexes");
            case DEFICIT_PERSISTS_24H -> words("deficit past 24 h, never normal", "Urgent investigation, MRI");
            case DEFICIT_PERSISTS_48H -> words("deficit past 48 h", "Urgent investigation, emergency protocol");
            case RED_FLAG_MRI -> words("red flag", "Urgent MRI; do not wait");
            case DEFICIT_RECURRED -> words("deficit back after recovery", "Evaluate now: think of haematoma");
            case SIGNIFICANT_MOTOR_BLOCK -> words("cannot raise the leg", "Urgent evaluation; no mobilisation");
            case UNEXPECTED_DISTRIBUTION -> words("leg numb or painful, not expected", "Examine roots and severity");
            case ATYPICAL_RECOVERY_SEQUENCE -> words("recovery in the wrong order", "Examine motor, touch, pinprick");
            case UNSAFE_MOBILISATION -> words("mobilised before motor recovery", "Keep in bed; examine motor");
            case UNSAFE_DISCHARGE -> words("discharge before motor recovery", "Do not discharge; examine motor");
            case UNSAFE_TRANSFER -> words("unmonitored, straight leg raise not shown", "Back to a monitored bed");
            case RECOVERY_NOT_DEMONSTRATED -> words("recovery not demonstrated", "Test straight leg raise, both sides");
            case ASSESSMENT_OVERDUE -> words("assessment overdue", "Assess now and document");
            case EXAM_INCOMPLETE -> words("exam incomplete while deficit lasts", "Complete motor, reflexes, sensation");
            case BASELINE_MISSING -> words("no baseline exam", "Document the exam before the block");
            case TECHNIQUE_RISK -> words("technique with raised risk", "Watch closely");
            case NEWS2_DETERIORATION -> words("NEWS2 deterioration", "Review the patient now");
            case LAST_SUSPECTED -> words("local anaesthetic toxicity suspected", "Emergency: see the patient now");
            case INVESTIGATION_OVERDUE -> words("investigation overdue", "Get the MRI now");
            case DATA_CONTRADICTION -> words("charted findings contradict", "Examine again");
            case NEWS2_DISAGREES -> words("charted NEWS2 differs from the vital signs", "Check the vital signs");
            case UNKNOWN -> words("alert of a kind this release does not know", "See the patient");
        };
    }

    private static PageWords words(String what, String toDo) {
        return new PageWords(what, toDo);
    }
}

package org.blockwatch.followup.form;

import java.util.Locale;

/** What a patient is told to do after an answer, the most urgent first. */
public enum Advice {
    /** Saddle, bladder, bowel or both legs: the emergency department, now. */
    EMERGENCY,
    /** A weak or numb leg, or very bad new pain: telephone now. */
    TELEPHONE,
    /** Not sure: telephone today, so that somebody goes through it with the patient. */
    CALL,
    /** Nothing of these. It is no all-clear: telephone if anything changes. */
    THANKS;

    /** Returns its name in the texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether the answer tells of danger. */
    public boolean isDanger() {
        return this == EMERGENCY || this == TELEPHONE;
    }
}

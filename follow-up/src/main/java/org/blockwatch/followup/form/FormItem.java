package org.blockwatch.followup.form;

import java.util.Locale;

/** A row of the page: one thing that is answered by yes, no or not sure. */
public enum FormItem {
    HEEL_LEFT(FormQuestion.HEEL, "left"),
    HEEL_RIGHT(FormQuestion.HEEL, "right"),
    BACK(FormQuestion.BACK, "back"),
    LEG_LEFT(FormQuestion.LEG, "left"),
    LEG_RIGHT(FormQuestion.LEG, "right"),
    SADDLE(FormQuestion.SADDLE, "saddle"),
    URINE(FormQuestion.TOILET, "urine"),
    STOOL(FormQuestion.TOILET, "stool"),
    PAIN(FormQuestion.PAIN, "pain");

    private final FormQuestion question;
    private final String row;

    FormItem(FormQuestion question, String row) {
        this.question = question;
        this.row = row;
    }

    /** Returns the question that it belongs to. */
    public FormQuestion question() {
        return question;
    }

    /** Returns its name among the rows of its question in the texts. */
    public String row() {
        return row;
    }

    /** Returns the name of its field in the form. */
    public String field() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

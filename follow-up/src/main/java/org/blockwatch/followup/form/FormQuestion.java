package org.blockwatch.followup.form;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the page asks, in its order. A question has one row to answer, or two where sides or kinds are told apart. */
public enum FormQuestion {
    HEEL,
    BACK,
    LEG,
    SADDLE,
    TOILET,
    PAIN;

    /** Returns its name in the texts and in the names of its drawings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns its rows, in order. */
    public List<FormItem> items() {
        return Arrays.stream(FormItem.values())
                .filter(item -> item.question() == this)
                .toList();
    }
}

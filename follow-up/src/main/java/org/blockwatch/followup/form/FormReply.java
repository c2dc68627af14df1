package org.blockwatch.followup.form;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a row can be answered. */
public enum FormReply {
    YES("yes"),
    NO("no"),
    NOT_SURE("notSure");

    private final String word;

    FormReply(String word) {
        this.word = word;
    }

    /** Returns its value in the form and its name in the texts. */
    public String word() {
        return word;
    }

    /** Returns the reply of that value; empty where it is none. */
    public static Optional<FormReply> of(@Nullable String value) {
        return Arrays.stream(values()).filter(reply -> reply.word.equals(value)).findFirst();
    }
}

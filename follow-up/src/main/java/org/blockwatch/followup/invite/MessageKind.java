package org.blockwatch.followup.invite;

/** What a message to a patient is for. */
public enum MessageKind {
    /** The time that is asked about has come. */
    ASKS("asks"),
    /** No answer has come. */
    REMINDS("reminds"),
    /** The patient is at home, and may write at any time. */
    OFFERS("offers");

    private final String word;

    MessageKind(String word) {
        this.word = word;
    }

    /** Returns its word in the texts and in the messages themselves. */
    public String word() {
        return word;
    }
}

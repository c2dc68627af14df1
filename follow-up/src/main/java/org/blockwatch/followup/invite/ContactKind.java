package org.blockwatch.followup.invite;

/** What the messaging gateway knows a patient by. */
public enum ContactKind {
    /** A keyed hash of the patientId: who maps it needs the key. */
    HASH("hash"),
    /** The patientId itself, which the site maps. */
    PATIENT_ID("patient-id");

    private final String word;

    ContactKind(String word) {
        this.word = word;
    }

    /** Returns its word in the settings. */
    public String word() {
        return word;
    }
}

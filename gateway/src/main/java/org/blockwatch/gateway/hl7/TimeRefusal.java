package org.blockwatch.gateway.hl7;

/** Thrown when a time cannot be used; the message completes "OBX-14 20260301 ". */
public final class TimeRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    TimeRefusal(String message) {
        super(message);
    }

    /** Returns the same, with where the time stands: "OBX-14 20260301 is a date alone ...". */
    public TimeRefusal of(String field, String text) {
        return new TimeRefusal(text.isBlank() ? field + ": there is no time" : field + " " + text + " " + getMessage());
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

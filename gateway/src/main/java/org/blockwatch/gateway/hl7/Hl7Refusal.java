package org.blockwatch.gateway.hl7;

/** Thrown when a message can never be read; the message says why and what the sender should do. */
public final class Hl7Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message what is wrong, where, and what to do
     */
    public Hl7Refusal(String message) {
        super(message);
    }
}

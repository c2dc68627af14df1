package org.blockwatch.gateway.bus;

/** Thrown when nothing can be written just now, or it is not known whether it was: the sender shall try again. */
public final class BusUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    BusUnavailableException(String message) {
        super(message);
    }

    BusUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

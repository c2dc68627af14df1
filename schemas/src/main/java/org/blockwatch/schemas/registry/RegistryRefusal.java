package org.blockwatch.schemas.registry;

/** The registry understood the question and its answer is no. Becomes a public exception that says what to do. */
final class RegistryRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RegistryRefusal(int status, int errorCode, String message) {
        super("the registry says %s/%s: %s".formatted(status, errorCode, message));
        this.status = status;
    }

    /** Returns the HTTP status: 404 unknown, 409 incompatible, 422 not valid. */
    int status() {
        return status;
    }
}

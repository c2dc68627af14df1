package org.blockwatch.gateway.fhir;

/** Thrown when a request is no FHIR that can be used; the message says what is wrong. */
final class FhirRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String element;

    FhirRefusal(int status, String element, String message) {
        super(message);
        this.status = status;
        this.element = element;
    }

    /** Returns the status of the answer. */
    int status() {
        return status;
    }

    /** Returns the element that is wrong, as FHIRPath. */
    String element() {
        return element;
    }
}

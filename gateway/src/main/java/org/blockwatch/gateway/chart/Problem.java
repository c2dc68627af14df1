package org.blockwatch.gateway.chart;

/**
 * Something in a message that cannot be used.
 *
 * @param where segment or element
 * @param reason what is wrong and what to do
 */
public record Problem(String where, String reason) {

    /** Returns both for people. */
    @Override
    public String toString() {
        return where + ": " + reason;
    }
}

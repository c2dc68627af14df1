package org.blockwatch.schemas;

/**
 * The synthetic patients by which Blockwatch watches itself. What is charted of them goes the whole way, from the bus
 * through detection and a ladder to a page, but only to the loop-back channel: they stand on no board, in no count, on
 * no topic of alerts, and no person is ever paged for them.
 */
public final class Canary {

    /** What the patientId of every synthetic patient begins with: no hospital's may. */
    public static final String PREFIX = "blockwatch-canary-";

    /** The one role that is paged for a synthetic patient, and the name of the channel that takes these pages. */
    public static final String ROLE = "canary";

    private Canary() {}

    /** Returns whether this is a synthetic patient. */
    public static boolean is(String patientId) {
        return patientId.startsWith(PREFIX);
    }
}

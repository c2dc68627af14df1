package org.blockwatch.streams.intake;

/**
 * A record that must not be processed, and why. Thrown before anything is written; Kafka Streams' handler then makes the record a dead
 * letter and goes on with the next.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a record is refused: the closed list, which operations count by and dead letters name. */
    public enum Reason {
        /** The bytes are no record of a known schema, or none at all. */
        UNDECODABLE,
        /** A record of a type that does not belong on the topic. */
        UNEXPECTED_TYPE,
        /** A field is missing that the type or its status requires. */
        MISSING_FIELD,
        /** The record's key is not its patientId. */
        KEY_MISMATCH,
        /** The record does not lie where Kafka's default partitioner puts its key, so its patient's state is elsewhere. */
        WRONG_PARTITION,
        /** It occurred further ahead of its arrival than clocks differ. */
        FUTURE_DATED,
        /** It occurred longer before its arrival than history is kept for. */
        TOO_OLD,
        /** A block by a protocol that is not loaded. */
        UNKNOWN_PROTOCOL,
        /** Nothing is left of it without the values that no human can have. */
        IMPLAUSIBLE,
        /** The same revision has been accepted with other content. */
        CONFLICTING_REVISION,
        /** A closing note names a cause that the article does not let stand. */
        REFUSED_CAUSE,
        /** Its status is one that this release does not know: a cancelled or preliminary fact is not a final one. */
        UNKNOWN_STATUS,
        /** An identity or a place is empty, too long, padded with white space, or holds invisible characters. */
        INVALID_ID,
        /** Its fields contradict each other, or what they can mean. */
        INCONSISTENT,
        /** One more block of a patient of whom as many are watched already as can be. */
        TOO_MANY_BLOCKS,
        /** A defect: every attempt to process it failed and was undone. */
        PROCESSING_FAILED
    }

    private final Reason reason;

    /**
     * Refuses a record.
     *
     * @param detail what is wrong and where, for people; no patient data, and identities as {@link org.blockwatch.service.log.LogIds} has them
     */
    public Refusal(Reason reason, String detail) {
        super(detail, null, false, false); // no stack trace: a refusal is an outcome, and a bad feed makes many
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}

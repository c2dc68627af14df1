package org.blockwatch.cli.access;

/** Who works with the topics. Each role is a principal of its own towards Kafka. */
public enum Role {
    /** Detection and escalation. */
    STREAMS_APP("streams-app"),
    /** Paging and answers. */
    ALERT_CONSUMER("alert-consumer"),
    /** Invitations to patients at home, and their answers. */
    FOLLOW_UP("follow-up"),
    /** The gateway for HL7 v2 and FHIR; each source may have one of its own. */
    GATEWAY("gateway"),
    /** What publishes statements: the hospital's bus, {@code ./blockwatch publish}. */
    PUBLISHER("publisher"),
    /** A program that answers alerts on the topics themselves, not at a door of alert-consumer. */
    RESPONDER("responder"),
    /** The ward board: what people look at, examine with and are recorded by. */
    WARD_BOARD("ward-board"),
    /** People who look after it: {@code ./blockwatch why}, {@code explain --live}, lag. */
    OPERATIONS("operations"),
    /** Whoever sends dead letters again: {@code ./blockwatch dead-letters resend}. */
    RESENDER("resender"),
    /** Whoever erases a patient: {@code ./blockwatch erase}. */
    ERASER("eraser");

    private final String id;

    Role(String id) {
        this.id = id;
    }

    /** Returns the role on command lines, and by default its user's name. */
    public String id() {
        return id;
    }
}

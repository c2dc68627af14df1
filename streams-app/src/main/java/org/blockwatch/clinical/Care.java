package org.blockwatch.clinical;

import java.time.Instant;
import org.blockwatch.event.CareEventKind;

/**
 * States that something was done with, or happened to, the patient.
 *
 * @param kind what; never UNKNOWN
 */
public record Care(String eventId, Instant occurredAt, CareEventKind kind) implements Statement {}

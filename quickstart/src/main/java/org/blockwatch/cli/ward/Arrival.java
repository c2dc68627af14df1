package org.blockwatch.cli.ward;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * A statement or an answer, and when it reaches the bus.
 *
 * @param at engine time
 * @param patientId the key
 */
public record Arrival(Instant at, String patientId, SpecificRecord value) {}

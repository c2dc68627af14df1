package org.blockwatch.schemas;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * A statement as a line of plain JSON carries it.
 *
 * @param statement a BlockPerformed, NeuroAssessment, VitalSigns, CareEvent or AlertResponse
 * @param receivedAt when it arrived: the line's own {@code receivedAt}, else {@code recordedAt}, else {@code occurredAt}
 */
public record StatementLine(SpecificRecord statement, Instant receivedAt) {}

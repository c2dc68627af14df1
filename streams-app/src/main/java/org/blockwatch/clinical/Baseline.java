package org.blockwatch.clinical;

/**
 * The baseline of the patient's latest block, open or closed: what an implicit block would be judged against.
 *
 * @param rank T0 and blockId of that block
 * @param exam its baseline; what it lacks is normal
 */
public record Baseline(Position rank, Exam exam) {}

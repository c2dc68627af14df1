package org.blockwatch.cli.why;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * One thing that happened.
 *
 * @param at when, by the engine's clock
 * @param text in words
 * @param record what says so
 */
public record Sentence(Instant at, String text, SpecificRecord record) {}

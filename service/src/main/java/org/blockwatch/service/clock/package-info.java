/**
 * The one clock of the engine, and the only place that reads the machine's.
 *
 * <p>In: the machine's clock, or the instants that a replay sets.
 *
 * <p>Out: the engine's now, engine instants of wall-clock stamps, and how long an engine duration really lasts.
 */
@NullMarked
package org.blockwatch.service.clock;

import org.jspecify.annotations.NullMarked;

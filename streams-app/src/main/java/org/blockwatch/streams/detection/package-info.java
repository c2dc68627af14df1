/**
 * The Kafka side of detection: a statement is admitted, is kept in the history, moves its patient's picture and is judged.
 * In come statements (blocks, assessments, vital signs, care events) and the ticks of the clock.
 * Out go alert transitions, what a ward board shows, and dead letters for what was refused.
 */
@NullMarked
package org.blockwatch.streams.detection;

import org.jspecify.annotations.NullMarked;

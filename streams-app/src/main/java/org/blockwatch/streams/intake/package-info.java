/**
 * How records reach the processors, and where those go that do not: held back until they can be read, or dead letters.
 * In come records as the brokers have them, and what failed at processing them.
 * Out go records that can be decoded, whether a partition has caught up with its past, and dead letters with their reasons.
 */
@NullMarked
package org.blockwatch.streams.intake;

import org.jspecify.annotations.NullMarked;

/**
 * Wake-ups: what has to be looked at again when only time has passed.
 * In come an id and the instant by which it must be woken, and the ticks of the clock.
 * Out go the ids that are due, earliest first, once what lay in the topics has been read.
 */
@NullMarked
package org.blockwatch.streams.timer;

import org.jspecify.annotations.NullMarked;

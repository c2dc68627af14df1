/**
 * Tries a map on sample messages, with nothing behind it.
 *
 * <p>In: a map and messages as files.
 *
 * <p>Out: each segment beside what it becomes, and what was not understood.
 */
@NullMarked
package org.blockwatch.gateway.check;

import org.jspecify.annotations.NullMarked;

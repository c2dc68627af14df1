/**
 * The trail: what became of every attempt to page, for the ladder, for people and for metrics.
 *
 * <p>In: what became of an attempt; the trail itself, read back.
 *
 * <p>Out: page events, counters, and which attempts have been recorded already.
 */
@NullMarked
package org.blockwatch.consumer.audit;

import org.jspecify.annotations.NullMarked;

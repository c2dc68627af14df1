/**
 * Alerts: threads of one code for one block, their transitions and why they end.
 *
 * <p>In: judgements of the clinical core.
 *
 * <p>Out: transitions, and the records that tell them.
 */
@NullMarked
package org.blockwatch.streams.alert;

import org.jspecify.annotations.NullMarked;

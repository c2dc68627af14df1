/**
 * The ways to people: one interface, one package for each channel, and the lane that keeps each to its own threads.
 *
 * <p>In: {@link org.blockwatch.page.OutgoingPage outgoing pages}.
 *
 * <p>Out: {@link org.blockwatch.channel.Delivery deliveries}: accepted, failed for now, or failed for good, with a reason.
 */
@NullMarked
package org.blockwatch.channel;

import org.jspecify.annotations.NullMarked;

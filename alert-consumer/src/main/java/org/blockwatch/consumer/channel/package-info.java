/**
 * The ways to people: one interface, one package for each channel, and the lane that keeps each to its own threads.
 *
 * <p>In: {@link org.blockwatch.consumer.page.OutgoingPage outgoing pages}.
 *
 * <p>Out: {@link org.blockwatch.consumer.channel.Delivery deliveries}: accepted, failed for now, or failed for good, with a reason.
 */
@NullMarked
package org.blockwatch.consumer.channel;

import org.jspecify.annotations.NullMarked;

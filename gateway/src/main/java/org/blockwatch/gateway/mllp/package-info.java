/**
 * The minimal lower layer protocol over TCP: who may connect, where a message begins and ends, one at a time.
 *
 * <p>In: connections of senders.
 *
 * <p>Out: the bytes of each message to a {@link org.blockwatch.gateway.mllp.MessageHandler}, and its answer back to the sender.
 */
@NullMarked
package org.blockwatch.gateway.mllp;

import org.jspecify.annotations.NullMarked;

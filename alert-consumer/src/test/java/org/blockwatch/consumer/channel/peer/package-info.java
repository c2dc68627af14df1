/**
 * The other side of a channel, for tests.
 *
 * <p>In: scripts.
 *
 * <p>Out: a server on a real socket that does what its script says, and certificates for it.
 */
@NullMarked
package org.blockwatch.consumer.channel.peer;

import org.jspecify.annotations.NullMarked;

/**
 * What the channels over TCP have in common.
 *
 * <p>In: a server's address, and what is to be said to it.
 *
 * <p>Out: conversations that end in time, whatever the other side does.
 */
@NullMarked
package org.blockwatch.consumer.channel.tcp;

import org.jspecify.annotations.NullMarked;

/**
 * Pages by SNPP, the protocol of paging terminals (RFC 1861, levels 1 and 2; docs/channels.md).
 *
 * <p>In: outgoing pages; a terminal and how to speak to it.
 *
 * <p>Out: one transaction for each page, and what the terminal's replies mean.
 */
@NullMarked
package org.blockwatch.consumer.channel.snpp;

import org.jspecify.annotations.NullMarked;

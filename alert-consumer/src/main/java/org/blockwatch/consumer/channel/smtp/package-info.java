/**
 * Pages by mail (docs/channels.md).
 *
 * <p>In: outgoing pages; the mail server and how to speak to it.
 *
 * <p>Out: one mail for each page, under the page's own Message-ID, and what the server's replies mean.
 */
@NullMarked
package org.blockwatch.consumer.channel.smtp;

import org.jspecify.annotations.NullMarked;

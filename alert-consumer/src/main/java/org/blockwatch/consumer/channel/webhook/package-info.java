/**
 * Pages by signed HTTP POST, as Standard Webhooks 1.0.0 has it (docs/webhook.md).
 *
 * <p>In: outgoing pages, the receiver's address and the secrets shared with it.
 *
 * <p>Out: one signed request for each page, and what its answer means.
 */
@NullMarked
package org.blockwatch.consumer.channel.webhook;

import org.jspecify.annotations.NullMarked;

/**
 * Signs webhooks as Standard Webhooks 1.0.0 has it (docs/webhook.md).
 *
 * <p>In: secrets shared with a receiver, and what is to be sent.
 *
 * <p>Out: signatures.
 */
@NullMarked
package org.blockwatch.service.webhook;

import org.jspecify.annotations.NullMarked;

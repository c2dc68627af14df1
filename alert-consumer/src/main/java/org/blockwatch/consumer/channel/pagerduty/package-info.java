/**
 * Pages by PagerDuty's Events API v2 (docs/channels.md).
 *
 * <p>In: outgoing pages, and the news of them; the routing key of each service.
 *
 * <p>Out: trigger, acknowledge and resolve events, under the page's own key.
 */
@NullMarked
package org.blockwatch.consumer.channel.pagerduty;

import org.jspecify.annotations.NullMarked;

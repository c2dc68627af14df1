/**
 * The endpoints by which people answer pages: one-time links, a JSON interface, and PagerDuty's webhooks.
 *
 * <p>In: requests over HTTP; alerts, answers and the trail, to know what is open and what has been answered.
 *
 * <p>Out: answers on blockwatch.alert-responses, each once; pages and problems that say what to do.
 */
@NullMarked
package org.blockwatch.consumer.answer;

import org.jspecify.annotations.NullMarked;

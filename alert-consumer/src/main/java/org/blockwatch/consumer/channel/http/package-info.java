/**
 * What the channels over HTTP have in common.
 *
 * <p>In: requests.
 *
 * <p>Out: what their answers, or the lack of them, mean for a page.
 */
@NullMarked
package org.blockwatch.consumer.channel.http;

import org.jspecify.annotations.NullMarked;

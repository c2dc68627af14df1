/**
 * The loop-back channel, by which Blockwatch sees that its own pages arrive.
 *
 * <p>In: the pages of synthetic patients.
 *
 * <p>Out: nothing: that a page has come is on the trail, as with every channel.
 */
@NullMarked
package org.blockwatch.consumer.channel.canary;

import org.jspecify.annotations.NullMarked;

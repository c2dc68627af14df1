/**
 * Takes messages from the doors to the bus, and tells the sender what became of them.
 *
 * <p>In: messages of a known source.
 *
 * <p>Out: one transaction each; answers; counts by source.
 */
@NullMarked
package org.blockwatch.gateway.door;

import org.jspecify.annotations.NullMarked;

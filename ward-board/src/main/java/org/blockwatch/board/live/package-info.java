/**
 * What keeps a screen true while it stands open.
 *
 * <p>In: changes of the ward.
 *
 * <p>Out: numbered events, heartbeats and lamps, to every open screen.
 */
@NullMarked
package org.blockwatch.board.live;

import org.jspecify.annotations.NullMarked;

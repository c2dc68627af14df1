/**
 * The doors of the board.
 *
 * <p>In: requests of browsers.
 *
 * <p>Out: pages, streams of events, and what people do there, handed on.
 */
@NullMarked
package org.blockwatch.board.door;

import org.jspecify.annotations.NullMarked;

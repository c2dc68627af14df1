/**
 * Sees that a board knows when it is not alive.
 * In: rows of feeds, and time.
 * Out: lamps.
 */
package org.blockwatch.board.live;

/**
 * What is known of the patients whose blocks are open, in memory.
 *
 * <p>In: records of every topic that a board shows.
 *
 * <p>Out: patients, alerts with their stories, and how each source stands.
 */
@NullMarked
package org.blockwatch.board.ward;

import org.jspecify.annotations.NullMarked;

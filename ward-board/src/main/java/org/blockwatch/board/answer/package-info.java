/**
 * Answers to alerts, through the door of alert-consumer.
 *
 * <p>In: what somebody decided.
 *
 * <p>Out: whether it is recorded.
 */
@NullMarked
package org.blockwatch.board.answer;

import org.jspecify.annotations.NullMarked;

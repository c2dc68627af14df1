/**
 * The board's side of Kafka.
 *
 * <p>In: topics of the contract, by a consumer of no group.
 *
 * <p>Out: what they say, told to the ward; examinations and accesses, written.
 */
@NullMarked
package org.blockwatch.board.kafka;

import org.jspecify.annotations.NullMarked;

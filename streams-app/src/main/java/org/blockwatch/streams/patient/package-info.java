/**
 * The state of one patient: history, checkpoints, codecs and the cache in front of the stores.
 *
 * <p>In: admitted statements.
 *
 * <p>Out: the patient's state as it follows from all of them.
 */
@NullMarked
package org.blockwatch.streams.patient;

import org.jspecify.annotations.NullMarked;

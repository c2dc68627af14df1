/**
 * What is known of a patient's recovery after a block, as immutable values: statements, pictures, judgements.
 *
 * <p>In: statements ordered by the instant at which they were true, a protocol, and the present instant.
 * <p>Out: a {@link org.blockwatch.clinical.Recovery}, and the conditions that hold with the next instant to judge at.
 */
@NullMarked
package org.blockwatch.clinical;

import org.jspecify.annotations.NullMarked;

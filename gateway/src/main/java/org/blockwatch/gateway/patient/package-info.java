/**
 * What the gateway remembers of patients, and what an act becomes by it: identities that were merged, places, what may be taken back.
 *
 * <p>In: {@link org.blockwatch.gateway.intake.Act acts}; what is remembered and what was sent.
 *
 * <p>Out: records for the topics, all of one message together.
 */
@NullMarked
package org.blockwatch.gateway.patient;

import org.jspecify.annotations.NullMarked;

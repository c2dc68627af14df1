/**
 * Reads HL7 v2 messages as what they say of patients, by the source's map.
 *
 * <p>In: {@link org.blockwatch.gateway.hl7.Hl7Message messages}.
 *
 * <p>Out: an {@link org.blockwatch.gateway.intake.Interpretation}: acts in their order, and by name what cannot be used.
 */
@NullMarked
package org.blockwatch.gateway.intake;

import org.jspecify.annotations.NullMarked;

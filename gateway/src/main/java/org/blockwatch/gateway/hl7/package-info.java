/**
 * HL7 v2 as text: separators, character sets, times, acknowledgements. Nothing here knows what a message means.
 *
 * <p>In: the bytes of a message.
 *
 * <p>Out: {@link org.blockwatch.gateway.hl7.Hl7Message its segments and fields}, or {@link
 * org.blockwatch.gateway.hl7.Hl7Refusal why it cannot be read}; the answer to it.
 */
@NullMarked
package org.blockwatch.gateway.hl7;

import org.jspecify.annotations.NullMarked;

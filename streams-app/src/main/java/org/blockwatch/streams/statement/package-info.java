/**
 * From a record to a statement that may be folded.
 *
 * <p>In: records of the statement topics.
 *
 * <p>Out: statements that passed admission, in the records of the clinical core, or a refusal with its reason.
 */
@NullMarked
package org.blockwatch.streams.statement;

import org.jspecify.annotations.NullMarked;

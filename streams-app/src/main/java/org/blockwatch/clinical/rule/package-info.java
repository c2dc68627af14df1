/**
 * The rows R1 to R21 of clinical-rules.md, one class a row, and the judge that asks them all.
 *
 * <p>In: a block's picture, the present instant and the protocol.
 * <p>Out: the condition that holds, or none, and the next instant at which time alone can change that.
 */
@NullMarked
package org.blockwatch.clinical.rule;

import org.jspecify.annotations.NullMarked;

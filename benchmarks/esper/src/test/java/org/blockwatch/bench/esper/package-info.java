/**
 * The absence pattern on Esper. Test scope alone: Esper is GPL, and nothing of it may ship.
 * In: statements on the topics.
 * Out: one line for each block after which nobody charted a recovery for four hours.
 */
@NullMarked
package org.blockwatch.bench.esper;

import org.jspecify.annotations.NullMarked;

/**
 * The live topology without brokers, on a virtual clock.
 * In come statements with the instants at which they arrive.
 * Out go the alert transitions that the live application would tell, and what it would refuse.
 */
@NullMarked
package org.blockwatch.cli.replay;

import org.jspecify.annotations.NullMarked;

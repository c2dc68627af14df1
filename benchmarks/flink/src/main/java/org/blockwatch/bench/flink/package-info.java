/**
 * Blockwatch's rules on Flink: the engine that Blockwatch is compared with in earnest.
 * In: statements on the topics.
 * Out: the same alerts, exactly once, at Flink's checkpoints.
 */
@NullMarked
package org.blockwatch.bench.flink;

import org.jspecify.annotations.NullMarked;

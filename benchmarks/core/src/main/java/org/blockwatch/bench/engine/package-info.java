/**
 * The engines that are measured, each in a JVM of its own: Blockwatch, and what it is compared with. Flink and Esper are in modules of their
 * own, on their own libraries.
 * In: an assignment, and the statements on the topics.
 * Out: alerts or copies on topics, and the offsets of what is done.
 */
@NullMarked
package org.blockwatch.bench.engine;

import org.jspecify.annotations.NullMarked;

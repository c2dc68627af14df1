/**
 * What benchmarks stand on: processors without brokers, brokers and engines as processes of their own, and what they use up.
 * In: an engine or a processor, and statements.
 * Out: its times, its processor seconds, its bytes, its alerts.
 */
@NullMarked
package org.blockwatch.bench.rig;

import org.jspecify.annotations.NullMarked;

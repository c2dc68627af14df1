/**
 * A day on the simulated ward, or many ladders at once, through the real pipeline.
 * In: what the ward charts, and what the applications write on their topics.
 * Out: a screen, a summary, and which promises were not kept.
 */
@NullMarked
package org.blockwatch.cli.demo;

import org.jspecify.annotations.NullMarked;

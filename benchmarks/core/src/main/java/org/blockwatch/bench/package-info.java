/**
 * The benchmarks, by name, and the command that runs them.
 * In: which, how often, how large.
 * Out: figures, tables and plots in a folder.
 */
@NullMarked
package org.blockwatch.bench;

import org.jspecify.annotations.NullMarked;

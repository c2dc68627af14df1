/**
 * What comes of a run.
 * In: values, one for each time that something was measured.
 * Out: figures with their spread and the conditions they were taken under, as JSON, tables and plots.
 */
@NullMarked
package org.blockwatch.bench.result;

import org.jspecify.annotations.NullMarked;

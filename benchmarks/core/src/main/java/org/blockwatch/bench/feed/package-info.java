/**
 * What the benchmarks feed to engines: statements of the contract, drawn from a seed. Pure.
 * In: how many patients and statements, and when.
 * Out: statements in order of arrival, and for some patients the instant at which an alert is due.
 */
@NullMarked
package org.blockwatch.bench.feed;

import org.jspecify.annotations.NullMarked;

/**
 * The National Early Warning Score 2 (Royal College of Physicians, 2017) as a table of bands.
 *
 * <p>In: one set of observations, any of them missing.
 * <p>Out: the points of each parameter, their sum, and whether the sum is complete or only a lower bound.
 */
@NullMarked
package org.blockwatch.clinical.news2;

import org.jspecify.annotations.NullMarked;

/**
 * Observations, whichever standard they came in, and the statements that they become.
 *
 * <p>In: {@link org.blockwatch.gateway.chart.Observed observations} with the codes and units of their sender.
 *
 * <p>Out: statements of the contract, and by name what could not be used.
 */
@NullMarked
package org.blockwatch.gateway.chart;

import org.jspecify.annotations.NullMarked;

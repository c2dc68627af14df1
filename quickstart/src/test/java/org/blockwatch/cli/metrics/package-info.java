/**
 * What both applications show at {@code /metrics}, and what operations make of it: docs/metrics.md, ops/prometheus, ops/grafana.
 *
 * <p>In: the catalogues of measures, a pipeline that runs, the files under ops and docs.
 *
 * <p>Out: that they agree.
 */
@NullMarked
package org.blockwatch.cli.metrics;

import org.jspecify.annotations.NullMarked;

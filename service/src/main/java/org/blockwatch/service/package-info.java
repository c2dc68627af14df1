/**
 * What every Blockwatch process has around its work: settings, command line, logs, health and metrics endpoints, stop.
 *
 * <p>In: arguments, a settings file, the environment, SIGTERM, HTTP requests for health and metrics.
 *
 * <p>Out: a running {@link org.blockwatch.service.Service}, log lines on stderr, an exit status.
 */
@NullMarked
package org.blockwatch.service;

import org.jspecify.annotations.NullMarked;

/**
 * Log lines: text or JSON, and patients by a keyed hash.
 *
 * <p>In: log events.
 *
 * <p>Out: lines on stderr.
 */
@NullMarked
package org.blockwatch.service.log;

import org.jspecify.annotations.NullMarked;

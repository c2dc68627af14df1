/**
 * The ward board as a process: what people look at, answer on and examine with.
 *
 * <p>In: settings.
 *
 * <p>Out: a running service with its doors open.
 */
@NullMarked
package org.blockwatch.board;

import org.jspecify.annotations.NullMarked;

/**
 * The services themselves, each wired in one class and started from there.
 *
 * <p>In: settings and the engine's clock.
 *
 * <p>Out: a running service; here {@link org.blockwatch.consumer.AlertConsumer}, which pages people.
 */
@NullMarked
package org.blockwatch.consumer;

import org.jspecify.annotations.NullMarked;

/**
 * Kafka: one transaction for each message, committed before anybody is told.
 *
 * <p>In: {@link org.blockwatch.gateway.bus.Work decisions} of connections that wait for them.
 *
 * <p>Out: records on the topics, and the word that they are there.
 */
@NullMarked
package org.blockwatch.gateway.bus;

import org.jspecify.annotations.NullMarked;

/**
 * The loop between Kafka and the channels: each page is sent at once, and what became of it is recorded in one transaction with the offset.
 *
 * <p>In: page requests from blockwatch.pages; alerts, answers and page events to know what is still needed.
 *
 * <p>Out: outgoing pages to the lanes; page events and dead letters to Kafka.
 */
@NullMarked
package org.blockwatch.consumer.delivery;

import org.jspecify.annotations.NullMarked;

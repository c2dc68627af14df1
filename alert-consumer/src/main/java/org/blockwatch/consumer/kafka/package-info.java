/**
 * The Kafka side of alert-consumer: sessions, offsets, the recorder, and who follows which topic.
 *
 * <p>In: page requests, alerts, answers and the trail.
 *
 * <p>Out: requests for the delivery, and what became of them, recorded with their offsets.
 */
@NullMarked
package org.blockwatch.consumer.kafka;

import org.jspecify.annotations.NullMarked;

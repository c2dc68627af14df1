/**
 * The contract against real peers: a Kafka broker, a registry, and Confluent's own client.
 *
 * <p>In: topics, schemas and records of {@code org.blockwatch.schemas}.
 *
 * <p>Out: what the peers make of them.
 */
@NullMarked
package org.blockwatch.cli.contract;

import org.jspecify.annotations.NullMarked;

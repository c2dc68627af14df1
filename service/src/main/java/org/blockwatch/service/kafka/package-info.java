/**
 * What services outside Kafka Streams share towards Kafka: clients, serializers, a reader that follows topics, a writer.
 *
 * <p>In: a site's client properties and the topics of the contract.
 *
 * <p>Out: records to listeners, and records on topics.
 */
@NullMarked
package org.blockwatch.service.kafka;

import org.jspecify.annotations.NullMarked;

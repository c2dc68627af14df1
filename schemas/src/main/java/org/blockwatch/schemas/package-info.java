/**
 * The contract in Java: {@link org.blockwatch.schemas.Topics the topics}, the serializers of their values,
 * {@link org.blockwatch.schemas.PlainJson their plain-JSON form} and {@link org.blockwatch.schemas.StateSerde the
 * bytes of state}.
 *
 * <p>In come records of {@code org.blockwatch.event} and {@code org.blockwatch.state}, generated from
 * {@code src/main/avro}; out go bytes in the Confluent wire format, Avro single-object bytes, and lines of JSON.
 *
 * <p>In short: {@code Topics.BLOCKS.topicName()}, {@code Topics.create(admin, 6, 3)}, {@code new AvroSerializer<>()},
 * {@code new AvroDeserializer<>()}, {@code PlainJson.readStatement(line)}, {@code PlainJson.write(record)},
 * {@code StateSerde.of(RecordedStatement.class)}.
 */
@NullMarked
package org.blockwatch.schemas;

import org.jspecify.annotations.NullMarked;

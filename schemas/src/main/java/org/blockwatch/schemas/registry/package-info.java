/**
 * The schema registry, seen from a producer or a consumer.
 *
 * <p>In come Confluent's configuration keys and questions about schemas and ids; out go answers kept for good, or one of
 * three errors that ask for different deeds: wait (unavailable), look for the stray writer (unknown), mend the schema
 * (incompatible).
 */
@NullMarked
package org.blockwatch.schemas.registry;

import org.jspecify.annotations.NullMarked;
